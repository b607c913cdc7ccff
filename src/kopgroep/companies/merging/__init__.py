"""Making one of two companies that turned out to be the same, and undoing that."""

from kopgroep.companies.merging.actions import merge_companies, undo_merge
from kopgroep.companies.merging.preview import Preview, preview_of, which_stays

__all__ = ["Preview", "merge_companies", "preview_of", "undo_merge", "which_stays"]
