"""People: roles, and how far each has come. Pure functions."""
