"""Mirrors `src/wesley/drift/adopt`."""
