"""Published figures are held only against the same instrument in the same version, and against what is asked."""

from decimal import Decimal
from pathlib import PurePosixPath

from kopgroep.programme.faults import known
from kopgroep.programme.published import Figure, Publication
from kopgroep.programme.reading import Folder
from kopgroep.programme.scan_checks.ground import Ground, words_of
from kopgroep.programme.scans import Scale
from kopgroep.programme.yaml_lines import KeyPath

WHOLE = Decimal(100)


def check_publication(folder: Folder, file: str, publication: Publication) -> None:
    """What can be said of a publication by itself."""
    if PurePosixPath(file).stem != publication.code:
        place = ("publication", "code")
        folder.blame_at(file, place, f"code {publication.code!r} in {file}", f"Name the file {publication.code}.yaml")
    for at, figure in enumerate(publication.figures):
        path: KeyPath = ("publication", "figures", at)
        if figure.year > publication.seen_on.year:
            problem = f"a figure of {figure.year}, seen in {publication.seen_on.year}"
            folder.blame_at(file, (*path, "year"), problem, "Mend the year, or seen_on")
        if figure.unit == "percent" and not 0 <= figure.value <= WHOLE:
            problem = f"{figure.value} is not a percentage"
            folder.blame_at(file, (*path, "value"), problem, "Write 0 to 100, or another unit")
        is_share = figure.at_least is not None or figure.level is not None or figure.item is not None
        if is_share and figure.unit != "percent":
            folder.blame_at(file, (*path, "unit"), f"a share of companies in {figure.unit}", "Write unit: percent")
        if figure.mean and figure.unit != "mean":
            folder.blame_at(file, (*path, "unit"), f"the mean of a scale in {figure.unit}", "Write unit: mean")
        low, high = figure.group.staff_from, figure.group.staff_to
        if low is not None and high is not None and high < low:
            folder.blame_at(file, (*path, "group"), f"staff_to {high} is below staff_from {low}", "Mend one of the two")


def check_figures(ground: Ground) -> None:
    """The figures that a scan shows fit its scales and its questions."""
    ground.once((("publications", at), code) for at, code in enumerate(ground.scan.publications))
    _check_instruments(ground)
    for at, code in enumerate(ground.scan.publications):
        publication = ground.publications.get(code)
        if publication is not None:
            for number, figure in enumerate(publication.figures):
                _check_figure(ground, ("publications", at), (publication, number, figure))


def _check_instruments(ground: Ground) -> None:
    """One scale per instrument, or nobody knows against which one a figure is held."""
    ground.once(((*path, "instrument"), scale.instrument) for path, scale in ground.scales() if scale.instrument)


def _check_figure(ground: Ground, path: KeyPath, found: tuple[Publication, int, Figure]) -> None:
    publication, number, figure = found
    what = f"figure {number + 1} of {publication.code!r}"
    if figure.item is not None:
        _check_answers(ground, path, figure, what)
    if figure.at_least is None and figure.level is None and not figure.mean:
        return
    scales = {scale.instrument: scale for scale in ground.scan.scales if scale.instrument}
    scale = scales.get(publication.instrument)
    if scale is None:
        problem = f"{what} measures {publication.instrument!r}, and no scale here does"
        remedy = known(publication.instrument, scales, "instruments of scales")
        ground.blame(path, problem, f"{remedy}; never hold a figure against another version")
    else:
        _check_place(ground, path, figure, what, scale)


def _check_place(ground: Ground, path: KeyPath, figure: Figure, what: str, scale: Scale) -> None:
    levels = [level.code for level in scale.levels]
    if figure.level is not None and figure.level not in levels:
        remedy = known(figure.level, levels, f"levels of {scale.code}")
        ground.blame(path, f"{what} names level {figure.level!r}, which scale {scale.code!r} does not have", remedy)
    value = figure.at_least if figure.at_least is not None else float(figure.value) if figure.mean else None
    if value is not None and not scale.lowest <= value <= scale.highest:
        problem = f"{what} says {value:g}, and scale {scale.code!r} runs from {scale.lowest:g} to {scale.highest:g}"
        ground.blame(path, problem, "Write it in the measure of the scale")


def _check_answers(ground: Ground, path: KeyPath, figure: Figure, what: str) -> None:
    item = ground.scan.items.get(figure.item or "")
    if item is None:
        remedy = known(figure.item, ground.scan.items, "items")
        ground.blame(path, f"{what} names question {figure.item!r}, which this scan does not ask", remedy)
        return
    words = words_of(ground.scan, item)
    for word in figure.one_of:
        if word not in words:
            remedy = known(word, words, f"answers of {item.code}")
            ground.blame(path, f"{what} names answer {word!r}, which {item.code!r} does not have", remedy)
