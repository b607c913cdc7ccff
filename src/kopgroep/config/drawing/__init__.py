"""The geometry of what the parts draw: bars, bullets, columns and the map. Plain figures in, places out."""
