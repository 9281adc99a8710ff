"""Role-play: scenes as cards, their paths, and what was seen on them. Pure functions."""
