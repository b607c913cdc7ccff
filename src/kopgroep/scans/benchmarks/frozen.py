"""Reading a frozen quarter: one scan of it, with the figures that may be shown and nothing else."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import cached_property

from kopgroep.programme import current
from kopgroep.programme.scans import MeanOfScale, Scale, Scan
from kopgroep.scans.benchmarks.cells import Place
from kopgroep.scans.benchmarks.weighting import Weights, rake
from kopgroep.scans.models import Cell, Edition, Snapshot

ALL: Place = ("", "", "")


@dataclass(frozen=True)
class FrozenScan:
    """The cells of one version of a scan in one quarter."""

    snapshot: Snapshot
    scan: Scan
    cells: Mapping[tuple[str, Place], Cell]
    """Also those that are not shown: ask ``cell`` for one to show."""

    def cell(self, scale: str, place: Place = ALL) -> Cell | None:
        """The cell of a group, when its figures may be shown."""
        found = self.cells.get((scale, place))
        return found if found and found.shown else None

    @cached_property
    def scales(self) -> tuple[Scale, ...]:
        """The scales of which at least the figures of all companies may be shown, as the scan orders them."""
        return tuple(scale for scale in self.scan.scales if self.cell(scale.code))

    @cached_property
    def headline(self) -> Scale | None:
        """The scale that heads the page: of those that may, the one of most companies. None when nothing is shown."""
        shown = {scale.code: scale for scale in self.scales}
        heads = [shown[code] for code in self.scan.headline if code in shown] or list(self.scales)
        return max(heads, key=lambda scale: self._n(scale), default=None)

    def _n(self, scale: Scale) -> int:
        cell = self.cell(scale.code)
        return cell.n if cell else 0

    def dimensions(self, scale: Scale) -> tuple[Scale, ...]:
        """The dimensions to lay beside a scale: those of its total, or of the total that it belongs to; else all.

        A scan in a short and a long form has two sets of them, which are never mixed.
        """
        totals = [one for one in self.scan.scales if isinstance(one, MeanOfScale) and one.code in self.scan.headline]
        total = next((one for one in totals if scale.code in (one.code, *one.scales)), None)
        if total is None and self.headline and self.headline is not scale:
            return self.dimensions(self.headline)
        mine = [one for one in self.scales if one.profile and (total is None or one.code in total.scales)]
        return tuple(mine) or self.scales

    def label(self, scale: Scale, language: str) -> str:
        """What a scale is called, with the name of its total when another scale of this scan has the same name."""
        name = scale.name.in_(language)
        if [one.name.in_(language) for one in self.scan.scales].count(name) == 1:
            return name
        totals = (one for one in self.scan.scales if isinstance(one, MeanOfScale) and scale.code in one.scales)
        return next((f"{name} ({total.name.in_(language)})" for total in totals), name)

    def weights(self, scale: str) -> Weights | None:
        """The weights with which its weighted figures were made: from the same counts, so the same ones."""
        sample = Counter(
            {
                (sector, size): cell.n
                for (code, (sector, size, _place)), cell in self.cells.items()
                if code == scale and sector and size
            }
        )
        register = {(key.partition("/")[0], key.partition("/")[2]): n for key, n in self.snapshot.register.items()}
        return rake(sample, register)


def definition_of(code: str, major: int) -> Scan | None:
    """A version of a scan in words: that of the programme, else the last one under which answers came."""
    scan = next((scan for scan in current().scans if scan.code == code and scan.major == major), None)
    if scan:
        return scan
    edition = Edition.objects.filter(scan=code, version__startswith=f"{major}.").order_by("pk").last()
    return edition.definition_as_scan if edition else None


def shown_in(code: str) -> dict[int, int]:
    """By key of the quarter, for each quarter in which anything of a scan is shown: the latest version shown in it."""
    whole = Cell.objects.filter(scan=code, hidden="", sector_group="", size_group="", municipality_code="")
    return dict(whole.order_by("major").values_list("snapshot", "major").distinct())


def frozen_scan(snapshot: Snapshot, code: str, major: int) -> FrozenScan | None:
    """The cells of a version of a scan in a quarter; None when nobody knows its words any more."""
    scan = definition_of(code, major)
    if scan is None:
        return None
    rows = snapshot.cells.filter(scan=code, major=major).order_by("pk")
    cells = {(cell.scale, (cell.sector_group, cell.size_group, cell.municipality_code)): cell for cell in rows}
    return FrozenScan(snapshot, scan, cells)
