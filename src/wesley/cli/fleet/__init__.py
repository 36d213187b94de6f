"""`wesley migrate --fleet FILE`: many databases to one schema."""
