"""Two schemas, object by object: equal schemas have no findings, and every difference has one."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from tests.changes.case import Case, cases
from tests.sdl.harness import compiled
from tests.support.schemas.pairs import pairs
from wesley.cli.drift.answer import headline
from wesley.drift.compare import compare
from wesley.drift.finding import Finding, Kind, worst
from wesley.ir.schema import Schema

_LAWS = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def found(live: str, wanted: str) -> list[str]:
    """What is found where SDL says what the database holds and what it should hold."""
    findings = compare(compiled(live).physical, compiled(wanted).physical)
    return [f"{one.severity} {headline(one)}" for one in findings]


def table(fields: str = "", head: str = "") -> str:
    """A table with these fields beside its key."""
    return f"enum Size {{ S M }}\ntype User @table {head} {{ id: ID! @primaryKey\n size: Size\n {fields} }}"


@_LAWS
@given(pairs())
def test_there_are_findings_exactly_where_schemas_differ(pair: tuple[Schema, Schema]) -> None:
    old, new = pair[0].physical, pair[1].physical
    assert compare(old, old) == ()
    findings = compare(old, new)
    assert bool(findings) == (old != new)
    assert len({(one.kind, one.subject, one.differs) for one in findings}) == len(findings)


@_LAWS
@given(pairs())
def test_what_is_missing_from_one_side_is_extra_from_the_other(pair: tuple[Schema, Schema]) -> None:
    def of(kind: Kind, findings: tuple[Finding, ...]) -> set[object]:
        return {one.subject for one in findings if one.kind is kind}

    there = compare(pair[0].physical, pair[1].physical)
    back = compare(pair[1].physical, pair[0].physical)
    assert of(Kind.MISSING, there) == of(Kind.EXTRA, back)


@pytest.mark.parametrize("case", [one for one in cases() if not one.needs_server], ids=lambda case: case.name)
def test_every_kind_of_change_is_found_when_somebody_else_has_made_it(case: Case) -> None:
    before, after = case.before().physical, case.after().physical
    assert bool(compare(after, before)) == (before != after)


@pytest.mark.parametrize(
    ("live", "wanted", "told"),
    [
        ("", "type A @table { id: ID! @primaryKey }", "error table public.as is missing"),
        ("age: Int", "", "warning column public.users.age is extra"),
        ("age: Int!", "", "error column public.users.age is extra"),
        ("", "age: Int", "error column public.users.age is missing"),
        ("age: BigInt", "age: Int", "error column public.users.age: type differs"),
        ("age: Int", "age: Int!", "error column public.users.age: nullable differs"),
        ("age: Int @default(value: 1)", "age: Int", "warning column public.users.age: default differs"),
        ('"Years." age: Int', "age: Int", "info comment on public.users.age is extra"),
        ("age: Int", "age: Int @index", "warning index public.users.users_age_idx is missing"),
        ("age: Int", 'age: Int @unique(where: "age > 1")', "error index public.users.users_age_key is missing"),
        ("age: Int @unique", "age: Int", "warning unique constraint public.users.users_age_key is extra"),
        (
            'age: Int @unique(name: "one")',
            "age: Int @unique",
            "info unique constraint public.users.users_age_key: name differs",
        ),
        (
            "age: Int",
            'age: Int @check(expr: "age > 1")',
            "error check constraint public.users.users_age_check is missing",
        ),
    ],
)
def test_how_much_a_difference_matters_follows_from_what_it_breaks(live: str, wanted: str, told: str) -> None:
    if wanted.startswith("type"):
        assert told in found(table(), table() + wanted)
    else:
        assert told in found(table(live), table(wanted))


def test_what_decides_who_sees_which_rows_matters_most() -> None:
    secured = table(head='@rls(select: "true")')
    assert found(table(), secured) == [
        "error policy public.users.users_select is missing",
        "error privilege of app_user on public.users is missing",
        "error row security public.users: row security, force row security differ",
    ]
    assert "error policy public.users.users_select is extra" in found(secured, table())


def test_values_of_an_enum_are_told_one_by_one() -> None:
    one, other = table(), table().replace("S M", "M L S")
    assert found(one, other) == ["error enum value public.size.L is missing", "warning enum public.size: order differs"]


def test_the_place_is_where_the_schema_says_it() -> None:
    (finding,) = compare(compiled(table("age: BigInt")).physical, compiled(table("age: Int")).physical)
    assert (finding.origin.line, finding.origin.column) == (4, 2)
    assert (finding.expected, finding.found) == ("age integer", "age bigint")


def test_the_worst_comes_first() -> None:
    findings = compare(compiled(table()).physical, compiled(table('"x" size2: Int @index', "")).physical)
    assert worst(findings) == findings[0].severity == "error"
    assert worst(()) == ""
