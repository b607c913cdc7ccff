"""A whole scan as one page to read, without a database: every question, route, score, level and advice."""

from kopgroep.jobs.preview.page import page_of as page_of
