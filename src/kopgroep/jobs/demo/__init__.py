"""The demonstration: an invented region, invented people, and the work they did. Nothing in it is real."""
