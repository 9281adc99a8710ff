"""Mirrors course.learning."""
