"""A plan as text: for psql, for a terminal, for a pull request, for machines."""
