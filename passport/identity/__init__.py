"""Who is here: people and their roles, the ways in, sessions, and the guard."""
