"""From what was read to a plan with everything that is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from wesley.cli.plan_sources.sides import Sides
    from wesley.cli.plan_sources.source import Source
    from wesley.plan.document import Document


class Choice(Struct, frozen=True, kw_only=True):
    """What the command line chooses of a plan, by the names of its options; `namespaces` are those of `--schema`."""

    namespaces: tuple[str, ...] = ()
    contract: bool = False
    allow_drop: tuple[str, ...] = ()
    soft_drop: bool = False
    keep_data: bool = False


def document_of(sides: Sides, choice: Choice) -> Document:
    """The plan from one side to the other.

    Raises:
        WesleyError: no plan leads there, or it would lose what nobody has allowed.
        UsageError: a name of the choice fits nothing.
    """
    from wesley.cli.plan_sources.compared import compared
    from wesley.plan.document import Document, way_back
    from wesley.plan.kept import Keeping
    from wesley.plan.left_behind import refuse_left_behind
    from wesley.plan.make import make_plan
    from wesley.plan.report.report import report
    from wesley.plan.unmanaged import refuse_unmanaged, title
    from wesley.problems.problem import WesleyError

    both = compared(sides, choice.namespaces)
    if both.missing:
        raise WesleyError(*both.missing)
    plan = make_plan(
        both.old,
        both.new,
        server=sides.version,
        contract=choice.contract,
        allow_drop=choice.allow_drop,
        keeping=Keeping(soft_drop=choice.soft_drop, keep_data=choice.keep_data),
    )
    refuse_unmanaged(plan, sides.old.unmanaged)
    refuse_left_behind(plan)
    left_alone = (*both.ignored, *(title(one) for one in sides.old.unmanaged))
    return Document(
        plan=plan,
        report=report(plan, (both.old.api, both.new.api), sides.old.sizes, sides.old.rates),
        undo=way_back(plan, sides.old.sizes, sides.old.rates),
        source=sides.old.label,
        target=sides.new.label,
        unmanaged=left_alone,
        undecided=both.undecided,
        unplanned=tuple(name for one in sides.new.unmanaged if (name := title(one)) not in left_alone),
    )


def purge_of(source: Source, version: int, allow_drop: tuple[str, ...]) -> Document:
    """The plan that lets go for good what plans have kept.

    Args:
        source: the schema that is there.
        version: major version of the server.
        allow_drop: what may go.

    Raises:
        WesleyError: something would go that is not named.
        UsageError: a name fits nothing.
    """
    from wesley.plan.document import Document, Undo
    from wesley.plan.purge import NO_WAY_BACK, purge
    from wesley.plan.report.report import report
    from wesley.plan.unmanaged import refuse_unmanaged, title

    plan = purge(source.schema, server=version, allow_drop=allow_drop)
    refuse_unmanaged(plan, source.unmanaged)
    return Document(
        plan=plan,
        report=report(plan, (), source.sizes, source.rates),
        undo=Undo(reason=NO_WAY_BACK),
        source=source.label,
        target="a schema in which nothing is kept",
        settled=f"nothing is kept in {source.label}",
        unmanaged=tuple(title(one) for one in source.unmanaged),
    )
