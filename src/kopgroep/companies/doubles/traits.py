"""What can be alike in two companies, in the form in which it is compared."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from kopgroep.companies.models import Company, Establishment, Position, StatedFact
from kopgroep.companies.search_text import fold, one_word

LEGAL_FORMS = frozenset({"bv", "nv", "vof", "cv", "eenmanszaak", "stichting", "cooperatie", "maatschap", "ua"})
"""Words in a name that say what it is and not who it is."""
PUBLIC_DOMAINS = frozenset(
    {"gmailcom", "hotmailcom", "hotmailnl", "livenl", "outlookcom", "icloudcom", "ziggonl", "kpnmailnl", "planetnl"}
)
"""Mail domains that everybody may use, folded."""
_ABROAD = re.compile(r"^(?:\+|00)31")
LONGEST_PHONE = 15
"""Digits in the longest number there is (ITU E.164)."""


@dataclass
class Traits:
    """One company as it is compared. Sets are empty when nothing is known."""

    pk: int
    kvk_number: str = ""
    names: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    postcodes: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)
    domains: set[str] = field(default_factory=set)
    people: set[int] = field(default_factory=set)

    def add_email(self, email: str) -> None:
        """Remember an address, and its domain when that is the company's own."""
        if email:
            self.emails.add(email.lower())
            self.add_domain(email.rpartition("@")[2])

    def add_domain(self, domain: str) -> None:
        """Remember a mail or web domain, unless everybody may use it."""
        folded = one_word(domain)
        if folded and folded not in PUBLIC_DOMAINS:
            self.domains.add(folded)


def core(name: str) -> str:
    """A name without its legal form, folded; the whole name when nothing else is left."""
    words = fold(name).split()
    return " ".join(word for word in words if word not in LEGAL_FORMS) or " ".join(words)


def digits(phone: str) -> str:
    """A telephone number as its digits, the Dutch country code as a nought; empty for what is too short to be one."""
    plain = re.sub(r"\D", "", _ABROAD.sub("0", re.sub(r"[\s().-]", "", phone).replace("+310", "+31")))
    return plain if len("0593123") <= len(plain) <= LONGEST_PHONE else ""


def traits_of(companies: Collection[int]) -> dict[int, Traits]:
    """The traits of some companies, with four queries however many there are."""
    rows = Company.objects.filter(pk__in=companies).order_by()
    found = {
        pk: Traits(pk, kvk_number=kvk or "", names={core(name)})
        for pk, kvk, name in rows.values_list("pk", "kvk_number", "name")
    }
    columns = ("company", "name", "place", "postcode", "phone", "email_domain", "website", "address_shielded")
    for row in Establishment.objects.filter(company__in=found).order_by().values(*columns):
        traits = found[row["company"]]
        traits.names.add(core(row["name"]))
        traits.phones.update(filter(None, [digits(row["phone"])]))
        for domain in (row["email_domain"], host(row["website"])):
            traits.add_domain(domain)
        traits.places.update(filter(None, [fold(row["place"])]))
        # Where somebody lives who shielded the address is not shown, also not as a reason.
        traits.postcodes.update(filter(None, ["" if row["address_shielded"] else row["postcode"]]))
    for company, person, email, phone in positions(found):
        found[company].people.add(person)
        found[company].add_email(email)
        found[company].phones.update(filter(None, [digits(phone)]))
    for fact in StatedFact.objects.filter(company__in=found).order_by():
        _state(found[fact.company_id], fact)
    return found


def positions(companies: Collection[int]) -> Iterator[tuple[int, int, str, str]]:
    """Company, person, e-mail address and telephone of everybody who works for some companies now."""
    rows = Position.objects.filter(company__in=companies, until=None).order_by()
    return iter(rows.values_list("company", "person", "person__email", "person__phone"))


def _state(traits: Traits, fact: StatedFact) -> None:
    match fact.field:
        case StatedFact.Field.PHONE:
            traits.phones.update(filter(None, [digits(fact.value)]))
        case StatedFact.Field.EMAIL:
            traits.add_email(fact.value)
        case StatedFact.Field.WEBSITE:
            traits.add_domain(host(fact.value))


def host(website: str) -> str:
    """The domain of a web address."""
    return re.sub(r"^[a-z]+://", "", website.strip().lower()).removeprefix("www.").partition("/")[0]
