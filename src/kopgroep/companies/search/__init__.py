"""Finding a company by name, trade name, number, postcode, place or mail domain, on SQLite and on PostgreSQL."""

from kopgroep.companies.search.finding import lookalikes, search
from kopgroep.companies.search.hits import Hit, MatchedOn
from kopgroep.companies.search.suggestions import Suggestion, company_suggestions

__all__ = ["Hit", "MatchedOn", "Suggestion", "company_suggestions", "lookalikes", "search"]
