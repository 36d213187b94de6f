"""Mirrors `src/wesley/drift`."""
