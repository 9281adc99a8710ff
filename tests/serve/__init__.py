"""Mirrors course.serve."""
