"""What to look at before a migration: one file a check, with what it saw, why it matters and what to do."""
