"""Everything that touches a PostgreSQL server: where one comes from, talking to it, proving a schema on it."""
