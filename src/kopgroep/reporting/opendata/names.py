"""Names of cells as they stand in the files: in Dutch, from the definitions that were kept with the quarter."""

from kopgroep.companies.sectors import sector_titles
from kopgroep.programme import Dimension, Experience, current
from kopgroep.reporting.made import LISTED

OF_EXPERIENCE = {
    Experience.STARTER: "starter",
    Experience.ESTABLISHED: "gevestigd",
    Experience.UNKNOWN: "onbekend",
}


def cell_name(dimension: str, cell: str) -> str:
    """What a part is called; its code when it has no name of its own, such as a size."""
    if not cell:
        return "onbekend"
    programme = current()
    if dimension == LISTED:
        return next((need.name.nl for need in programme.needs if need.code == cell), cell)
    match Dimension(dimension):
        case Dimension.MUNICIPALITY:
            return next((place.name for place in programme.area if place.code == cell), cell)
        case Dimension.SECTOR:
            return sector_titles().get(cell, cell)
        case Dimension.THEME:
            return next((theme.name.nl for theme in programme.themes if theme.code == cell), cell)
        case Dimension.LINE:
            return next((line.name.nl for line in programme.lines if line.code == cell), cell)
        case Dimension.EXPERIENCE:
            return OF_EXPERIENCE[Experience(cell)]
        case _:
            return cell
