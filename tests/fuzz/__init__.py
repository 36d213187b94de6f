"""Mutated schemas against the whole compiler: it may refuse them, it may not fall over."""
