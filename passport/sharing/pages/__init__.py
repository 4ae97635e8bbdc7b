"""Pages of sharing, one a module."""
