"""Scans: what was asked and answered, what it showed, what proves it, and how others stand."""

from kopgroep.scans.models.benchmark import Cell, Snapshot
from kopgroep.scans.models.edition import Edition
from kopgroep.scans.models.filling import Filling
from kopgroep.scans.models.measure import Measure
from kopgroep.scans.models.proof import Proof
from kopgroep.scans.models.step import Step

__all__ = ["Cell", "Edition", "Filling", "Measure", "Proof", "Snapshot", "Step"]
