"""The engine that replaces columns of tables in use by columns of another type or name, without a long lock.

Read `moved.py` first: it is the whole of it as a list of changes.
"""
