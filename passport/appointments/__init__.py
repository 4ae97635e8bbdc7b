"""Appointments: what référents offer, free slots, booking, moving, cancelling, calendar files."""
