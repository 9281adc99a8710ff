"""Mirrors course.activities."""
