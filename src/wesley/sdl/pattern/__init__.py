"""Regular expressions that PostgreSQL and JavaScript read alike."""
