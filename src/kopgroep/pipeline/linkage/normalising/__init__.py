"""Rows of the register and of lists in the one form in which they are compared. Plain functions, no state.

The same text always gives the same value, and a value that is normalised once more stays as it is.
"""

from kopgroep.pipeline.linkage.normalising.rows import (
    normalise_changed,
    normalise_record_batch,
    normalise_records,
    normalise_register,
    normalise_register_batch,
)

__all__ = [
    "normalise_changed",
    "normalise_record_batch",
    "normalise_records",
    "normalise_register",
    "normalise_register_batch",
]
