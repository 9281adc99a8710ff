"""Standards and role models: what good looks like, who already does it, and how to choose."""
