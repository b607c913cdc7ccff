"""Establishments and their dated snapshots."""

# ruff: noqa: S608 (the SQL is put together from names in this package, never from cells of a file)

from kopgroep.companies.register.staging import CHANGED, NEW
from kopgroep.companies.register.writing.chunk import Chunk, keys, on_sqlite
from kopgroep.companies.register.writing.comparing import columns


def remember_activities(chunk: Chunk) -> None:
    """Keep the main activity that is about to be replaced, with the date on which the new one was seen."""
    if "sbi_code" not in chunk.supplies:
        return
    chunk.do(
        f"""
        INSERT INTO companies_activity (establishment_id, scheme, code, was_main, valid_from, valid_to)
        SELECT e.id, e.sbi_scheme, e.sbi_code, TRUE, e.sbi_from, {chunk.on}
        FROM register_stage s CROSS JOIN companies_establishment e
        WHERE e.id = s.establishment_id AND s.state = {CHANGED} AND e.sbi_code <> ''
        AND (e.sbi_code <> s.sbi_code OR e.sbi_scheme <> s.sbi_scheme)
        ON CONFLICT (establishment_id, scheme, code, valid_from) DO NOTHING
        """,
    )


def add_establishments(chunk: Chunk) -> None:
    chunk.do(
        f"""
        INSERT INTO companies_establishment (
            company_id, number, name, is_main, leads, street, house_number, postcode, place,
            municipality_code, address_shielded, sbi_scheme, sbi_code, sbi_section, sbi_from, size_class,
            website, email_domain, phone, started_on, ended_on, run_id, retrieved_on, last_seen_on,
            provenance, search_text
        )
        SELECT
            company_id, number, name, is_main,
            nth = 1 AND NOT EXISTS (
                SELECT 1 FROM companies_establishment o WHERE o.company_id = ranked.company_id AND o.leads
            ),
            street, house_number, postcode, place, municipality_code, address_shielded,
            sbi_scheme, sbi_code, sbi_section, {chunk.on}, size_now,
            website, email_domain, phone, started_on, ended_on, %(run)s, {chunk.on}, {chunk.on},
            '{{}}', search_text
        FROM (
            SELECT s.*, row_number() OVER (
                PARTITION BY company_id ORDER BY ended_on IS NOT NULL, NOT is_main, number
            ) AS nth
            FROM register_stage s WHERE state = {NEW}
        ) AS ranked
        WHERE TRUE
        ON CONFLICT (number) DO NOTHING
        """,
    )
    chunk.do(
        """
        UPDATE register_stage SET establishment_id = (
            SELECT e.id FROM companies_establishment e WHERE e.number = register_stage.number
        ) WHERE establishment_id IS NULL
        """,
    )


def change_establishments(chunk: Chunk) -> None:
    supplied = columns(chunk)
    sets = ", ".join(f"{column} = s.{staged}" for column, staged in supplied.items())
    if "sbi_code" in chunk.supplies:
        same = "companies_establishment.sbi_code = s.sbi_code AND companies_establishment.sbi_scheme = s.sbi_scheme"
        sets += f", sbi_from = CASE WHEN {same} THEN sbi_from ELSE {chunk.on} END"
    if not chunk.employment and chunk.employment_runs and "size_class" in chunk.supplies:
        without = "json_remove(provenance, '$.size_class')" if on_sqlite() else "provenance - 'size_class'"
        sets += f", provenance = CASE WHEN s.keeps_size THEN provenance ELSE {without} END"
    seen = f"CASE WHEN last_seen_on > %(on)s THEN last_seen_on ELSE {chunk.on} END"
    chunk.do(
        f"""
        UPDATE companies_establishment SET {sets},
            leads = leads AND companies_establishment.company_id = s.company_id, company_id = s.company_id,
            run_id = %(run)s, retrieved_on = {chunk.on}, last_seen_on = {seen}
        FROM register_stage s
        WHERE companies_establishment.id = s.establishment_id AND s.state = {CHANGED}
        """,
    )
    confirm_establishments(chunk)


def confirm_establishments(chunk: Chunk) -> None:
    """Facts that a newer reading confirms have that reading as their source, and the trade register goes first."""
    owned = "" if chunk.employment else f"OR run_id IN ({keys(chunk.employment_runs)})"
    confirms = f"(s.takes AND (retrieved_on IS NULL OR retrieved_on < %(on)s {owned}))"
    seen = "(last_seen_on IS NULL OR last_seen_on < %(on)s)"
    chunk.do(
        f"""
        UPDATE companies_establishment SET
            run_id = CASE WHEN {confirms} THEN %(run)s ELSE run_id END,
            retrieved_on = CASE WHEN {confirms} THEN {chunk.on} ELSE retrieved_on END,
            last_seen_on = CASE WHEN {seen} THEN {chunk.on} ELSE last_seen_on END
        FROM register_stage s
        WHERE companies_establishment.id = s.establishment_id AND ({seen} OR {confirms})
        """,
    )


def snapshots(chunk: Chunk) -> None:
    chunk.do(
        f"""
        INSERT INTO companies_establishmentsnapshot (
            establishment_id, snapshot_on, run_id, municipality_code, sbi_scheme, sbi_code, size_class, ended_on
        )
        SELECT establishment_id, {chunk.on}, %(run)s, municipality_code, sbi_scheme, sbi_code,
            size_class, ended_on
        FROM register_stage WHERE TRUE
        ON CONFLICT (establishment_id, snapshot_on, run_id) DO NOTHING
        """,
    )
