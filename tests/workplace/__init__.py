"""Mirrors course.workplace."""
