"""Pages of the public surface, one module per noun."""
