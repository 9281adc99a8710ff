"""Tests of the course; they mirror the package."""
