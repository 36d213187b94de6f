"""File events to rounds: what is compiled again, what is tested again, and what of it is told."""
