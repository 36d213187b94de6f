"""How fast Wesley is, and how much memory it takes, measured as a user feels it: whole processes, started cold."""
