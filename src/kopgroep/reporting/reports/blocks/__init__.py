"""What a report can draw: each block is a function from the ground to parts of the document."""

from collections.abc import Callable, Mapping

from kopgroep.programme.reports import Block, Section
from kopgroep.reporting.reports.blocks.definitions import definitions
from kopgroep.reporting.reports.blocks.effect import comparison, effect
from kopgroep.reporting.reports.blocks.figures import figures, referrals
from kopgroep.reporting.reports.blocks.forecast import forecast
from kopgroep.reporting.reports.blocks.growth import growth
from kopgroep.reporting.reports.blocks.hours import hours
from kopgroep.reporting.reports.blocks.journeys import journeys
from kopgroep.reporting.reports.blocks.money import money
from kopgroep.reporting.reports.blocks.needs import needs
from kopgroep.reporting.reports.blocks.reach import reach
from kopgroep.reporting.reports.blocks.restatements import restatements
from kopgroep.reporting.reports.blocks.results import results
from kopgroep.reporting.reports.blocks.steps import steps
from kopgroep.reporting.reports.blocks.survey import survey
from kopgroep.reporting.reports.blocks.targets import targets
from kopgroep.reporting.reports.ground import Ground
from kopgroep.reporting.reports.parts import Parts

BLOCKS: Mapping[Block, Callable[[Ground, Section], Parts]] = {
    Block.TARGETS: targets,
    Block.GROWTH: growth,
    Block.FORECAST: forecast,
    Block.FIGURES: figures,
    Block.NEEDS: needs,
    Block.REACH: reach,
    Block.REFERRALS: referrals,
    Block.HOURS: hours,
    Block.JOURNEYS: journeys,
    Block.MONEY: money,
    Block.SURVEY: survey,
    Block.RESULTS: results,
    Block.STEPS: steps,
    Block.EFFECT: effect,
    Block.COMPARISON: comparison,
    Block.RESTATEMENTS: restatements,
    Block.DEFINITIONS: definitions,
}
