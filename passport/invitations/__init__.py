"""Invitations on paper: a référent lets somebody in who has no account anywhere."""
