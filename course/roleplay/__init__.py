"""Scenes: what a scene card says, what its story marks, and what is wrong with it. Pure rules."""
