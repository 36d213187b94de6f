"""What a run costs over psql that is given the same trivial statements."""
