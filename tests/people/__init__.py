"""Mirrors course.people."""
