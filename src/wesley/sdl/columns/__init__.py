"""What a column holds: scalars, enums, defaults, computed values, rules."""
