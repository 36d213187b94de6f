"""What rows and privileges each role has: tenants, policies, grants, roles."""
