"""Mirrors `src/wesley/health`."""
