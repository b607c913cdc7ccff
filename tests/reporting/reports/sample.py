"""A report with everything in it that a report may hold: for whoever tests, measures or looks at the writers."""

from datetime import date
from fractions import Fraction
from math import cos, radians
from typing import Any

from kopgroep.programme import current
from kopgroep.reporting.reading import Measure
from kopgroep.reporting.reports.document import (
    Cell,
    Chart,
    Column,
    Document,
    Paragraph,
    Section,
    Table,
    Words,
)

LINES = "https://kopgroep.example.org/werkplek/monitor/{}/regels/?tot=2023-06-30"
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
QUARTERS = ("2022 Q3", "2022 Q4", "2023 Q1", "2023 Q2")
LETTERS = "één reële coöperatie, Šmits & Žôé <BV>, ≥ 10 %, −3, € 12,50, ‘zo’ – en “zo”…"


def words(*texts: str | Words) -> Paragraph:
    """A paragraph of plain words and others."""
    return Paragraph(tuple(text if isinstance(text, Words) else Words(text) for text in texts))


def number(value: int, code: str = "") -> Cell:
    """A count that may lead to its lines."""
    address = LINES.format(code) if code else ""
    return Cell(f"{value:,}".replace(",", "."), Fraction(value), Measure.COUNT, address)


def needs() -> Chart:
    """Bars, with a share per row."""
    found = [("digitalisering", 152), ("personeel", 139), ("financiën", 123), ("energie", 46), ("export", 41)]
    rows = tuple(
        (
            Cell(name.capitalize()),
            number(count, f"behoefte-{name.encode('ascii', 'ignore').decode()}"),
            Cell(f"{count / 4:.1f}%".replace(".", ","), Fraction(count, 400), Measure.SHARE),
        )
        for name, count in found
    )
    head = (Column("Behoefte"), Column("Bedrijven", numeric=True), Column("Deel", numeric=True))
    drawing = {
        "$schema": SCHEMA,
        "width": 420,
        "height": {"step": 26},
        "data": {"values": [{"naam": name.capitalize(), "aantal": count} for name, count in found]},
        "mark": "bar",
        "encoding": {
            "y": {"field": "naam", "type": "nominal", "sort": None, "title": None},
            "x": {"field": "aantal", "type": "quantitative", "title": "bedrijven"},
        },
    }
    summary = "Digitalisering wordt het meest genoemd: door 152 van 400 bedrijven. De tabel eronder zegt hetzelfde."
    table = Table("behoeften", "Wat bedrijven nodig hebben, n = 400", head, rows, ("Een bedrijf kan meer noemen.",))
    return Chart("Waar bedrijven hulp bij zoeken", summary, drawing, table)


def growth(width: int = 420) -> Chart:
    """A line beside the path towards a target."""
    values: list[dict[str, Any]] = [
        {"kwartaal": quarter, "soort": kind, "aantal": count}
        for kind, counts in (("gehaald", (12, 41, 88, 1134)), ("verwacht", (20, 60, 120, 1200)))
        for quarter, count in zip(QUARTERS, counts, strict=True)
    ]
    drawing = {
        "$schema": SCHEMA,
        "width": width,
        "height": 180,
        "data": {"values": values},
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {"field": "kwartaal", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}},
            "y": {"field": "aantal", "type": "quantitative", "title": "eerste contacten"},
            "color": {"field": "soort", "type": "nominal"},
        },
    }
    rows = tuple(
        (Cell(quarter), number(at), number(by))
        for quarter, at, by in zip(QUARTERS, (12, 41, 88, 1134), (20, 60, 120, 1200), strict=True)
    )
    head = (Column("Kwartaal"), Column("Gehaald", numeric=True), Column("Verwacht", numeric=True))
    summary = "De lijn van wat gehaald is, loopt onder die van wat verwacht was, en komt er in 2023 bij."
    return Chart("Eerste contacten per kwartaal", summary, drawing, Table("groei", "Eerste contacten", head, rows))


def flat(coordinates: Any) -> Any:
    """Degrees drawn as they look at our latitude, so that no projection on a sphere is needed."""
    if isinstance(coordinates[0], int | float):
        return [coordinates[0] * cos(radians(52.8)), coordinates[1]]
    return [flat(each) for each in coordinates]


def reach() -> Chart:
    """A map of the municipalities of this programme."""
    programme = current()
    names = {place.code: place.name for place in programme.area}
    features = [
        {
            "type": "Feature",
            "geometry": {**each["geometry"], "coordinates": flat(each["geometry"]["coordinates"])},
            "properties": {"aantal": 7 * rank},
        }
        for rank, each in enumerate(programme.boundaries["features"])
    ]
    drawing = {
        "$schema": SCHEMA,
        "width": 420,
        "height": 330,
        "data": {"values": {"type": "FeatureCollection", "features": features}, "format": {"property": "features"}},
        "projection": {"type": "identity", "reflectY": True},
        "mark": "geoshape",
        "encoding": {"color": {"field": "properties.aantal", "type": "quantitative", "title": "bedrijven"}},
    }
    rows = tuple((Cell(name), number(7 * rank, "bereik")) for rank, name in enumerate(names.values()))
    table = Table("bereik", "Bereikte bedrijven per gemeente", (Column("Gemeente"), Column("Bedrijven", True)), rows)
    summary = "Elke gemeente, donkerder naarmate er meer bedrijven bereikt zijn. De tabel eronder noemt de aantallen."
    return Chart("Bereik per gemeente", summary, drawing, table)


def targets() -> Table:
    """A table of nine columns: the widest that a report has."""
    names = (
        "Doel",
        "Stand",
        "Verwacht op deze dag",
        "Doel eind programma",
        "Verschil",
        "Waarschijnlijk einde",
        "Van",
        "Tot",
        "Nodig per maand",
    )
    rows = tuple(
        (
            Cell(f"Intakes {theme.name.nl.lower()}"),
            number(87 + rank, f"{theme.code}-intakes"),
            number(96),
            number(150),
            Cell("−9", Fraction(-9), Measure.COUNT),
            number(141),
            number(118),
            number(163),
            Cell("5,3", Fraction(16, 3), Measure.MEAN),
        )
        for rank, theme in enumerate(current().themes)
    )
    return Table("doelen", "Alle doelen", tuple(Column(name, rank > 0) for rank, name in enumerate(names)), rows)


def money() -> Table:
    """Every kind of number, and texts that a spreadsheet could take for a formula."""
    rows = (
        (
            Cell("=1+1 onderzoek"),
            Cell("€ 12.345,67", Fraction(1234567), Measure.CENTS),
            Cell("3 u 45", Fraction(225), Measure.MINUTES),
            Cell("12,5", Fraction(25, 2), Measure.DAYS),
        ),
        (
            Cell("+ plus"),
            Cell("€ 0", Fraction(0), Measure.CENTS),
            Cell("120 u", Fraction(7200), Measure.MINUTES),
            Cell("onbekend"),
        ),
        (
            Cell("@regeling"),
            Cell("−€ 100", Fraction(-10000), Measure.CENTS),
            Cell("0 u", Fraction(0), Measure.MINUTES),
            Cell("1", Fraction(1), Measure.DAYS),
        ),
    )
    head = (Column("Lijn"), Column("Geld", True), Column("Uren", True), Column("Werkdagen", True))
    return Table("geld", "Geld en uren per lijn", head, rows, ("Bedragen zonder btw.",))


def lines(count: int = 60) -> Table:
    """A table that does not fit on a page."""
    rows = tuple(
        (
            Cell(f"Regel {rank}"),
            Cell("Wat er is geleerd van een gesprek met een ondernemer over haar bedrijf"),
            number(rank),
        )
        for rank in range(1, count + 1)
    )
    return Table("regels", "Alle regels", (Column("Regel"), Column("Waarover"), Column("Aantal", True)), rows)


def broad() -> Table:
    """A table that only fits on its side."""
    head = (Column("Gemeente"), *(Column(f"Ondersteuningsmaatregel {rank}", True) for rank in range(1, 13)))
    rows = tuple((Cell(place.name), *(number(rank * 1000) for rank in range(1, 13))) for place in current().area)
    return Table("breed", "Alle maatregelen naast elkaar", head, rows)


def report(*, language: str = "nl", mark: str = "Voorlopig") -> Document:
    """The whole sample: twelve sections."""
    told = words(
        "Het programma sprak ",
        Words("1.134 bedrijven", strong=True, address=LINES.format("bereik")),
        ", minder dan de 1.200 die op deze dag verwacht waren. Vier van de tien vragen hulp bij digitalisering. ",
        "Wie een getal wil narekenen, opent de regels erachter.",
    )
    plain = words("Dit deel heeft alleen woorden. " * 12)
    sections = (
        Section("Samenvatting", (told, growth())),
        Section("Doelen", (words("Negen van de twaalf doelen liggen op schema."), targets())),
        Section("Behoeften", (told, needs()), new_page=True),
        Section("Bereik", (words("In elke gemeente is gesproken."), reach())),
        Section("Geld en uren", (money(),)),
        Section("Doorverwijzingen", (plain,)),
        Section("Tevredenheid", (plain, plain)),
        Section("Maatregelen", (words("Alles naast elkaar."), broad())),
        Section("Letters", (words(LETTERS), Table("leeg", "Nog leeg", (Column("Niets"),), ()))),
        Section("Resultaten", (plain,)),
        Section("Alle regels", (lines(),)),
        Section("Begrippen", (plain,)),
    )
    facts = (
        ("Kwartaal", "2023 Q2, van 1 april tot en met 30 juni 2023"),
        ("Vastgelegd door", "Marieke de Vries en Olga Smit"),
        ("Vingerafdruk", "3f9a" * 16),
        ("Bron", "het grootboek van het programma"),
    )
    return Document(
        "kwartaal-2023Q2",
        "Kwartaalrapport 2023 Q2",
        "Wat het programma deed van april tot en met juni 2023",
        language,
        date(2023, 6, 30),
        facts,
        sections,
        mark,
    )
