"""The bank of actions that all partners of a territory share."""
