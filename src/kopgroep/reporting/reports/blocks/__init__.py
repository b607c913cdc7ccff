"""What a report can draw: each block is a function from the ground to parts of the document."""

from collections.abc import Callable, Mapping

from kopgroep.programme.reports import Block, Section
from kopgroep.reporting.reports.blocks.money import money
from kopgroep.reporting.reports.blocks.reach import reach
from kopgroep.reporting.reports.blocks.targets import targets
from kopgroep.reporting.reports.ground import Ground
from kopgroep.reporting.reports.parts import Parts

BLOCKS: Mapping[Block, Callable[[Ground, Section], Parts]] = {
    Block.TARGETS: targets,
    Block.MONEY: money,
    Block.REACH: reach,
}
