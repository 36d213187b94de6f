"""Random schemas, random steps from one to the next, and rows for them: `pairs.py` is where to start reading."""
