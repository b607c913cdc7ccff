"""What must hold inside a report, and between a report, its texts and the figures of the programme."""

from collections.abc import Mapping
from dataclasses import dataclass

from kopgroep.programme.faults import known
from kopgroep.programme.indicators import Indicator
from kopgroep.programme.key_figures import KeyFigure
from kopgroep.programme.kinds import LineKind
from kopgroep.programme.money import Line
from kopgroep.programme.parts import Part
from kopgroep.programme.reading import TEXTS, Folder
from kopgroep.programme.report_words import OF_FUNDER, OF_PLUS, OWN, Place, attributes, broken, own_words, places
from kopgroep.programme.reports import Block, Report, ReportFor, Section
from kopgroep.programme.sheets import FiguresSheet, IndicatorsSheet, MoneySheet, ReportSheet
from kopgroep.programme.yaml_lines import KeyPath

WHOLE_PROGRAMME = (Block.SURVEY, Block.EFFECT, Block.COMPARISON)
"""Blocks that say nothing of one plus: it is too small a part of who was asked or compared."""


@dataclass(frozen=True)
class Ground:
    """One report under examination, with what it may name."""

    folder: Folder
    file: str
    report: Report
    items: Mapping[str, Indicator | KeyFigure]
    pluses: frozenset[str]
    """Codes of the lines that are a plus."""

    def sections(self) -> list[tuple[KeyPath, Section]]:
        """Every section with its place."""
        return [(("report", "sections", at), section) for at, section in enumerate(self.report.sections)]

    def not_of_a_plus(self, item: Indicator | KeyFigure) -> bool:
        """Whether this is a target of one line in a report that is made for each plus."""
        one_line = isinstance(item, Indicator) and item.line not in self.pluses
        return self.report.made_for is ReportFor.PLUS and one_line


def check_reports(folder: Folder, parts: Mapping[str, Part]) -> None:
    """Note what does not fit in every report that could be read, and in the texts that it names."""
    items = _items(parts)
    if items is None:
        return
    _check_names(folder, parts)
    money = parts.get("money.yaml")
    lines: tuple[Line, ...] = money.lines if isinstance(money, MoneySheet) else ()
    pluses = frozenset(line.code for line in lines if line.kind is LineKind.PLUS)
    for file, part in parts.items():
        if isinstance(part, ReportSheet):
            ground = Ground(folder, file, part.report, items, pluses)
            check_sections(ground)
            check_last(ground)
            check_texts(ground)


def _items(parts: Mapping[str, Part]) -> dict[str, Indicator | KeyFigure] | None:
    """All targets and figures by code; None when a file of them could not be read, which is a fault of its own."""
    targets, figures = parts.get("indicators.yaml"), parts.get("figures.yaml")
    if not (isinstance(targets, IndicatorsSheet) and isinstance(figures, FiguresSheet)):
        return None
    items: list[Indicator | KeyFigure] = [*targets.indicators, *figures.figures]
    return {item.code: item for item in items}


def _check_names(folder: Folder, parts: Mapping[str, Part]) -> None:
    """A name in a text means one thing."""
    first: dict[str, str] = dict.fromkeys((*OWN, OF_FUNDER, OF_PLUS), "a word of every report")
    for file, key in (("indicators.yaml", "indicators"), ("figures.yaml", "figures")):
        here = [item.code for item in getattr(parts[file], key)]
        for at, code in enumerate(here):
            if code in first:
                remedy = "Give each its own code: texts of reports name figures by it"
                folder.blame_at(file, (key, at, "code"), f"code {code!r} is already {first[code]}", remedy)
        first |= dict.fromkeys(here, f"in {file}")


def check_sections(ground: Ground) -> None:
    """Every section has something to show, of what there is."""
    for path, section in ground.sections():
        if section.text is None and not section.shows:
            ground.folder.blame_at(ground.file, path, "shows nothing", "Add text: or shows:, or leave the section out")
        if section.figures and not section.shows:
            remedy = "Add shows: with a block that draws them"
            ground.folder.blame_at(ground.file, (*path, "figures"), "no block shows these figures", remedy)
        _check_figures(ground, path, section)
        for at, block in enumerate(section.shows):
            if ground.report.made_for is ReportFor.PLUS and block in WHOLE_PROGRAMME:
                problem = f"block {block.value!r} says nothing of one plus"
                remedy = "Leave it to a report of the whole programme"
                ground.folder.blame_at(ground.file, (*path, "shows", at), problem, remedy)


def check_last(ground: Ground) -> None:
    """The definitions stand last: they explain every figure that the report shows before them."""
    shown = [(path, at, block) for path, section in ground.sections() for at, block in enumerate(section.shows)]
    last = ground.sections()[-1][1].shows[-1:]
    for path, at, block in shown[:-1] if last else shown:
        if block is Block.DEFINITIONS:
            problem = f"block {block.value!r} is not the last of the report"
            remedy = "Move it to the end: it explains the figures that stand before it"
            ground.folder.blame_at(ground.file, (*path, "shows", at), problem, remedy)


def _check_figures(ground: Ground, path: KeyPath, section: Section) -> None:
    for at, code in enumerate(section.figures):
        place = (*path, "figures", at)
        if code not in ground.items:
            remedy = known(code, sorted(ground.items), "targets and figures")
            ground.folder.blame_at(ground.file, place, f"no target or figure {code!r}", remedy)
        elif ground.not_of_a_plus(ground.items[code]):
            remedy = "Name figures without a target; the targets of each plus are shown by block 'targets'"
            ground.folder.blame_at(ground.file, place, f"target {code!r} is of no plus", remedy)


def check_texts(ground: Ground) -> None:
    """Every text that a section names is there, and every word in braces in it means something."""
    seen: set[str] = set()
    for path, section in ground.sections():
        name = section.text
        if name is None or name in seen:
            continue
        seen.add(name)
        if name not in ground.folder.texts:
            remedy = f"Add {TEXTS}/{name}.nl.md and {TEXTS}/{name}.en.md. " + known(
                name, sorted(ground.folder.texts), "texts"
            )
            ground.folder.blame_at(ground.file, (*path, "text"), f"no such text {name!r}", remedy)
            continue
        for language, text in sorted(ground.folder.texts[name].items()):
            _check_text(ground, f"{TEXTS}/{name}.{language}.md", text)


def _check_text(ground: Ground, file: str, text: str) -> None:
    def blame(at: int, problem: str, remedy: str) -> None:
        line = text.count("\n", 0, at) + 1
        if not any((fault.line, fault.problem) == (line, problem) for fault in ground.folder.blames(file)):
            ground.folder.blame(file, problem, remedy, line=line)

    for at in broken(text):
        blame(at, "braces that are not closed or hold no name", "Write {{ name }} or {{ name.attribute }}")
    own = own_words(ground.report)
    for place in places(text):
        if not isinstance(place, Place):
            continue
        if place.name in own:
            options = own[place.name]
            fits = place.attribute in options if options else not place.attribute
        elif place.name in ground.items:
            item = ground.items[place.name]
            options, fits = attributes(item), place.attribute in ("", *attributes(item))
            if ground.not_of_a_plus(item):
                blame(place.at, f"target {place.name!r} is of no plus", f"Report {ground.report.code} is made for each")
        else:
            remedy = known(place.name, sorted({*own, *ground.items}), f"names in report {ground.report.code}")
            blame(place.at, f"no figure or word {place.name!r}", remedy)
            continue
        if not fits:
            what = f"has no {place.attribute!r}" if place.attribute else "does not stand alone"
            problem = f"{place.name!r} {what}"
            blame(place.at, problem, known(place.attribute, options, f"attributes of {place.name}"))
