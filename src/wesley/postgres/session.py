"""One connection to a server: statements in, rows out, refusals as problems."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from socket import SHUT_RDWR, socket
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from wesley.postgres.address import parameters, shown, without_secrets
from wesley.postgres.codes import NOT_REACHED, STATEMENT_FAILED
from wesley.postgres.patience import unless_done
from wesley.problems.problem import Problem, ServerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from psycopg import Connection, Cursor, Error
    from psycopg.rows import TupleRow

CONNECT_SECONDS = 10
# For whoever only looks: no query on a catalog takes so long.
ANSWER_SECONDS = 90.0
# Routers forget connections that are idle for minutes, as the one is that holds a lock for as long as a run takes; and
# a server that is gone is missed after a minute and a half: by keepalives while nothing is sent, else by what it has
# not acknowledged, in milliseconds (manual, 34.1.2).
_KEPT_ALIVE = {
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "6",
    "tcp_user_timeout": "90000",
}
# SQLSTATE of a connection that broke (PostgreSQL manual, appendix A, class 08).
CONNECTION_FAILURE = "08006"
# The connection broke, or an administrator or the end of the server ended it (the same appendix).
_LOST = (CONNECTION_FAILURE, "57P01", "57P02")
_LOST_HELP = "the connection is lost: see that the server is there, then do it again"


class Refusal(Struct, frozen=True, kw_only=True):
    """What PostgreSQL said when it refused a statement.

    Args:
        sqlstate: the five characters of the error code (PostgreSQL manual, appendix A).
        message: the primary message.
        detail: its detail, or nothing.
        hint: its hint, or nothing.
        context: where in the server's own code, such as a function's line, or nothing.
        position: the place in the statement, in characters from 1; 0 when unknown.
    """

    sqlstate: str
    message: str
    detail: str = ""
    hint: str = ""
    context: str = ""
    position: int = 0

    def help(self) -> str:
        """Detail, hint and context as lines."""
        parts = (("detail", self.detail), ("hint", self.hint), ("context", self.context))
        return "\n".join(f"{name}: {text}" for name, text in parts if text)


class StatementError(ServerError):
    """PostgreSQL refused a statement.

    Args:
        problem: the refusal in words.
        refusal: the refusal in parts.
    """

    def __init__(self, problem: Problem, refusal: Refusal) -> None:
        super().__init__(problem)
        self.refusal = refusal


class Session:
    """An open connection in autocommit: each statement is its own transaction unless BEGIN was run.

    Args:
        connection: the driver's connection.
        conninfo: what it was opened with; its secrets are kept out of messages.
        patience: how many seconds an answer may take before the connection is given up; None for any.
    """

    def __init__(self, connection: Connection[TupleRow], conninfo: str, patience: float | None = None) -> None:
        self._connection = connection
        self._conninfo = conninfo
        self._patience = patience
        self._given_up = False
        self._prepared: dict[str, str] = {}

    @property
    def version(self) -> int:
        """The server's version as one number: 150018 is 15.18 (`server_version_num`)."""
        return self._connection.info.server_version

    @property
    def pid(self) -> int:
        """The process that the server named when the connection began; a pooler names another one than the server."""
        return self._connection.info.backend_pid

    @property
    def place(self) -> tuple[str, str, str, str]:
        """Host, port, database and role, as libpq has found them from what was stated and from its defaults."""
        info = self._connection.info
        return info.host, str(info.port), info.dbname, info.user

    @property
    def broken(self) -> bool:
        """True when the connection is lost or closed."""
        return self._connection.closed

    @property
    def in_transaction(self) -> bool:
        """True when BEGIN was run and neither COMMIT nor ROLLBACK after it."""
        from psycopg.pq import TransactionStatus

        return self._connection.info.transaction_status is not TransactionStatus.IDLE

    def run(self, sql: str, values: Sequence[object] = ()) -> None:
        """Run a statement (or, without values, several) for its effect.

        Args:
            sql: the statement; `%s` stands for a value when there are values.
            values: one for each `%s`.

        Raises:
            StatementError: the server refused it; with several, those before had their effect.
        """
        self._execute(sql, values).close()

    def rows(self, sql: str, values: Sequence[object] = (), *, prepare: bool = False) -> list[tuple[Any, ...]]:
        """Run a query and give its rows.

        Args:
            sql: the query; `%s` stands for a value when there are values.
            values: one for each `%s`.
            prepare: True for a query that comes again and again: the server plans it once for the session. The types
                of its values have to follow from the query.

        Raises:
            StatementError: the server refused it.
        """
        cursor = self._execute(sql, values, prepare=prepare)
        with cursor:
            # Not cursor.description: rows may have no columns.
            return cursor.fetchall() if cursor.rownumber is not None else []

    def change(self, sql: str, values: Sequence[object] = (), *, prepare: bool = False) -> int:
        """Run a statement that changes rows and give their number.

        Args:
            sql: the statement; `%s` stands for a value when there are values.
            values: one for each `%s`.
            prepare: as for `rows`.

        Raises:
            StatementError: the server refused it.
        """
        with self._execute(sql, values, prepare=prepare) as cursor:
            return max(cursor.rowcount, 0)

    def copy_in(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run COPY ... FROM STDIN, one row after the other.

        Args:
            sql: the statement.
            rows: the values of each row; they are read as they are sent.

        Raises:
            StatementError: the server refused it.
        """
        from psycopg import Error

        try:
            with self._connection.cursor() as cursor, cursor.copy(sql.encode()) as copy:
                for row in rows:
                    copy.write_row(row)
        except Error as error:
            raise _statement_error(error, self._conninfo) from None

    def texts(self, sql: str) -> list[tuple[str | None, ...]]:
        """Run one statement and give its rows as the server prints them, as `psql -tA` does; none where it has none.

        Raises:
            StatementError: the server refused it.
        """
        cursor = self._execute(sql, ())
        with cursor:
            result = cursor.pgresult
            if result is None:
                return []
            columns = range(result.nfields)
            return [tuple(_text(result.get_value(row, column)) for column in columns) for row in range(result.ntuples)]

    def cancel(self) -> None:
        """Ask the server to end the statement that runs; may be called from another thread.

        Nothing happens when none runs. The statement then fails with SQLSTATE 57014.
        """
        from psycopg import Error

        # A request that does not get through leaves the statement running: whoever asked sees that it has not ended.
        with suppress(Error):
            self._connection.cancel()

    def give_up(self) -> None:
        """End the connection without a word to the server; may be called from another thread.

        Whoever waits for an answer gets the error of a lost connection, also where the server is frozen or cut off.
        """
        from psycopg import Error

        self._given_up = True
        with suppress(Error, OSError), closing(socket(fileno=os.dup(self._connection.fileno()))) as shared:
            shared.shutdown(SHUT_RDWR)

    def close(self) -> None:
        """End the connection; a transaction that is open is rolled back by the server."""
        self._connection.close()

    def _execute(self, sql: str, values: Sequence[object], *, prepare: bool = False) -> Cursor[TupleRow]:
        from psycopg import ClientCursor, Error

        try:
            # Bytes: the driver takes a str only where it is a literal of the program.
            with self._waiting():
                if prepare:
                    return ClientCursor(self._connection).execute(self._as_prepared(sql).encode(), values or None)
                return self._connection.execute(sql.encode(), values or None)
        except Error as error:
            if self._given_up:
                raise _no_answer() from None
            raise _statement_error(error, self._conninfo) from None

    def _waiting(self) -> AbstractContextManager[None]:
        """No timeout of the server's can end this: it is the server that does not answer."""
        return nullcontext() if self._patience is None else unless_done(self._patience, self.give_up)

    def _as_prepared(self, sql: str) -> str:
        """The EXECUTE of a query, which is prepared when it comes for the first time.

        The driver's own prepared statements would not do: it lets go of all of them after each ALTER and DROP.
        """
        first, *others = sql.split("%s")
        if sql not in self._prepared:
            name = f"wesley_{len(self._prepared)}"
            query = first + "".join(f"${number}{text}" for number, text in enumerate(others, start=1))
            self._connection.execute(f"PREPARE {name} AS {query}".encode())
            self._prepared[sql] = name
        places = ", ".join("%s" for _ in others)
        return f"EXECUTE {self._prepared[sql]}({places})" if others else f"EXECUTE {self._prepared[sql]}"


@contextmanager
def session(conninfo: str, patience: float | None = None) -> Iterator[Session]:
    """A session that ends with the `with` block.

    Args:
        conninfo: any form that libpq accepts: a URL, `key=value` pairs, or nothing.
        patience: as for `Session`.

    Raises:
        ServerError: the address is none, or no connection can be made; no password is in the message.
    """
    opened = Session(_connect(conninfo), conninfo, patience)
    try:
        yield opened
    finally:
        opened.close()


def open_session(conninfo: str, application: str = "") -> Session:
    """A session that lasts until it is closed.

    Args:
        conninfo: as for `session`.
        application: its `application_name`; empty for what the connection string says, else `wesley`.

    Raises:
        ServerError: as for `session`.
    """
    return Session(_connect(conninfo, application), conninfo)


def _connect(conninfo: str, application: str = "") -> Connection[TupleRow]:
    import psycopg

    stated: dict[str, Any] = {"connect_timeout": str(CONNECT_SECONDS), "application_name": "wesley", **_KEPT_ALIVE}
    stated |= parameters(conninfo)
    stated |= {"client_encoding": "UTF8"}
    if application:
        stated |= {"application_name": application}
    try:
        return psycopg.connect(autocommit=True, prepare_threshold=None, **stated)
    except psycopg.Error as error:
        raise ServerError(_not_reached(error, conninfo)) from None


def _not_reached(error: Error, conninfo: str) -> Problem:
    return Problem(
        code=NOT_REACHED,
        message=f"no connection to {shown(conninfo)}: {without_secrets(' '.join(str(error).split()), conninfo)}",
        help="check address, user, password, that the server runs, and that it has a connection left",
    )


def _no_answer() -> StatementError:
    message = "the server gave no answer for so long that the connection was given up"
    refusal = Refusal(sqlstate=CONNECTION_FAILURE, message=message)
    help_text = "see whether the server is frozen, overloaded or cut off"
    return StatementError(Problem(code=STATEMENT_FAILED, message=f"{message} (08006)", help=help_text), refusal)


def _statement_error(error: Error, conninfo: str) -> StatementError:
    said = error.diag
    refusal = Refusal(
        sqlstate=said.sqlstate or CONNECTION_FAILURE,
        message=without_secrets(said.message_primary or " ".join(str(error).split()), conninfo),
        detail=said.message_detail or "",
        hint=said.message_hint or "",
        context=said.context or "",
        position=int(said.statement_position or 0),
    )
    return StatementError(problem_of(refusal), refusal)


def problem_of(refusal: Refusal) -> Problem:
    """A refusal as a problem, without a place."""
    help_text = refusal.help() or (_LOST_HELP if refusal.sqlstate in _LOST else "")
    return Problem(code=STATEMENT_FAILED, message=f"{refusal.message} ({refusal.sqlstate})", help=help_text)


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode()
