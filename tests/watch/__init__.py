"""Mirrors `src/wesley/watch`."""
