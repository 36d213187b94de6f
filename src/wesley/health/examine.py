"""All checks, one after the other."""

from __future__ import annotations

from wesley.health import DATABASE, ENVIRONMENT
from wesley.health.check import Result, Status
from wesley.health.look import look, look_at, passed_over
from wesley.health.machine import Machine
from wesley.health.server import Server
from wesley.observe.events import Emit
from wesley.observe.looking import HealthLooked


def examine_machine(machine: Machine, emit: Emit) -> tuple[Result, ...]:
    """Make the checks that need no server.

    Args:
        machine: the tool's own environment.
        emit: is told what each finds.
    """
    return tuple(look(check, machine, emit) for check in ENVIRONMENT)


def examine_database(server: Server, emit: Emit) -> tuple[Result, ...]:
    """Make the checks of a database; it and everybody in it are left as they are.

    Args:
        server: the database.
        emit: is told what each finds.
    """
    return tuple(look_at(check, server, emit) for check in DATABASE)


def unreachable(reason: str, help_text: str, emit: Emit) -> tuple[Result, ...]:
    """The checks of a database that cannot be reached.

    Args:
        reason: why not.
        help_text: the way out.
        emit: is told so.
    """
    first, *others = DATABASE
    return (
        passed_over(first, reason, emit, Status.ERROR, help_text),
        *(passed_over(check, "there is no connection", emit) for check in others),
    )


def looked(results: tuple[Result, ...], database: str, seconds: float) -> HealthLooked:
    """That all checks are made, as an event.

    Args:
        results: what they found.
        database: host, port and name, without secrets; empty for the environment alone.
        seconds: how long they took.
    """
    return HealthLooked(
        database=database,
        passed=count(results, Status.OK),
        warnings=count(results, Status.WARNING),
        errors=count(results, Status.ERROR),
        skipped=count(results, Status.SKIPPED),
        seconds=seconds,
    )


def count(results: tuple[Result, ...], status: Status) -> int:
    """How many ended so."""
    return sum(result.finding.status is status for result in results)
