"""Outputs on disk: what would change (`plan.py`), and making the change (`write.py`)."""
