"""Figures: one value of a target or a figure, its split by a dimension, and the lines behind it."""

from kopgroep.reporting.figures.lines import PART, WHOLE, behind
from kopgroep.reporting.figures.readings import cells, read, split

__all__ = ["PART", "WHOLE", "behind", "cells", "read", "split"]
