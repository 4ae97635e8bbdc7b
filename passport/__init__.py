"""Passeport emploi: the employment passport that belongs to the person."""
