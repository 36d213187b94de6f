"""Printers of problems, one file a format."""
