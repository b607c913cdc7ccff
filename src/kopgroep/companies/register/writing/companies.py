"""Companies: added with their first establishment, and speaking through the one that leads."""

# ruff: noqa: S608 (the SQL is put together from names in this package, never from cells of a file)

from kopgroep.companies.register.staging import CHANGED, NEW
from kopgroep.companies.register.writing.chunk import Chunk

COMPANY_FACTS = {
    "company_name": "name",
    "rsin": "rsin",
    "legal_form": "legal_form",
    "non_mailing": "non_mailing",
    "fictional": "fictional",
}
"""The company column that each fact of a file fills."""


def add_companies(chunk: Chunk) -> None:
    chunk.do(
        """
        INSERT INTO companies_company
            (kvk_number, rsin, name, legal_form, pre_start, started_on, ended_on, non_mailing, fictional, version)
        SELECT kvk, rsin, company_name, legal_form, FALSE, started_on, ended_on, non_mailing, fictional, 1
        FROM (
            SELECT s.*, row_number() OVER (
                PARTITION BY kvk ORDER BY ended_on IS NOT NULL, NOT is_main, number
            ) AS nth
            FROM register_stage s WHERE company_id IS NULL AND kvk <> ''
        ) AS ranked
        WHERE nth = 1
        ON CONFLICT (kvk_number) DO NOTHING
        """,
    )
    chunk.do(
        """
        UPDATE register_stage
        SET company_id = (SELECT c.id FROM companies_company c WHERE c.kvk_number = register_stage.kvk)
        WHERE company_id IS NULL
        """,
    )


def leads(chunk: Chunk) -> None:
    """Choose again which establishment leads, for companies with a new or changed one among several."""
    chunk.do(
        f"""
        INSERT INTO register_leads (company_id, establishment_id)
        SELECT company_id, id FROM (
            SELECT e.company_id, e.id, e.leads, row_number() OVER (
                PARTITION BY e.company_id
                ORDER BY e.ended_on IS NOT NULL, e.number IS NULL, NOT e.is_main, e.number, e.id
            ) AS nth
            FROM (SELECT DISTINCT company_id FROM register_stage WHERE state IN ({NEW}, {CHANGED})) AS touched
            CROSS JOIN companies_establishment e WHERE e.company_id = touched.company_id
        ) AS ranked
        WHERE nth = 1 AND NOT leads
        """,
    )
    chunk.do(
        """
        UPDATE companies_establishment SET leads = FALSE WHERE id IN (
            SELECT e.id FROM register_leads l CROSS JOIN companies_establishment e
            WHERE e.company_id = l.company_id AND e.leads
        )
        """,
    )
    chunk.do(
        "UPDATE companies_establishment SET leads = TRUE WHERE id IN (SELECT establishment_id FROM register_leads)",
    )


def change_companies(chunk: Chunk) -> None:
    """The facts of a company are those of the row of its leading establishment."""
    facts = {
        column: staged for staged, column in COMPANY_FACTS.items() if staged in (chunk.supplies | {"company_name"})
    }
    differs = " OR ".join(f"c.{column} IS DISTINCT FROM s.{staged}" for column, staged in facts.items())
    leading = f"""
        SELECT s.line FROM register_stage s
        CROSS JOIN companies_establishment e CROSS JOIN companies_company c
        WHERE e.id = s.establishment_id AND c.id = s.company_id AND e.leads AND s.takes AND ({differs})
    """
    chunk.mark_changed(leading)
    sets = ", ".join(f"{column} = s.{staged}" for column, staged in facts.items())
    chunk.do(
        f"""
        UPDATE companies_company SET {sets} FROM register_stage s
        WHERE companies_company.id = s.company_id AND s.line IN ({leading})
        """,
    )
    company_dates(chunk)


def company_dates(chunk: Chunk) -> None:
    """A company began with its first establishment and has ended when all of them have."""
    chunk.do(
        f"""
        UPDATE companies_company SET started_on = a.first, ended_on = a.last
        FROM (
            SELECT e.company_id, min(e.started_on) AS first,
                CASE WHEN count(e.ended_on) = count(*) THEN max(e.ended_on) END AS last
            FROM (SELECT DISTINCT company_id FROM register_stage WHERE state IN ({NEW}, {CHANGED})) AS touched
            CROSS JOIN companies_establishment e
            WHERE e.company_id = touched.company_id AND e.number IS NOT NULL
            GROUP BY e.company_id
        ) AS a
        WHERE companies_company.id = a.company_id
        AND (started_on IS DISTINCT FROM a.first OR ended_on IS DISTINCT FROM a.last)
        """,
    )
