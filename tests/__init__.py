"""The tests: the same tree as ``src/kopgroep``, the rules of the house, and the journeys in a browser."""
