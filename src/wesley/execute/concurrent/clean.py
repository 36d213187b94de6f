"""Take away what a concurrent build has left half-made."""

from __future__ import annotations

from wesley.execute.concurrent.run_watched import run_looking
from wesley.execute.concurrent.watch import Watched
from wesley.execute.run import Run
from wesley.observe.events import CleanedUp
from wesley.plan.plan import Step
from wesley.sql.outside import BuildIndex, remove
from wesley.sql.text import qualified


def clean(run: Run, step: Step, build: BuildIndex, patience: float) -> None:
    """Drop an invalid index that is this plan's own.

    Args:
        run: the run; its worker is outside any transaction.
        step: the statement that has left it.
        build: what it builds.
        patience: for how many seconds to wait for the same others.

    Raises:
        StatementError: the server refused it.
        GivenUpError: it stood in somebody's way, or somebody in its own; `clean` can be called again.
    """
    name = qualified(build.schema, build.name)
    watched = Watched(
        number=step.number,
        title=f"Drop the invalid index {name}",
        relations=(f"{build.schema}.{build.table}",),
        patience=patience,
    )
    run_looking(run, watched, remove(build.schema, build.name))
    run.emit(CleanedUp(number=step.number, what=f"the invalid index {name}"))
