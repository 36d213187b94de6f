"""Checks of the tool's own environment, one a file."""
