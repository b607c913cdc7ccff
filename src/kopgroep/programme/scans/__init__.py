"""What a scan is made of: questions with their answers, scales with their levels, advice, links between versions."""

from kopgroep.programme.scans.advice import Advice
from kopgroep.programme.scans.conditions import Condition
from kopgroep.programme.scans.definition import Comparability, ScaleLink, Scan
from kopgroep.programme.scans.items import Fact, Item, ItemKind, Option, Otherwise, Section
from kopgroep.programme.scans.scales import (
    CountScale,
    GateScale,
    GrowthScale,
    Level,
    MeanOfScale,
    MeanScale,
    RatioScale,
)
from kopgroep.programme.scans.scales import Scale as Scale
from kopgroep.programme.scans.steps import ItemRise, LadderRise, LevelRise, ScaleRise, StepRule

__all__ = [
    "Advice",
    "Comparability",
    "Condition",
    "CountScale",
    "Fact",
    "GateScale",
    "GrowthScale",
    "Item",
    "ItemKind",
    "ItemRise",
    "LadderRise",
    "Level",
    "LevelRise",
    "MeanOfScale",
    "MeanScale",
    "Option",
    "Otherwise",
    "RatioScale",
    "Scale",
    "ScaleLink",
    "ScaleRise",
    "Scan",
    "Section",
    "StepRule",
]
