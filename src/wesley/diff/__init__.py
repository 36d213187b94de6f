"""From two schemas to the changes that lead from one to the other. Knows no kind of change by name."""
