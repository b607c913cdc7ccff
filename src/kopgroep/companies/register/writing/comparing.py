"""Which staged rows are new, which change something, and which say what we know already."""

# ruff: noqa: S608 (the SQL is put together from names in this package, never from cells of a file)

from kopgroep.companies.register.staging import NEW, SAME
from kopgroep.companies.register.writing.chunk import Chunk, keys
from kopgroep.companies.register.writing.sizes import keep_sizes

ESTABLISHMENT_FACTS = {
    "names": ("name", "search_text"),
    "is_main": ("is_main",),
    "street": ("street",),
    "house_number": ("house_number",),
    "postcode": ("postcode",),
    "place": ("place",),
    "municipality_code": ("municipality_code",),
    "address_shielded": ("address_shielded",),
    "sbi_code": ("sbi_scheme", "sbi_code", "sbi_section"),
    "website": ("website",),
    "email": ("email_domain",),
    "phone": ("phone",),
    "started_on": ("started_on",),
    "ended_on": ("ended_on",),
}
"""The establishment columns that each fact of a file fills; the staged columns have the same names."""


def find(chunk: Chunk) -> None:
    """Look up each row's company and establishment, and whether the file may change its facts.

    It may when what we have is not newer; an employment register only when the trade register does not know the
    establishment. A row without KVK number belongs to the company that its establishment already has.
    """
    owner = f"AND (e.run_id IS NULL OR e.run_id IN ({keys(chunk.employment_runs)}))" if chunk.employment else ""
    company = "(SELECT c.id FROM companies_company c WHERE c.kvk_number = register_stage.kvk)"
    here = "FROM companies_establishment e WHERE e.number = register_stage.number"
    if chunk.employment:
        company = f"CASE WHEN kvk = '' THEN (SELECT e.company_id {here}) ELSE {company} END"
    chunk.do(
        f"""
        UPDATE register_stage SET
            establishment_id = (SELECT e.id {here}),
            company_id = {company},
            size_now = size_class,
            keeps_size = FALSE,
            state = CASE WHEN EXISTS (SELECT 1 {here}) THEN {SAME} ELSE {NEW} END,
            takes = NOT EXISTS (
                SELECT 1 {here} AND NOT ((e.retrieved_on IS NULL OR e.retrieved_on <= %(on)s) {owner})
            )
        """,
    )


def compare(chunk: Chunk) -> None:
    """Mark the rows that would change a fact."""
    if not chunk.employment and chunk.employment_runs:
        keep_sizes(chunk)
    differs = " OR ".join(f"e.{column} IS DISTINCT FROM s.{staged}" for column, staged in columns(chunk).items())
    chunk.mark_changed(
        f"""
        SELECT s.line FROM register_stage s CROSS JOIN companies_establishment e
        WHERE e.id = s.establishment_id AND s.takes AND ({differs} OR e.company_id <> s.company_id)
        """
    )


def columns(chunk: Chunk) -> dict[str, str]:
    """Establishment columns that this file supplies, with the staged column that holds the value."""
    found = {
        column: column for fact, columns in ESTABLISHMENT_FACTS.items() if fact in chunk.supplies for column in columns
    }
    return found | ({"size_class": "size_now"} if "size_class" in chunk.supplies else {})
