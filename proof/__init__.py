"""Proofs that plans run on databases in use as they promise: too slow and too dependent on time for `make check`."""
