"""Sharing: what a person shows to whom, for how long, and who looked."""
