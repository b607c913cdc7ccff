"""The directory in the shape of the Human Services Data Specification 3 (Open Referral), for other finders of help.

The field names are those of the specification (``service.json`` and what it refers to, version 3.1). Only data of the
programme goes out: no addresses of desks, no persons, no pauses. What is left out is listed in
``docs/reference/partner-directory.md``.
"""

import json
import uuid
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from kopgroep.companies.sectors import sector_titles
from kopgroep.programme import Partner, Programme, Service, Text, current

SPACE = uuid.UUID("6f1c1a52-6d0b-5d1c-9d35-6a1b8b6f0c11")
"""Drawn once. Identifiers are made from it and the codes, so that they stay the same for ever."""

Thing = dict[str, Any]


def identifier(programme: Programme, *codes: str) -> str:
    """The identifier of a thing, made from the code of the programme and its own."""
    return str(uuid.uuid5(SPACE, "/".join((programme.code, *codes))))


def directory_text(language: str, on: date) -> str:
    """The whole directory as JSON; made once for each version of the programme, day and language."""
    return _text(current().hash, language, on)


@lru_cache(maxsize=8)
def _text(_version: str, language: str, on: date) -> str:
    return json.dumps(directory(current(), language=language, on=on), ensure_ascii=False, indent=1) + "\n"


def directory(programme: Programme, *, language: str, on: date) -> Thing:
    """One page with every service, as the ``/services`` of the specification answers it."""
    with translation.override(language):
        services = [Writer(programme, language, on).service(service) for service in programme.services]
    return {
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": services,
    }


class Writer:
    """Writes services of one programme in one language, as they stand on one day."""

    def __init__(self, programme: Programme, language: str, on: date) -> None:
        self.programme, self.language, self.on = programme, language, on

    def said(self, text: Text | None) -> str:
        """A text in the language of the export; empty without one."""
        return text.in_(self.language) if text else ""

    def service(self, service: Service) -> Thing:
        """One service with its organization, areas, cost and classification."""
        partner = self.programme.partner(service.partner)
        active = service.is_active(self.on) and partner.is_active(self.on)
        return {
            "id": identifier(self.programme, "service", service.code),
            "name": self.said(service.name),
            "description": self.said(service.description),
            "status": "active" if active else "defunct",
            "fees_description": self.fees(service),
            "eligibility_description": self.eligibility(service),
            "organization": self.organization(partner),
            "service_areas": list(self.areas(service)),
            "cost_options": list(self.cost_options(service)),
            "attributes": list(self.attributes(service)),
        }

    def organization(self, partner: Partner) -> Thing:
        """The partner."""
        return {
            "id": identifier(self.programme, "organization", partner.code),
            "name": partner.name,
            "description": self.said(partner.role),
        }

    def areas(self, service: Service) -> Iterator[Thing]:
        """One area for each municipality in which companies are helped."""
        for place in self.programme.area:
            if not service.area or place.code in service.area:
                yield {
                    "id": identifier(self.programme, "area", service.code, place.code),
                    "name": place.name,
                    "description": f"CBS {place.code}",
                }

    def fees(self, service: Service) -> str:
        """The price in words; empty when nobody said."""
        words = {"free": _("Free."), "partly": _("You pay a part."), "paid": _("You pay for it."), "unknown": ""}
        return " ".join(filter(None, (words[service.cost], self.said(service.cost_note))))

    def cost_options(self, service: Service) -> Iterator[Thing]:
        """Only what is free has an amount that is sure."""
        if service.cost == "free":
            yield {
                "id": identifier(self.programme, "cost", service.code),
                "currency": "EUR",
                "amount": 0,
                "amount_description": self.fees(service),
            }

    def eligibility(self, service: Service) -> str:
        """For whom it is, in one sentence for each limit; empty without limits."""
        audience = {
            "pre_start": _("people who have not started yet"),
            "starter": _("starters"),
            "established": _("existing companies"),
        }
        titles = dict.fromkeys(sector_titles().get(code, code) for code in service.sectors)
        limits = (
            (_("For: %(what)s."), [audience[code] for code in service.audience]),
            (_("Sectors: %(what)s."), list(titles)),
            (_("Size: %(what)s."), [self.said(self.programme.size(code).name) for code in service.sizes]),
        )
        return " ".join(sentence % {"what": ", ".join(words)} for sentence, words in limits if words)

    def attributes(self, service: Service) -> Iterator[Thing]:
        """Theme, need, audience, sector, size and phase as terms; capacity, ground of aid and source as values."""
        programme, phases = self.programme, {phase.code: phase for phase in self.programme.ladder.phases}
        themes = [programme.theme(code) for code in service.themes]
        terms: dict[str, list[tuple[str, str, str]]] = {
            "theme": [(theme.code, self.said(theme.name), self.said(theme.description)) for theme in themes],
            "need": [(code, self.said(programme.need(code).name), "") for code in service.needs],
            "audience": [(code, code, "") for code in service.audience],
            "sector": [(code, sector_titles().get(code, code), "") for code in service.sectors],
            "size": [(code, self.said(programme.size(code).name), "") for code in service.sizes],
            "phase": [(c, self.said(phases[c].name), self.said(phases[c].description)) for c in service.phases],
        }
        for taxonomy, found in terms.items():
            for code, name, description in found:
                yield self._attribute(service, taxonomy, code) | {
                    "taxonomy_term": self._term(taxonomy, code, name, description or name)
                }
        values = {
            "capacity_per_month": str(service.capacity_per_month or ""),
            "aid_basis": "" if service.aid_basis == "unknown" else service.aid_basis,
            "value_per_hour": "" if service.value_per_hour is None else str(service.value_per_hour),
            "source": service.source,
        }
        for label, value in values.items():
            if value:
                yield self._attribute(service, label, "") | {"label": label, "value": value}

    def _attribute(self, service: Service, kind: str, code: str) -> Thing:
        """The link between a service and a term or value."""
        return {
            "id": identifier(self.programme, "attribute", service.code, kind, code),
            "link_type": kind,
            "link_entity": "service",
        }

    def _term(self, taxonomy: str, code: str, name: str, description: str) -> Thing:
        """One term of one of the lists of the programme."""
        return {
            "id": identifier(self.programme, "term", taxonomy, code),
            "code": code,
            "name": name,
            "description": description,
            "taxonomy": f"{self.programme.code}/{taxonomy}",
            "language": self.language,
        }
