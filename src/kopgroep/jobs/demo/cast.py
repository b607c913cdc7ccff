"""The people who log in to the demonstration, one or more per role. All of them are invented."""

from dataclasses import dataclass

from kopgroep.accounts.actions import give_role
from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.programme import Programme

PASSWORD = "kopgroep-demonstratie"  # noqa: S105  (opens invented data on the reader's own machine)


@dataclass(frozen=True)
class Part:
    """One person of the demonstration."""

    name: str
    role: Role
    login: str

    @property
    def email(self) -> str:
        """The address to log in with; ``.invalid`` can never get mail."""
        return f"{self.login}@demo.invalid"


PARTS = (
    Part("Anna Brouwer", Role.ADVISER, "anna"),
    Part("Bert Schipper", Role.ADVISER, "bert"),
    Part("Saskia de Boer", Role.ADVISER, "saskia"),
    Part("Yusuf Demir", Role.ADVISER, "yusuf"),
    Part("Roelie Prins", Role.ADVISER, "roelie"),
    Part("Sjoerd Visser", Role.SPECIALIST, "sjoerd"),
    Part("Gerda Kuipers", Role.SPECIALIST, "gerda"),
    Part("Imane Haddad", Role.SPECIALIST, "imane"),
    Part("Olga Mulder", Role.SCHEME_OFFICER, "olga"),
    Part("Marieke Dekker", Role.MANAGER, "marieke"),
    Part("Fenna Postma", Role.FUNDER, "fenna"),
    Part("Ari Vos", Role.ANALYST, "ari"),
    Part("Priya Jansen", Role.PRIVACY_OFFICER, "priya"),
    Part("Petra Smit", Role.PARTNER, "petra"),
)


def one_per_role() -> list[Part]:
    """The first person of each role, for the list of log-ins."""
    found: dict[Role, Part] = {}
    for part in PARTS:
        found.setdefault(part.role, part)
    return list(found.values())


def hire(programme: Programme) -> dict[str, User]:
    """Make the people, with the municipalities divided over the first-line advisers. By log-in name."""
    first_line = [part for part in PARTS if part.role is Role.ADVISER]
    people = {}
    for part in PARTS:
        areas: list[str] = []
        if part in first_line:
            areas = [m.code for m in programme.area][first_line.index(part) :: len(first_line)]
        user = User.objects.create_user(part.email, PASSWORD, name=part.name, areas=areas)
        give_role(user, part.role, granted_by=None)
        people[part.login] = user
    return people
