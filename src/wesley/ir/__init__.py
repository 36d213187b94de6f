"""The Wesley IR: frozen values that model PostgreSQL, and beside them what only the schema language says.

It imports nothing of Wesley's own. `schema.py` is where to start reading.
"""
