"""The fixed cast, for every test that needs a person. Charlie may see nothing and is tried on everything."""

from datetime import UTC, datetime

from kopgroep.accounts.models import RoleGrant, User
from kopgroep.accounts.roles import Role

CAST: dict[str, tuple[str, tuple[Role, ...]]] = {
    "anna": ("Anna Bakker", (Role.ADVISER,)),
    "sjoerd": ("Sjoerd Hoekstra", (Role.SPECIALIST,)),
    "olga": ("Olga Smit", (Role.SCHEME_OFFICER,)),
    "marieke": ("Marieke de Vries", (Role.MANAGER,)),
    "bram": ("Bram Jansen", (Role.ENTREPRENEUR,)),
    "petra": ("Petra Mulder", (Role.PARTNER,)),
    "fenna": ("Fenna Visser", (Role.FUNDER,)),
    "ari": ("Ari Peters", (Role.ANALYST,)),
    "priya": ("Priya Sharma", (Role.PRIVACY_OFFICER,)),
    "charlie": ("Charlie Niemand", ()),
}
"""The first name in lower case, the full name, and the roles held."""

JOINED = datetime(2021, 1, 4, 9, tzinfo=UTC)
PASSWORD = "een lang wachtwoord voor de proef"


def make_user(name: str, *roles: Role, email: str = "", areas: list[str] | None = None) -> User:
    """A user who holds these roles since JOINED. The address follows from the first name."""
    address = email or f"{name.split()[0].lower()}@example.org"
    user = User.objects.create_user(address, PASSWORD, name=name, areas=areas or [])
    RoleGrant.objects.bulk_create(RoleGrant(user=user, role=role, granted_at=JOINED) for role in roles)
    return user


def member(key: str) -> User:
    """Make one of the cast, such as ``member("anna")``."""
    name, roles = CAST[key]
    return make_user(name, *roles)
