"""However many directives speak, a role has one permissive policy for a command, and nothing of them is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from wesley.config.settings import Settings
from wesley.ir.origin import NOWHERE
from wesley.ir.policy import PolicyCommand
from wesley.sdl.draft import Draft
from wesley.sdl.language.document import Document
from wesley.sdl.security.policy_cells import Cell, cells_of
from wesley.sdl.security.policy_names import named
from wesley.sdl.security.requests import COMMANDS, Part
from wesley.sql.expression import Context, parse_expression

CONDITIONS = ("a IS NULL", "b IS NULL", "c = 1", "d AND e")
ROLES = ("app_user", "admin", "public", "Odd Role")


def part(command: PolicyCommand, condition: str, roles: set[str]) -> Part:
    expression = parse_expression(condition, Context.POLICY)
    return Part(
        command=command,
        roles=tuple(sorted(roles)),
        using=None if command is PolicyCommand.INSERT else expression,
        check=expression if command in (PolicyCommand.INSERT, PolicyCommand.UPDATE) else None,
        label="",
        origin=NOWHERE,
    )


parts = st.lists(
    st.builds(
        part,
        st.sampled_from(COMMANDS),
        st.sampled_from(CONDITIONS),
        st.sets(st.sampled_from(ROLES), min_size=1),
    ),
    max_size=12,
)


def commands(cell: Cell) -> tuple[PolicyCommand, ...]:
    return COMMANDS if cell.command is PolicyCommand.ALL else (cell.command,)


def said(parts: list[Part], role: str, command: PolicyCommand) -> set[str]:
    """The conditions that a role has for a command, its own and everybody's."""
    own = [one for one in parts if one.command is command and {role, "public"} & set(one.roles)]
    return {(one.using or one.check).sql for one in own if one.using or one.check}  # type: ignore[union-attr]


def meant(cells: list[Cell], role: str, command: PolicyCommand) -> set[str]:
    own = [cell for cell in cells if command in commands(cell) and {role, "public"} & set(cell.roles)]
    found: set[str] = set()
    for cell in own:
        condition = cell.check if command is PolicyCommand.INSERT else cell.using
        assert condition is not None
        found.update(text for text in CONDITIONS if text in condition.sql)
    return found


@settings(deadline=None)
@given(parts)
def test_one_policy_for_each_command_and_role(parts: list[Part]) -> None:
    draft = Draft(Document(), Settings(), {})
    cells = cells_of(draft, "t", parts)
    assert not draft.problems
    for role in ROLES:
        for command in COMMANDS:
            assert len([cell for cell in cells if command in commands(cell) and role in cell.roles]) <= 1
            assert meant(cells, role, command) == said(parts, role, command)


@settings(deadline=None)
@given(parts, parts)
def test_names_are_different_and_do_not_depend_on_the_order_of_roles(permissive: list[Part], limit: list[Part]) -> None:
    draft = Draft(Document(), Settings(), {})
    policies = named("t", cells_of(draft, "t", permissive), cells_of(draft, "t", limit), "app_user")
    names = [policy.name for policy in policies]
    assert len(set(names)) == len(names)
    assert all(len(name.encode()) <= 63 for name in names)


def test_conditions_that_are_too_deep_together_are_refused() -> None:
    def nested(column: str) -> str:
        return "abs(" * 26 + column + ")" * 26 + " = 1"

    draft = Draft(Document(), Settings(), {})
    cells_of(draft, "t", [part(PolicyCommand.SELECT, nested(column), {"app_user"}) for column in "ab"])
    [problem] = draft.problems
    assert problem.code.code == "E401"
    assert problem.help.startswith("several @rls are for one command and role")
