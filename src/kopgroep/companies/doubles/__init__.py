"""Companies that may stand in the file twice: what they have in common, finding them, and judging them."""

from kopgroep.companies.doubles.actions import judge_again, judge_distinct, name_pair
from kopgroep.companies.doubles.finding import find_doubles
from kopgroep.companies.doubles.likeness import Likeness, Reason, likeness
from kopgroep.companies.doubles.traits import Traits, traits_of

__all__ = [
    "Likeness",
    "Reason",
    "Traits",
    "find_doubles",
    "judge_again",
    "judge_distinct",
    "likeness",
    "name_pair",
    "traits_of",
]
