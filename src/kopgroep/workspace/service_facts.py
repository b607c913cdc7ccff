"""A service of a partner in words: for whom, where, at what cost."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.companies.sectors import sector_titles
from kopgroep.programme import Service, current


@dataclass(frozen=True)
class ServiceFacts:
    """A service and what is known of it, as pairs of a name and words; what nobody said is not among them."""

    service: Service
    facts: list[tuple[str, str]]


def facts_of(service: Service) -> ServiceFacts:
    """Everything that the programme knows of a service."""
    language, programme = get_language() or "nl", current()
    audience = {
        "pre_start": _("who has not started yet"),
        "starter": _("starters"),
        "established": _("existing companies"),
    }
    places = [place.name for place in programme.area if place.code in service.area]
    phases = [phase.name.in_(language) for phase in programme.ladder.phases if phase.code in service.phases]
    told = [
        (_("Themes"), ", ".join(programme.theme(code).name.in_(language) for code in service.themes)),
        (_("Needs"), ", ".join(programme.need(code).name.in_(language) for code in service.needs)),
        (_("Where"), ", ".join(places) if places else _("the whole area")),
        (_("For whom"), ", ".join(audience[code] for code in service.audience)),
        (_("Sectors"), ", ".join(dict.fromkeys(sector_titles().get(code, code) for code in service.sectors))),
        (_("Size"), ", ".join(programme.size(code).name.in_(language) for code in service.sizes)),
        (_("Phases of the ladder"), ", ".join(phases)),
        (_("Cost"), cost_of(service, language)),
        (
            _("Room"),
            _("%(n)s companies a month") % {"n": service.capacity_per_month} if service.capacity_per_month else "",
        ),
        (_("State aid"), aid_of(service)),
        (_("Source"), service.source),
    ]
    return ServiceFacts(service, [(name, words) for name, words in told if words])


def cost_of(service: Service, language: str) -> str:
    """The price in words; empty when nobody said anything of it."""
    words = {"free": _("Free"), "partly": _("You pay a part"), "paid": _("You pay for it"), "unknown": ""}
    note = service.cost_note.in_(language) if service.cost_note else ""
    return ". ".join(part for part in (words[service.cost], note) if part)


def aid_of(service: Service) -> str:
    """The ground of state aid in words, with the value of an hour; empty when nobody said."""
    words = {
        "none": _("No state aid"),
        "de_minimis": _("De-minimis aid"),
        "block_exemption": _("Exempted aid"),
        "unknown": "",
    }
    if service.value_per_hour is None:
        return words[service.aid_basis]
    return _("%(basis)s, € %(amount)s an hour") % {"basis": words[service.aid_basis], "amount": service.value_per_hour}
