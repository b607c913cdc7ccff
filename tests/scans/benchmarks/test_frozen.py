"""A scan in two forms: which total heads its benchmark, and which dimensions go with it."""

from kopgroep.programme import current
from kopgroep.scans.benchmarks.frozen import ALL, FrozenScan
from kopgroep.scans.models import Cell, Snapshot

SHORT, LONG = "kort-digitaal", "lang-digitaal"


def frozen(short: int, long: int) -> FrozenScan:
    """The digitalisation scan with so many companies per form; nought is hidden."""
    scan = current().scan("digitalisering")
    cells = {
        (scale.code, ALL): Cell(n=n, hidden="" if n else Cell.Hidden.SMALL)
        for scale in scan.scales
        for n in [long if scale.code.startswith("lang-") else short]
    }
    return FrozenScan(Snapshot(), scan, cells)


def test_form_of_most_companies_heads_the_page() -> None:
    for short, long, head in ((142, 57, SHORT), (40, 60, LONG), (12, 0, SHORT), (0, 12, LONG)):
        found = frozen(short, long).headline
        assert found is not None
        assert found.code == head
    assert frozen(0, 0).headline is None


def test_dimensions_of_two_forms_are_never_mixed() -> None:
    of = frozen(142, 57)
    scales = of.scan.scale_of
    for chosen, form in (
        (SHORT, "kort-"),
        ("kort-ai", "kort-"),
        (LONG, "lang-"),
        ("lang-ai", "lang-"),
        ("dii-v3", "kort-"),
    ):
        codes = [scale.code for scale in of.dimensions(scales[chosen])]
        assert len(codes) == 6
        assert all(code.startswith(form) for code in codes)


def test_names_that_stand_twice_say_of_which_form() -> None:
    of = frozen(142, 57)
    labels = [of.label(scale, "nl") for scale in of.scales]
    assert len(labels) == len(set(labels))
    assert of.label(of.scan.scale_of["kort-strategie"], "nl") == "Strategie (Digitaal, kort)"
    assert of.label(of.scan.scale_of["dii-v3"], "nl") == of.scan.scale_of["dii-v3"].name.nl
