"""Mirrors course.store."""
