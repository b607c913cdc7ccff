"""Parts of the programme in words: the dimensions by which figures are split, and the names of their codes."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.companies.sectors import sector_titles
from kopgroep.programme import Dimension, Experience, Indicator, KeyFigure, current
from kopgroep.reporting.lineage import known
from kopgroep.reporting.view import Cut

LONGEST_TITLE = 60
NEW_SCHEME = "2025"


def dimension_word(dimension: Dimension) -> str:
    """What a dimension is called above a filter or a column."""
    words = {
        Dimension.MUNICIPALITY: _("Municipality"),
        Dimension.SECTOR: _("Sector"),
        Dimension.SIZE: _("Size"),
        Dimension.THEME: _("Theme"),
        Dimension.LINE: _("Programme line"),
        Dimension.FUNDER: _("Funder"),
        Dimension.PARTNER: _("Partner"),
        Dimension.EXPERIENCE: _("Starter or established"),
    }
    return words[dimension]


def code_word(dimension: Dimension, code: str) -> str:
    """The name of one part; of lines that name none, that it is not known."""
    if not code:
        return _("Not known")
    return _names(dimension).get(code, code)


def _names(dimension: Dimension) -> dict[str, str]:
    programme, language = current(), get_language() or "nl"
    match dimension:
        case Dimension.MUNICIPALITY:
            return {place.code: place.name for place in programme.area}
        case Dimension.SECTOR:
            return {code: _sector(code, title) for code, title in sector_titles().items()}
        case Dimension.SIZE:
            return {size.code: size.name.in_(language) for size in programme.sizes}
        case Dimension.THEME:
            return {theme.code: theme.name.in_(language) for theme in programme.themes}
        case Dimension.LINE:
            return {line.code: line.name.in_(language) for line in programme.lines}
        case Dimension.PARTNER:
            return {partner.code: partner.name for partner in programme.partners}
        case Dimension.EXPERIENCE:
            return {
                Experience.STARTER: _("Starter"),
                Experience.ESTABLISHED: _("Established"),
                Experience.UNKNOWN: _("Not known"),
            }
        case Dimension.FUNDER:
            return {}  # a funder is called by its name


def _sector(code: str, title: str) -> str:
    scheme, _dash, letter = code.partition("-")
    return f"{letter}  {title[:LONGEST_TITLE]}" + (f" ({scheme})" if scheme == NEW_SCHEME else "")


def choices(dimension: Dimension) -> list[tuple[str, str]]:
    """Every part by which the figures can be narrowed down, with its name; places in order of name."""
    found = [(code, code_word(dimension, code)) for code in known(dimension)]
    return sorted(found, key=lambda choice: choice[1]) if dimension is Dimension.MUNICIPALITY else found


def cut_words(cut: Cut) -> list[tuple[str, str]]:
    """What was asked of: what each dimension is called, and the name of the part chosen."""
    return [(dimension_word(which), code_word(which, code)) for which, code in cut.by_dimension.items()]


def cell_word(item: Indicator | KeyFigure, cell: str) -> str:
    """The name of one part of a figure that is a list by nature: a need."""
    language = get_language() or "nl"
    return next((need.name.in_(language) for need in current().needs if need.code == cell), cell)


def theme_names() -> dict[str, str]:
    """The names of the themes by code; under "" what is of no theme."""
    return {**_names(Dimension.THEME), "": _("The whole programme")}
