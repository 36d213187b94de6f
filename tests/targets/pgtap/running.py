"""Run generated files on a real server, with real pgTAP, after breaking something."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.support.databases import empty_database
from tests.support.servers import real_pgtap
from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.run_tests import run_file
from wesley.postgres.session import session
from wesley.postgres.tap import TapFile
from wesley.targets.pgtap import TARGET


@contextmanager
def loaded(server: EmbeddedServer, sql: str, home: str = "tap") -> Iterator[str]:
    """The connection string of a fresh database with pgTAP in a schema of its own and a schema loaded."""
    with empty_database(server.conninfo()) as conninfo:
        with session(conninfo) as connection:
            connection.run(f"CREATE SCHEMA {home}; SET search_path = {home}; " + real_pgtap())
            connection.run("RESET search_path; " + sql)
        yield conninfo


def files_of(schema: Schema) -> dict[str, str]:
    return TARGET.emit(schema, Settings())


def broken_by(text: str, mutation: str) -> str:
    """A file that breaks something at the start of its own transaction."""
    return text.replace("\nBEGIN;\n", f"\nBEGIN;\n{mutation};\n", 1)


def run(conninfo: str, text: str, mutation: str = "") -> TapFile:
    return run_file(conninfo, "test.sql", broken_by(text, mutation) if mutation else text)


def failures(result: TapFile) -> list[str]:
    """What failed, in words."""
    failed = [f"{test.description}: {' '.join(test.diagnostics)}" for test in result.results if not test.passed]
    return [*result.faults, *failed]
