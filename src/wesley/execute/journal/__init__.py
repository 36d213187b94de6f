"""The journal in the database: plans, their statements, the state of their segments, and who runs them."""
