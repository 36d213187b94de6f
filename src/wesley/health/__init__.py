"""What to look at before a migration: one file a check, with what it saw, why it matters and what to do."""

from __future__ import annotations

from wesley.health.check import Check
from wesley.health.database import (
    advisory_lock,
    archiving,
    autovacuum,
    connection,
    connection_room,
    disk,
    drift,
    event_triggers,
    idle_in_transaction,
    invalid_indexes,
    leftovers,
    lock_table,
    long_transactions,
    pgtap,
    pooler,
    prepared_transactions,
    privileges,
    replication_lag,
    replication_slots,
    row_security,
    schema,
    sequences,
    temporary_files,
    timeouts,
    transaction_ids,
    unfinished_plan,
    unvalidated_constraints,
    version,
    wal,
    workers,
)
from wesley.health.environment import cache, checkpoints, configuration, project, python, server_binaries
from wesley.health.machine import Machine
from wesley.health.server import Server

# In the order in which they are made and told.
ENVIRONMENT: tuple[Check[Machine], ...] = (
    python.CHECK,
    configuration.CHECK,
    project.CHECK,
    server_binaries.CHECK,
    cache.CHECK,
    checkpoints.CHECK,
)
DATABASE: tuple[Check[Server], ...] = (
    connection.CHECK,
    version.CHECK,
    pooler.CHECK,
    privileges.CHECK,
    row_security.CHECK,
    timeouts.CHECK,
    advisory_lock.CHECK,
    unfinished_plan.CHECK,
    workers.CHECK,
    leftovers.CHECK,
    long_transactions.CHECK,
    idle_in_transaction.CHECK,
    prepared_transactions.CHECK,
    replication_lag.CHECK,
    replication_slots.CHECK,
    connection_room.CHECK,
    lock_table.CHECK,
    disk.CHECK,
    wal.CHECK,
    archiving.CHECK,
    temporary_files.CHECK,
    invalid_indexes.CHECK,
    unvalidated_constraints.CHECK,
    sequences.CHECK,
    transaction_ids.CHECK,
    autovacuum.CHECK,
    event_triggers.CHECK,
    pgtap.CHECK,
    drift.CHECK,
    schema.CHECK,
)
ALL: tuple[Check[Machine] | Check[Server], ...] = (*ENVIRONMENT, *DATABASE)
