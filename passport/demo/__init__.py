"""Fictitious people and facts to try the product with."""
