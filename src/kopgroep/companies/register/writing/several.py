"""What an establishment can have several of: trade names and side activities."""

# ruff: noqa: S608 (the SQL is put together from names in this package, never from cells of a file)

from kopgroep.companies.register.writing.chunk import Chunk


def trade_names(chunk: Chunk) -> None:
    gone = """
        SELECT t.id, s.line FROM register_stage s CROSS JOIN companies_tradename t
        WHERE t.establishment_id = s.establishment_id AND s.takes AND NOT EXISTS (
            SELECT 1 FROM register_names n WHERE n.line = s.line AND n.name = t.name
        )
    """
    chunk.do(f"DELETE FROM companies_tradename WHERE id IN (SELECT id FROM ({gone}) AS gone)")
    chunk.do(
        """
        INSERT INTO companies_tradename (establishment_id, name, position)
        SELECT s.establishment_id, n.name, n.position
        FROM register_names n CROSS JOIN register_stage s
        WHERE s.line = n.line AND s.takes
        ON CONFLICT (establishment_id, name) DO UPDATE SET position = excluded.position
        WHERE companies_tradename.position <> excluded.position
        """,
    )


def side_activities(chunk: Chunk) -> None:
    if "side_sbi" not in chunk.supplies:
        return
    known = """
        SELECT 1 FROM companies_activity a
        WHERE a.establishment_id = s.establishment_id AND a.scheme = s.sbi_scheme AND a.code = n.code
        AND NOT a.was_main AND a.valid_to IS NULL
    """
    gone = """
        SELECT a.id, s.line FROM register_stage s CROSS JOIN companies_activity a
        WHERE a.establishment_id = s.establishment_id AND s.takes AND NOT a.was_main AND a.valid_to IS NULL
        AND NOT (a.scheme = s.sbi_scheme AND EXISTS (
            SELECT 1 FROM register_side n WHERE n.line = s.line AND n.code = a.code
        ))
    """
    added = f"""
        SELECT s.line, s.establishment_id, s.sbi_scheme, n.code
        FROM register_side n CROSS JOIN register_stage s
        WHERE s.line = n.line AND s.takes AND NOT EXISTS ({known})
    """
    for lines in (gone, added):
        chunk.mark_changed(f"SELECT line FROM ({lines}) AS found")
    chunk.do(
        f"""
        UPDATE companies_activity SET valid_to = {chunk.on}
        WHERE id IN (SELECT id FROM ({gone}) AS gone)
        """,
    )
    chunk.do(
        f"""
        INSERT INTO companies_activity (establishment_id, scheme, code, was_main, valid_from, valid_to)
        SELECT establishment_id, sbi_scheme, code, FALSE, {chunk.on}, NULL FROM ({added}) AS added
        WHERE TRUE
        ON CONFLICT (establishment_id, scheme, code, valid_from) DO UPDATE SET valid_to = NULL, was_main = FALSE
        """,
    )
