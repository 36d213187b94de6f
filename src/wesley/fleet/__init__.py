"""Many databases: who belongs to a fleet, in which order they are brought to a schema, and when that stops."""
