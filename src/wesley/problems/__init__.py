"""What can be wrong, as values: a problem, its code and the page that explains the code."""
