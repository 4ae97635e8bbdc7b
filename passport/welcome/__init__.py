"""The front door: what this is, for whom, and what becomes of what people entrust."""
