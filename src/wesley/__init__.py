"""Wesley: one GraphQL schema is the truth, and changing it is safe, proved and boring."""

__version__ = "0.1.0"
