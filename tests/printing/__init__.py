"""Mirrors course.printing."""
