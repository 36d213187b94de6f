"""The edits: each one a small step from a valid schema to a valid schema. `ALL` in `catalog.py` lists them."""
