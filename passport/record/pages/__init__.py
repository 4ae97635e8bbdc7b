"""Pages of the passport, one a module."""
