"""Which staged rows are new, which change something, and which say what we know already."""

# ruff: noqa: S608 (the SQL is put together from names in this package, never from cells of a file)

from kopgroep.companies.register.staging import CHANGED, NEW, SAME
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
    chunk.do(
        """
        UPDATE register_stage SET
            establishment_id = (
                SELECT e.id FROM companies_establishment e WHERE e.number = register_stage.number
            ),
            company_id = (SELECT c.id FROM companies_company c WHERE c.kvk_number = register_stage.kvk),
            size_now = size_class, keeps_size = FALSE
        """,
    )
    # A row without KVK number belongs to the company that its establishment already has.
    chunk.do(
        """
        UPDATE register_stage SET company_id = (
            SELECT e.company_id FROM companies_establishment e WHERE e.id = register_stage.establishment_id
        ) WHERE kvk = ''
        """,
    )


def compare(chunk: Chunk) -> None:
    """Decide per row whether the file may change the facts, and whether there is anything to change."""
    owner = f"AND (e.run_id IS NULL OR e.run_id IN ({keys(chunk.employment_runs)}))" if chunk.employment else ""
    chunk.do(
        f"""
        UPDATE register_stage SET
            state = CASE WHEN establishment_id IS NULL THEN {NEW} ELSE {SAME} END,
            takes = establishment_id IS NULL OR EXISTS (
                SELECT 1 FROM companies_establishment e
                WHERE e.id = register_stage.establishment_id
                AND (e.retrieved_on IS NULL OR e.retrieved_on <= %(on)s) {owner}
            )
        """,
    )
    if not chunk.employment and chunk.employment_runs:
        keep_sizes(chunk)
    differs = " OR ".join(f"e.{column} IS DISTINCT FROM s.{staged}" for column, staged in columns(chunk).items())
    chunk.do(
        f"""
        UPDATE register_stage SET state = {CHANGED}
        WHERE line IN (
            SELECT s.line FROM register_stage s CROSS JOIN companies_establishment e
            WHERE e.id = s.establishment_id AND s.takes AND ({differs} OR e.company_id <> s.company_id)
        )
        """,
    )


def columns(chunk: Chunk) -> dict[str, str]:
    """Establishment columns that this file supplies, with the staged column that holds the value."""
    found = {
        column: column for fact, columns in ESTABLISHMENT_FACTS.items() if fact in chunk.supplies for column in columns
    }
    return found | ({"size_class": "size_now"} if "size_class" in chunk.supplies else {})
