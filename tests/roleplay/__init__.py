"""Tests of course.roleplay."""
