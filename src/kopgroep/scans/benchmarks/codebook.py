"""What stands in the open data: every column, scale, level and group, with the rules, the source and the licence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from kopgroep.programme import current
from kopgroep.programme.parts import LANGUAGES, Text
from kopgroep.programme.scans import GateScale, Scale
from kopgroep.scans.benchmarks.frozen import definition_of
from kopgroep.scans.benchmarks.publishing import ALL, SHOWN, SUPPRESSED
from kopgroep.scans.models import Cell

LICENCE = "CC0 1.0"
LICENCE_URL = "https://creativecommons.org/publicdomain/zero/1.0/"
COLUMNS = ("kind", "code", "part_of", "name_nl", "name_en", "meaning_nl", "meaning_en")

WORDS = (
    (
        "column",
        "quarter",
        gettext_noop("Quarter"),
        gettext_noop("The frozen quarter. Of each company the latest scan counts that was finished by its last day."),
    ),
    ("column", "scan", gettext_noop("Scan"), gettext_noop("Code of the scan.")),
    (
        "column",
        "version",
        gettext_noop("Version"),
        gettext_noop("First number of the version of the scan. Never put scores of two versions in one series."),
    ),
    ("column", "scale", gettext_noop("Scale"), gettext_noop("Code of the scale within the scan.")),
    (
        "column",
        "sector",
        gettext_noop("Sector group"),
        gettext_noop("Group of sections of the SBI, as it was when the scan was finished."),
    ),
    ("column", "size", gettext_noop("Size group"), gettext_noop("Group of size classes of the register.")),
    (
        "column",
        "municipality",
        gettext_noop("Municipality"),
        gettext_noop("Code of the municipality, as Statistics Netherlands writes it."),
    ),
    (
        "column",
        "n",
        gettext_noop("Companies"),
        gettext_noop("Companies with a score on this scale. Who was not measured is left out, and is not nought."),
    ),
    ("column", "mean", gettext_noop("Mean"), gettext_noop("Plain mean of the scores.")),
    (
        "column",
        "weighted_mean",
        gettext_noop("Mean, weighted"),
        gettext_noop(
            "Mean after weighting to the companies of the register by sector and by size. Empty when it cannot be made,"
            " or would tell on a hidden group."
        ),
    ),
    (
        "column",
        "q1",
        gettext_noop("Lowest quarter up to"),
        gettext_noop("A quarter of the companies scores this or less."),
    ),
    ("column", "median", gettext_noop("Median"), gettext_noop("The score of the company in the middle.")),
    (
        "column",
        "q3",
        gettext_noop("Highest quarter from"),
        gettext_noop("A quarter of the companies scores this or more."),
    ),
    ("column", "status", gettext_noop("Status"), gettext_noop("Whether the figures of this row are given.")),
    (
        "column",
        "levels",
        gettext_noop("Levels"),
        gettext_noop("Codes of levels, the lowest first. A plus joins levels that are too small alone."),
    ),
    ("value", ALL, gettext_noop("All"), gettext_noop("Every group together, also those that are not in the file.")),
    ("value", SHOWN, gettext_noop("Shown"), gettext_noop("The figures are given.")),
    (
        "value",
        SUPPRESSED,
        gettext_noop("Suppressed"),
        gettext_noop(
            "Too few companies, too few that came or went since a quarter that shows them, or another group could be"
            " computed from it."
        ),
    ),
)


@dataclass(frozen=True)
class Entry:
    """One line of the codebook, in both languages."""

    kind: str
    code: str
    part_of: str
    name: dict[str, str]
    meaning: dict[str, str]

    def cells(self) -> tuple[str, ...]:
        """The line as it stands in the file."""
        return (self.kind, self.code, self.part_of, *self.name.values(), *self.meaning.values())


def codebook() -> list[Entry]:
    """Everything that a reader of the files may meet, also of versions that are not used any more."""
    return [*_rules(), *_columns(), *_groups(), *_scales()]


def _rules() -> Iterator[Entry]:
    minimum = current().benchmark.minimum
    rule = gettext_noop(
        "Figures of fewer than %(minimum)s companies are not given, nor those from which such figures could be"
        " computed."
    )
    yield Entry("rule", "minimum", "", _both(gettext_noop("Smallest group")), _both(rule, minimum=minimum))
    source = gettext_noop("Finished scans of companies that the programme knows, filled in alone or with an adviser.")
    yield Entry("rule", "source", "", _both(gettext_noop("Source")), _both(source))
    licence = gettext_noop("%(licence)s: use it as you like (%(url)s).")
    said = _both(licence, licence=LICENCE, url=LICENCE_URL)
    yield Entry("rule", "licence", "", _both(gettext_noop("Licence")), said)


def _columns() -> Iterator[Entry]:
    for kind, code, name, meaning in WORDS:
        yield Entry(kind, code, "", _both(name), _both(meaning))


def _groups() -> Iterator[Entry]:
    benchmark = current().benchmark
    for sector in benchmark.sector_groups:
        made_of = "SBI " + ", ".join(sector.sections)
        yield Entry("sector", sector.code, "", _text(sector.name), dict.fromkeys(LANGUAGES, made_of))
    for size in benchmark.size_groups:
        classes = ", ".join(size.sizes)
        yield Entry("size", size.code, "", _text(size.name), dict.fromkeys(LANGUAGES, classes))
    for place in current().area:
        yield Entry("municipality", place.code, "", dict.fromkeys(LANGUAGES, place.name), dict.fromkeys(LANGUAGES, ""))


def _scales() -> Iterator[Entry]:
    known = {(scan.code, scan.major) for scan in current().own_scans} | set(
        Cell.objects.order_by().values_list("scan", "major").distinct()
    )
    for code, major in sorted(known):
        scan = definition_of(code, major)
        if scan:
            yield Entry("scan", scan.code, str(major), _text(scan.name), _text(scan.purpose))
            for scale in scan.scales:
                part_of = f"{code}/{major}"
                yield Entry("scale", scale.code, part_of, _text(scale.name), _text(scale.meaning))
                yield from _levels(scale, f"{part_of}/{scale.code}")


def _levels(scale: Scale, part_of: str) -> Iterable[Entry]:
    if isinstance(scale, GateScale):
        for number, gate in enumerate(scale.gates, start=1):
            phase = next((phase for phase in current().ladder.phases if phase.code == gate.phase), None)
            names = _text(phase.name) if phase else dict.fromkeys(LANGUAGES, gate.phase)
            yield Entry("level", str(number), part_of, names, dict.fromkeys(LANGUAGES, ""))
    for level in scale.levels:
        yield Entry("level", level.code, part_of, _text(level.name), _text(level.text))


def _text(text: Text) -> dict[str, str]:
    return {language: text.in_(language) for language in LANGUAGES}


def _both(words: str, **values: object) -> dict[str, str]:
    """Words of our own in both languages."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = _(words) % values if values else _(words)
    return found
