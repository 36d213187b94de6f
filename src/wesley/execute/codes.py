"""The codes of problems while a plan runs.

Codes that begin with RES are resource errors: nothing is wrong with the plan or the data, and later it may work.
"""

from __future__ import annotations

from wesley.problems.problem import Code

OTHER_RUN = Code(
    code="RES001",
    name="another-migrator",
    summary="Another migrator works on this database.",
    why="Two migrations at once would undo each other's work. The one that came first holds an advisory lock for as "
    "long as it runs; the lock is gone when its connection is.",
)
LOCK_NOT_OBTAINED = Code(
    code="RES002",
    name="lock-not-obtained",
    summary="A lock was not to be had for as long as the run is patient.",
    why="A request that waits for a strong lock makes everybody wait who comes after it. So it is asked for only for "
    "the stall budget, again and again with pauses, and given up in the end; nothing of the segment has happened.",
)
CONNECTION_LOST = Code(
    code="RES003",
    name="connection-lost",
    summary="The connection to the server was lost and could not be made again.",
    why="What was committed is in the journal, and what was not has been rolled back by the server.",
)
BUILD_GIVEN_UP = Code(
    code="RES004",
    name="build-given-up",
    summary="A concurrent build was given up because it stood in somebody's way, or somebody in its own.",
    why="CREATE INDEX CONCURRENTLY waits for every older snapshot (manual, CREATE INDEX, Building Indexes "
    "Concurrently), and whoever waits for it with a strong lock makes everybody behind wait too.",
)
FENCED_OFF = Code(
    code="RES005",
    name="fenced-off",
    summary="Another migrator has taken over while this one was cut off.",
    why="Each run takes a higher token from the journal. One that no longer has the highest changes nothing more.",
)
STANDBY_BEHIND = Code(
    code="RES006",
    name="standby-behind",
    summary="A standby stayed too far behind for as long as the run is patient.",
    why="A backfill writes WAL that the standbys have to replay; it pauses until they have.",
)
NOT_ON_THE_SERVER = Code(
    code="RES007",
    name="extension-not-on-the-server",
    summary="The plan creates an extension whose files the server does not have.",
    why="`CREATE EXTENSION` runs a script that a package of the server's operating system brings "
    "(`pg_available_extensions` lists them); only whoever looks after the server can install it.",
)
STEP_FAILED = Code(
    code="EXE001",
    name="step-failed",
    summary="PostgreSQL refused a statement of the plan.",
    why="The message is the server's own. The segments before are done and in the journal; the transaction of this one "
    "was rolled back, or what it left half-made was taken away.",
)
CHANGED_MEANWHILE = Code(
    code="EXE002",
    name="changed-meanwhile",
    summary="Somebody else has changed a relation since the plan was made or since the run last touched it.",
    why="Each segment compares, under its locks, what the catalog holds of its relations with what the run left there.",
)
SOMEBODY_ELSES = Code(
    code="EXE003",
    name="somebody-elses-object",
    summary="The database has an object of a name that the plan needs, and it is not the plan's.",
    why="An index that another build has left is told from ours by its table, its definition and the journal.",
)
NOT_VERIFIED = Code(
    code="EXE004",
    name="not-verified",
    summary="After the last segment the catalog is not what the plan leads to.",
    why="The whole catalog is read again at the end and compared with the schema that the segments which ran lead to.",
)
FOREIGN_JOURNAL = Code(
    code="EXE005",
    name="foreign-journal",
    summary="The schema `wesley` of the database is not a journal that this Wesley can use.",
    why="The journal lives in a schema of this name in the database; it is somebody else's, or of a newer Wesley.",
)
UNFINISHED_RUN = Code(
    code="EXE006",
    name="unfinished-run",
    summary="An earlier plan was not run to its end.",
    why="A plan is run to its end or led back before another one begins, so that it is known what the database holds.",
)
NOTHING_TO_RESUME = Code(
    code="EXE007",
    name="nothing-to-resume",
    summary="There is no plan that was begun and not finished.",
    why="`--resume` and `wesley rollback` speak of what the journal in the database has.",
)
MISSING_PRIVILEGE = Code(
    code="EXE008",
    name="missing-privilege",
    summary="The role may not do what the plan needs.",
    why="It is looked at before anything is changed; docs/privileges.md lists what a migrator needs and why.",
)
ROWS_HIDDEN = Code(
    code="EXE009",
    name="rows-hidden",
    summary="Row-level security would hide rows from the role that runs the plan.",
    why="A table owner sees no rows under FORCE ROW LEVEL SECURITY unless a policy lets them through (measured on 12 "
    "to 18), so a backfill would pass over them in silence. All sessions of a run set row_security = off, which makes "
    "this an error.",
)
POOLED = Code(
    code="EXE010",
    name="transaction-pooling",
    summary="The address leads to a pooler that gives each transaction another server connection.",
    why="The advisory lock, settings and concurrent builds need one server connection for the whole run.",
)
DATA_IN_THE_WAY = Code(
    code="EXE011",
    name="data-in-the-way",
    summary="Rows that are there do not fit what a statement wants of them.",
    why="The probe of the statement finds them before it runs.",
)
NO_WAY_BACK = Code(
    code="EXE012",
    name="nothing-leads-back",
    summary="Nothing leads back from a plan.",
    why="The way back is made with the plan and stored beside it. Where something is gone for good there is none, and "
    "a contract that was begun is finished first, so that what it has kept can be brought back.",
)
STANDBY = Code(
    code="EXE013",
    name="standby",
    summary="The address leads to a standby.",
    why="A standby repeats what its primary does and takes no changes of its own (manual, Hot Standby).",
)

ALL = (
    OTHER_RUN,
    LOCK_NOT_OBTAINED,
    CONNECTION_LOST,
    BUILD_GIVEN_UP,
    FENCED_OFF,
    STANDBY_BEHIND,
    NOT_ON_THE_SERVER,
    STEP_FAILED,
    CHANGED_MEANWHILE,
    SOMEBODY_ELSES,
    NOT_VERIFIED,
    FOREIGN_JOURNAL,
    UNFINISHED_RUN,
    NOTHING_TO_RESUME,
    MISSING_PRIVILEGE,
    ROWS_HIDDEN,
    POOLED,
    DATA_IN_THE_WAY,
    NO_WAY_BACK,
    STANDBY,
)
