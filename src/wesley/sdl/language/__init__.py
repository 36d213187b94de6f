"""The schema language as text: parsed by graphql-core, made into a small tree of our own."""
