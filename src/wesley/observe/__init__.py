"""What a run tells of itself, in one stream of events, and what logs and metrics make of it."""
