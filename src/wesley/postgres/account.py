"""As whom the programs of a throw-away server run: PostgreSQL refuses to run as root."""

from __future__ import annotations

import os
import pwd
import subprocess

from msgspec import Struct

from wesley.postgres.codes import NOT_STARTED
from wesley.problems.problem import Problem, ServerError

TRIAL_SECONDS = 10


class Account(Struct, frozen=True):
    """How to start a program so that it does not run as root.

    Args:
        wrapper: the command to put before the program's own; empty where none is needed.
        uid: the user to become; None to stay.
        gid: the group to become; None to stay.
    """

    wrapper: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None


def account() -> Account:
    """The caller's own account, or for root a stand-in.

    In a user namespace root keeps reading its own files while the program sees another user, so that is tried first;
    where the kernel or a container forbids namespaces, the program becomes `nobody`.

    Raises:
        ServerError: the caller is root and the machine has no user `nobody`.
    """
    if os.geteuid() != 0:
        return Account()
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise ServerError(_nobody_missing()) from None
    wrapper = ("unshare", "--user", f"--map-user={nobody.pw_uid}", "--")
    return Account(wrapper) if _works(wrapper) else Account((), nobody.pw_uid, nobody.pw_gid)


def _works(wrapper: tuple[str, ...]) -> bool:
    try:
        trial = subprocess.run([*wrapper, "true"], capture_output=True, timeout=TRIAL_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    return trial.returncode == 0


def _nobody_missing() -> Problem:
    return Problem(
        code=NOT_STARTED,
        message="PostgreSQL does not run as root, and there is no user `nobody` to run it as",
        help="run this as an ordinary user, or name a running server with --database-url",
    )
