"""Fields that lead to other objects, and the foreign keys that carry them."""
