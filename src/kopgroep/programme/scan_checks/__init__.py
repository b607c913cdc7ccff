"""What must hold inside a scan, and between a scan, the publications beside it and the rest of the programme.

Works on scans that could be read: a misspelt key has its own fault first, and the rest shows when it is mended.
"""

from collections.abc import Callable, Mapping

from kopgroep.programme.parts import Part
from kopgroep.programme.reading import Folder
from kopgroep.programme.scan_checks.codes import check_codes, check_facts, check_shared
from kopgroep.programme.scan_checks.conditions import check_conditions
from kopgroep.programme.scan_checks.figures import check_figures, check_publication
from kopgroep.programme.scan_checks.ground import Ground
from kopgroep.programme.scan_checks.past import check_history
from kopgroep.programme.scan_checks.points import check_points
from kopgroep.programme.scan_checks.reachable import check_reachable
from kopgroep.programme.scan_checks.scales import check_scales
from kopgroep.programme.scan_checks.shown import check_advice, check_links, check_steps
from kopgroep.programme.sheets import PublicationSheet, ScanSheet


def check_scans(folder: Folder, parts: Mapping[str, Part]) -> None:
    """Note what does not fit in every scan and publication that could be read."""
    scans = {name: part.scan for name, part in parts.items() if isinstance(part, ScanSheet)}
    shown = {part.publication.code: part.publication for part in parts.values() if isinstance(part, PublicationSheet)}
    for file, scan in scans.items():
        ground = Ground(folder, file, scan, tuple(scans.values()), shown)
        for check in CHECKS:
            check(ground)
        if not folder.blames(file):
            # Only a scan without slips can be reasoned about.
            check_reachable(ground)
    for file, part in parts.items():
        if isinstance(part, PublicationSheet):
            check_publication(folder, file, part.publication)


CHECKS: tuple[Callable[[Ground], None], ...] = (
    check_codes,
    check_facts,
    check_shared,
    check_conditions,
    check_points,
    check_scales,
    check_advice,
    check_steps,
    check_links,
    check_figures,
    check_history,
)
