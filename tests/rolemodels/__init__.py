"""Mirrors course.rolemodels."""
