"""Backfills: where one stands, how large its next batch is, who is in its way, and for whom it waits."""
