"""Foreign keys and indexes, once all of them are known."""
