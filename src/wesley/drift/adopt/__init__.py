"""The second remedy: what to write in the schema so that it says what the database has."""
