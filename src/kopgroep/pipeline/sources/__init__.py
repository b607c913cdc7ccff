"""Lists of other parties: read by a mapping, told apart from what cannot be read, and described."""
