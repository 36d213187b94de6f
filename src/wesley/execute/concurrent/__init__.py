"""Statements that no transaction covers: the catalog and the journal say how far each one came."""
