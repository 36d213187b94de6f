"""A live database as IR: one query for each kind of object, whatever the number of objects."""
