"""The checks of `wesley doctor` on this machine and on a database."""

from __future__ import annotations

import os
import shutil
import time
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from wesley.cli.environment import database_url
from wesley.cli.health.machine import Project, machine_of, schema_for
from wesley.cli.migration.named_again import named_again
from wesley.cli.migration.site import whereabouts
from wesley.cli.migration.target import Target, target
from wesley.health.check import Result
from wesley.health.examine import examine_database, examine_machine, looked, unreachable
from wesley.health.server import Server
from wesley.postgres.address import shown
from wesley.postgres.session import ANSWER_SECONDS, Session, session
from wesley.problems.problem import ServerError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wesley.cli.options import Options
    from wesley.observe.events import Emit


class Looked(Struct, frozen=True, kw_only=True):
    """What was found.

    Args:
        machine, server: by the checks of the environment and of the database.
        label: the database for people; empty where none was named.
        place: host, port, name and user of it; None where there is none or it cannot be reached.
    """

    machine: tuple[Result, ...]
    server: tuple[Result, ...] = ()
    label: str = ""
    place: dict[str, str] | None = None

    @property
    def results(self) -> tuple[Result, ...]:
        """All of them."""
        return (*self.machine, *self.server)


def named(options: Options, given: dict[str, Any], project: Project) -> Target | None:
    """The database that is named; None for none.

    Raises:
        UsageError: it is named twice, or in a way that means nothing.
    """
    if given["env"] and project.fault is not None:
        raise project.fault
    loaded = project.loaded
    is_named = given["env"] and given["database_url"] is not None
    if not is_named and database_url(given["database_url"], given["env"], loaded.configuration, os.environ) is None:
        return None
    return target(options, given, loaded)


def examine(project: Project, where: Target | None, emit: Emit) -> Looked:
    """Make all checks.

    Args:
        project: the project.
        where: the database; None for the environment alone.
        emit: is told what each finds.
    """
    began = time.monotonic()
    machine = examine_machine(machine_of(project), emit)
    found = Looked(machine=machine) if where is None else _with_database(machine, project, where, emit)
    emit(looked(found.results, found.label, time.monotonic() - began))
    if where is None:
        return found
    return replace(found, server=tuple(_named_again(one, where, project.paths) for one in found.server))


def _named_again(result: Result, where: Target, paths: Sequence[str]) -> Result:
    """What to do about it, with the commands as they are to be typed."""
    return replace(result, finding=replace(result.finding, do=named_again(result.finding.do, where.words, paths)))


def _with_database(machine: tuple[Result, ...], project: Project, where: Target, emit: Emit) -> Looked:
    try:
        with session(where.conninfo, ANSWER_SECONDS) as looking:
            host, port, dbname, user = looking.place
            return Looked(
                machine=machine,
                server=examine_database(server_of(project, looking, where.conninfo), emit),
                label=whereabouts(host, port, dbname),
                place={"host": host, "port": port, "name": dbname, "user": user},
            )
    except ServerError as failure:
        problem = failure.problems[0]
        results = unreachable(problem.message, problem.help, emit)
        return Looked(machine=machine, server=results, label=shown(where.conninfo))


def server_of(project: Project, looking: Session, conninfo: str) -> Server:
    """The database with what is known of it here.

    Args:
        project: the project.
        looking: a session in it.
        conninfo: its address.
    """
    schema, reason = schema_for(project, looking.version // 10000)
    return Server(
        session=looking,
        conninfo=conninfo,
        project=schema,
        no_project=reason,
        ignore=project.loaded.settings.postgres.ignore,
        free_bytes=_free(looking),
    )


def _free(looking: Session) -> int | None:
    """Room beside the cluster, where it is on this machine: a local socket leads nowhere else."""
    if not looking.place[0].startswith("/"):
        return None
    rows = looking.rows("SELECT setting FROM pg_settings WHERE name = 'data_directory'")
    try:
        return shutil.disk_usage(str(rows[0][0])).free if rows and rows[0][0] else None
    except OSError:
        return None
