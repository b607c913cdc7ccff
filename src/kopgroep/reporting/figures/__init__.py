"""Figures: one value of a target or a figure, its split by a dimension, and the lines behind it."""

from kopgroep.reporting.figures.lines import PART, WHOLE, behind, needs_figures
from kopgroep.reporting.figures.readings import cells, naming, read, shares_of, split

__all__ = ["PART", "WHOLE", "behind", "cells", "naming", "needs_figures", "read", "shares_of", "split"]
