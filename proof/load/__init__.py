"""Proof that clients of a busy table do not feel a migration: each change under load, beside its plain form."""
