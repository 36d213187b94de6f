"""The tables of the journal. They live in the database, so that a step and its record are one transaction."""

from __future__ import annotations

from wesley.execute.codes import FOREIGN_JOURNAL, MISSING_PRIVILEGE
from wesley.execute.errors import INSUFFICIENT_PRIVILEGE, is_lost, way_out
from wesley.execute.journal.damaged import damaged
from wesley.postgres.catalog.scope import JOURNAL
from wesley.postgres.session import Session, StatementError
from wesley.problems.problem import Problem, ServerError

VERSION = 1
_MARK = "Journal of Wesley, version "
# Whoever may read the journal may read all of it. An administrator may have made an empty schema for this role.
_FOUND = """
SELECT obj_description(n.oid, 'pg_namespace'),
    has_schema_privilege(n.oid, 'USAGE') AND NOT EXISTS (
        SELECT FROM pg_class c
        WHERE c.relnamespace = n.oid AND c.relkind = 'r' AND NOT has_table_privilege(c.oid, 'SELECT')
    ),
    pg_has_role(n.nspowner, 'USAGE') AND NOT EXISTS (
        SELECT FROM pg_depend d WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = n.oid
    ),
    ARRAY(
        SELECT name FROM unnest(ARRAY['fence', 'plans', 'steps', 'segments', 'stamps', 'runs']) AS name
        WHERE NOT EXISTS (
            SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind = 'r' AND c.relname = name
        )
    )
FROM pg_namespace n WHERE n.nspname = %s
"""
_SCHEMA = "CREATE SCHEMA wesley;"
_DDL = """
BEGIN;
{schema}
COMMENT ON SCHEMA wesley IS
    'Journal of Wesley, version 1: what was run here and how far it got. Do not change it by hand.';
CREATE TABLE wesley.fence (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    token bigint NOT NULL
);
INSERT INTO wesley.fence (token) VALUES (0);
CREATE TABLE wesley.plans (
    plan bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest text NOT NULL,
    direction text NOT NULL CHECK (direction IN ('forward', 'back')),
    undoes bigint REFERENCES wesley.plans,
    source text NOT NULL,
    target text NOT NULL,
    contract boolean NOT NULL,
    approvals text NOT NULL,
    head text NOT NULL,
    back_head text,
    no_way_back text NOT NULL,
    state text NOT NULL CHECK (state IN ('begun', 'expanded', 'done', 'undone')),
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at timestamptz
);
CREATE UNIQUE INDEX plans_begun ON wesley.plans (state) WHERE state = 'begun';
CREATE TABLE wesley.steps (
    plan bigint NOT NULL REFERENCES wesley.plans ON DELETE CASCADE,
    back boolean NOT NULL,
    number integer NOT NULL,
    segment integer NOT NULL,
    record text NOT NULL,
    PRIMARY KEY (plan, back, number)
);
CREATE TABLE wesley.segments (
    plan bigint NOT NULL REFERENCES wesley.plans ON DELETE CASCADE,
    segment integer NOT NULL,
    kind text NOT NULL,
    phase text NOT NULL,
    first_step integer NOT NULL,
    last_step integer NOT NULL,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'started', 'done')),
    run text,
    token bigint,
    position text,
    rows bigint NOT NULL DEFAULT 0,
    started_at timestamptz,
    ended_at timestamptz,
    PRIMARY KEY (plan, segment)
);
CREATE TABLE wesley.stamps (
    plan bigint NOT NULL REFERENCES wesley.plans ON DELETE CASCADE,
    relation text NOT NULL,
    stamp text,
    PRIMARY KEY (plan, relation)
);
CREATE TABLE wesley.runs (
    run text PRIMARY KEY,
    plan bigint NOT NULL REFERENCES wesley.plans ON DELETE CASCADE,
    token bigint NOT NULL,
    host text NOT NULL,
    process integer NOT NULL,
    role text NOT NULL DEFAULT session_user,
    tool text NOT NULL,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at timestamptz,
    outcome text,
    code text,
    sqlstate text,
    message text
);
COMMIT;
"""


def has_journal(session: Session) -> bool:
    """True when the database has a journal that this Wesley can use; False when it has none, or an empty schema for it.

    Raises:
        ServerError: it has a schema of this name that is none, or one of a newer Wesley, or one that this role may
            not read.
    """
    found = session.rows(_FOUND, [JOURNAL])
    if not found:
        return False
    comment, usable, is_for_it, missing = found[0]
    if is_for_it and not comment:
        return False
    version = (comment or "").removeprefix(_MARK).partition(":")[0]
    if not (comment or "").startswith(_MARK) or not version.isdigit():
        raise _refused(f"the database has a schema `{JOURNAL}` that is not Wesley's", "rename it: the name is reserved")
    if int(version) > VERSION:
        raise _refused(f"the journal is of version {version}; this Wesley knows {VERSION}", "upgrade Wesley")
    if missing:
        raise damaged(f"it has no table {', '.join(missing)}")
    if not usable:
        raise ServerError(_not_readable())
    return True


def install(session: Session) -> None:
    """Make the journal where there is none.

    Raises:
        ServerError: as for `has_journal`, or the role may not create a schema in this database.
    """
    if has_journal(session):
        return
    try:
        is_there = session.rows("SELECT to_regnamespace(%s) IS NOT NULL", [JOURNAL])[0][0]
        session.run(_DDL.format(schema="" if is_there else _SCHEMA))
    except StatementError as error:
        if is_lost(error):
            raise
        if session.in_transaction:
            session.run("ROLLBACK")
        if has_journal(session):
            return  # Another one was faster.
        raise _not_made(error) from None


def _not_readable() -> Problem:
    return Problem(
        code=MISSING_PRIVILEGE,
        message="this role may not read the journal",
        help=f"GRANT USAGE ON SCHEMA {JOURNAL} and GRANT SELECT ON ALL TABLES IN SCHEMA {JOURNAL} to it; to migrate it "
        "needs INSERT and UPDATE too: docs/privileges.md",
    )


def _not_made(error: StatementError) -> ServerError:
    refusal = error.refusal
    message = f"the journal cannot be made: {refusal.message}"
    if refusal.sqlstate == INSUFFICIENT_PRIVILEGE:
        help_text = "GRANT CREATE ON DATABASE ... TO the role that migrates: docs/privileges.md"
        return ServerError(Problem(code=MISSING_PRIVILEGE, message=message, help=help_text))
    code = error.problems[0].code
    help_text = way_out(refusal.sqlstate) or refusal.hint
    return StatementError(Problem(code=code, message=f"{message} ({refusal.sqlstate})", help=help_text), refusal)


def _refused(message: str, help_text: str) -> ServerError:
    return ServerError(Problem(code=FOREIGN_JOURNAL, message=message, help=help_text))
