"""Consultations: what people think, said without a name, and what became of it."""
