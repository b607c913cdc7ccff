"""Forms of the public surface, one module per noun."""
