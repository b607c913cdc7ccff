"""What a region decides, as checked objects. No Django here.

``load(path)`` reads a folder, ``current()`` gives the programme that this installation runs.
"""

from kopgroep.programme.area import AreaReference, Municipality
from kopgroep.programme.clocks import Clocks
from kopgroep.programme.directory import Instrument, Partner
from kopgroep.programme.faults import Fault, ProgrammeError
from kopgroep.programme.indicators import Companies, Indicator, LadderSteps, Lines, OncePerPeriod, Rule
from kopgroep.programme.key_figures import KeyFigure, Over
from kopgroep.programme.kinds import Dimension, EntryKind, Evidence, Experience, LineKind, RoleCode
from kopgroep.programme.ladder import Ladder, Phase
from kopgroep.programme.loading import current, load
from kopgroep.programme.money import Line, MoneySource, MoneyTotal
from kopgroep.programme.parts import Choice, Period, Text
from kopgroep.programme.services import Service
from kopgroep.programme.themes import Need, Theme
from kopgroep.programme.whole import Programme, UnknownCodeError
from kopgroep.programme.words import (
    ContactDetails,
    Goal,
    Offer,
    Outcome,
    QuestionExample,
    RoleText,
    SizeClass,
)

__all__ = [
    "AreaReference",
    "Choice",
    "Clocks",
    "Companies",
    "ContactDetails",
    "Dimension",
    "EntryKind",
    "Evidence",
    "Experience",
    "Fault",
    "Goal",
    "Indicator",
    "Instrument",
    "KeyFigure",
    "Ladder",
    "LadderSteps",
    "Line",
    "LineKind",
    "Lines",
    "MoneySource",
    "MoneyTotal",
    "Municipality",
    "Need",
    "Offer",
    "OncePerPeriod",
    "Outcome",
    "Over",
    "Partner",
    "Period",
    "Phase",
    "Programme",
    "ProgrammeError",
    "QuestionExample",
    "RoleCode",
    "RoleText",
    "Rule",
    "Service",
    "SizeClass",
    "Text",
    "Theme",
    "UnknownCodeError",
    "current",
    "load",
]
