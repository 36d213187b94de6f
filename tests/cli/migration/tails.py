"""What is said of failures, word for word, with what differs from run to run replaced."""

from __future__ import annotations

REFUSED = """\
error[EXE001]: Add column note to public.orders: of ann@example.com (P0001)
  = help: statement 1: ALTER TABLE public.orders ADD COLUMN note text;
  kind   execution: the plan met something that it cannot go past
  done   nothing yet
  not    segment 1, transaction: Add column note to public.orders, and 2 more
  now    the database is as it was; only the journal knows of the plan
  next   wesley migrate --resume
         wesley rollback  to lead back instead
"""

DISK_FULL = """\
error[EXE001]: Create index users_email_idx on public.users: of ann@example.com (53100)
  = help: detail: Key (email)=(ann@example.com)
          context: PL/pgSQL function stop_it() line 2 at RAISE
          the server's disk is full: free or add space on the server
          statement 3: CREATE INDEX CONCURRENTLY users_email_idx ON public.users USING btree (email);
  kind   resource: nothing is wrong with the plan; later it may work
  done   2 of 3 segments (2 of 3 statements); they are committed
  not    segment 3, concurrent: Create index users_email_idx on public.users
  now    the database is between two schemas; applications go on as before;
         whoever migrates next takes up or cleans what is half-made
  next   wesley migrate --resume
         wesley rollback  to lead back instead
"""

NO_ROOM = """\
error[PG004]: the journal cannot be made: of ann@example.com (53200)
  = help: the server is out of memory or of places in its lock table: raise max_locks_per_transaction, or run \
when it is quieter
  kind   resource: nothing is wrong with the plan; later it may work
  done   nothing by this command
  not    all that it was asked for
  now    the database is as it was before
  next   wesley migrate --allow-drop users.age
"""

LOCKED = """\
error[RES002]: no lock on public.orders: it is held by process N of postgres (wesley), N s: SELECT FROM orders \
WHERE total <> $1
  = help: nothing of this segment has happened; end what holds it and run `wesley migrate --resume`, or resume \
with --kill-blockers-after 30s
  kind   resource: nothing is wrong with the plan; later it may work
  done   nothing yet
  not    segment 1, transaction: Add column note to public.orders, and 2 more
  now    the database is as it was; only the journal knows of the plan
  next   wesley migrate --resume
         wesley rollback  to lead back instead
"""

UNFINISHED = """\
error[EXE006]: plan 1-DIGEST was begun at TIME and not finished
  = help: `wesley migrate --resume` goes on with it, `wesley rollback` leads back from what it has done
  kind   validation: what was asked for does not fit what is there
  done   nothing by this command
  not    all that it was asked for
  now    the database is as it was before
  next   wesley migrate --resume
"""

CHANGED = """\
error[EXE002]: somebody else has changed public.orders: columns
  = help: nothing of this segment has happened; take the change back and run `wesley migrate --resume`, with \
--accept-changes to go on with it as it is, or `wesley rollback` and plan again
  kind   execution: the plan met something that it cannot go past
  done   nothing yet
  not    segment 1, transaction: Add column note to public.orders, and 2 more
  now    the database is as it was; only the journal knows of the plan
  next   wesley migrate --resume
         wesley rollback  to lead back instead
"""

NOT_VERIFIED = """\
error[EXE004]: the database is not what the plan leads to, as if somebody did: Create table public.extra
  = help: every statement of the plan was run and is in the journal, so somebody else has changed something \
meanwhile; take that back and run `wesley migrate --resume`, which looks again, or with --accept-changes to \
leave it as it is
  kind   execution: the plan met something that it cannot go past
  done   3 of 3 segments (3 of 3 statements); they are committed
  not    the check at the end that the catalog is what the plan leads to
  now    every statement of the plan is committed
  next   wesley migrate --resume
         wesley rollback  to lead back instead
"""

ROWS = """\
error[EXE011]: statement 1, Create index users_email_key on public.users: there are values that more than one \
row has, which users_email_key does not allow
  = help: find them with
          SELECT email, count(*) AS rows FROM public.users WHERE email IS NOT NULL GROUP BY email HAVING \
count(*) > 1 LIMIT 5;
          then run the command again

error[EXE011]: statement 4, Validate check orders_total_range_check of public.orders: there are rows that \
orders_total_range_check does not allow
  = help: find them with
          SELECT * FROM public.orders WHERE NOT total >= 10 LIMIT 5;
          then run the command again
  kind   validation: what was asked for does not fit what is there
  done   nothing by this command
  not    all that it was asked for
  now    the database is as it was before
  next   wesley migrate --to schema
"""

NO_CONNECTION = """\
error[PG003]: no connection to host=HOST port=5432 dbname=APP user=few: connection failed: connection to server \
on socket "HOST/.s.PGSQL.5432" failed: FATAL: too many connections for role "few"
  = help: check address, user, password, that the server runs, and that it has a connection left
  kind   resource: nothing is wrong with the plan; later it may work
  done   nothing by this command
  not    all that it was asked for
  now    the database is as it was before
  next   wesley status --database-url URL
"""

FOREIGN = """\
error[EXE005]: the database has a schema `wesley` that is not Wesley's
  = help: rename it: the name is reserved
  kind   validation: what was asked for does not fit what is there
  done   nothing by this command
  not    all that it was asked for
  now    the database is as it was before
  next   wesley migrate --allow-drop users.age
"""

SYNTAX = """\
error[E001]: Expected Name, found <EOF>
  ┌─ schema/app.graphql:1:9
1 │ type X {
  │         ^
  = help: a `{` is not closed
  kind   parse: something that was given cannot be read
  done   nothing by this command
  not    all that it was asked for
  now    the database is as it was before
  next   wesley migrate
"""

GONE = """\
error[RES003]: the connection was lost and cannot be made again: no connection to host=HOST port=5432 \
dbname=APP user=postgres: connection failed: connection to server on socket "HOST/.s.PGSQL.5432" failed: FATAL: \
database "APP" is not currently accepting connections
  = help: what was committed is in the journal; when the server is back, run `wesley migrate --resume`
  kind   resource: nothing is wrong with the plan; later it may work
  done   what the journal in the database has; it cannot be asked right now
  now    the server rolls back what was not committed
  next   wesley migrate --resume  when the server is back
         wesley status  to see how things stand
"""

CHANGED_MEANWHILE = (
    "done what the journal in the database had: the journal was changed by hand: a row of it cannot be read "
    "now the server rolls back what was not committed; restore the schema `wesley` from a backup; where no plan is "
    "unfinished, it can be dropped instead, and with it what leads back from the plans before "
    "next wesley status when the journal is as it was"
)
