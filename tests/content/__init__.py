"""Mirrors course.content."""
