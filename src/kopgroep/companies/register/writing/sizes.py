"""The size class, which two registers supply: the newest says it, on the same date the employment register."""

# ruff: noqa: S608 (the SQL is put together from names in this package, never from cells of a file)

from kopgroep.companies.register.staging import CHANGED
from kopgroep.companies.register.writing.chunk import Chunk, keys, on_sqlite

SUPPLIED_BY = "CAST(e.provenance ->> 'size_class' AS bigint)"


def keep_sizes(chunk: Chunk) -> None:
    chunk.do(
        f"""
        UPDATE register_stage SET keeps_size = TRUE, size_now = (
            SELECT e.size_class FROM companies_establishment e WHERE e.id = register_stage.establishment_id
        )
        WHERE line IN (
            SELECT s.line FROM register_stage s CROSS JOIN companies_establishment e
            WHERE e.id = s.establishment_id
            AND {SUPPLIED_BY} IN ({keys(chunk.sizes_kept)})
        )
        """,
    )


def supply_sizes(chunk: Chunk) -> None:
    """The size class of establishments that belong to the trade register, with this run as its source."""
    if not chunk.employment or "size_class" not in chunk.supplies:
        return
    chunk.do(
        f"""
        UPDATE register_stage SET keeps_size = TRUE
        WHERE NOT takes AND size_class <> '' AND line IN (
            SELECT s.line FROM register_stage s CROSS JOIN companies_establishment e
            WHERE e.id = s.establishment_id AND e.retrieved_on <= %(on)s
            AND ({SUPPLIED_BY} IS NULL OR {SUPPLIED_BY} NOT IN ({keys(chunk.sizes_kept)}))
            AND ({SUPPLIED_BY} IS NULL OR {SUPPLIED_BY} <> %(run)s OR e.size_class <> s.size_class)
        )
        """,
    )
    chunk.do(
        f"""
        UPDATE register_stage SET state = {CHANGED} WHERE keeps_size AND line IN (
            SELECT s.line FROM register_stage s CROSS JOIN companies_establishment e
            WHERE e.id = s.establishment_id AND e.size_class <> s.size_class
        )
        """,
    )
    with_run = (
        "json_set(provenance, '$.size_class', %(run)s)"
        if on_sqlite()
        else "provenance || jsonb_build_object('size_class', %(run)s::bigint)"
    )
    chunk.do(
        f"""
        UPDATE companies_establishment SET size_class = s.size_class, provenance = {with_run}
        FROM register_stage s
        WHERE companies_establishment.id = s.establishment_id AND s.keeps_size
        """,
    )
