"""A configuration is read whole or refused with every problem at once, each at its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wesley.config.decode import decode
from wesley.config.settings import Scalar, Settings
from wesley.problems.problem import Problem, UsageError


def problems(text: str, top: tuple[str, ...] = ()) -> tuple[Problem, ...]:
    """What decoding complains about."""
    with pytest.raises(UsageError) as caught:
        decode(text, "wesley.toml", top)
    return caught.value.problems


def settings(text: str) -> Settings:
    """The settings of a text in which nothing is wrong."""
    configuration = decode(text, "wesley.toml")
    assert configuration is not None
    return configuration.settings


def test_an_empty_file_is_the_defaults() -> None:
    assert settings("") == Settings()


def test_everything_can_be_set() -> None:
    found = settings("""
        schema = ["api/*.graphql"]
        [outputs]
        dir = "../out"
        only = ["zod", "typescript"]
        zod = "web/zod.ts"
        [postgres]
        version = 18
        schema = "app"
        extensions = ["citext"]
        [naming]
        plurals = { person = "people" }
        [scalars.Money]
        sql = "numeric(12,2)"
        ts = "string"
        json_schema = '{"type": "string"}'
        [ids]
        default = ""
        [roles]
        create = false
        grants.app_user = ["SELECT", "INSERT"]
        [env.prod]
        url = "env:DATABASE_URL"
    """)
    assert found.outputs.only == ("zod", "typescript")
    assert (found.postgres.version, found.postgres.extensions) == (18, ("citext",))
    assert found.naming.plurals == {"person": "people"}
    assert found.scalars == {"Money": Scalar(sql="numeric(12,2)", ts="string", json_schema='{"type": "string"}')}
    assert found.ids.default == ""
    assert found.roles.grants == {"app_user": ("SELECT", "INSERT")}
    assert found.env["prod"].url == "env:DATABASE_URL"


def test_pyproject_is_read_at_its_table_and_may_lack_it() -> None:
    text = "[project]\nname = 'x'\n[tool.wesley.postgres]\nversion = 16\n"
    configuration = decode(text, "pyproject.toml", ("tool", "wesley"))
    assert configuration is not None
    assert configuration.settings.postgres.version == 16
    assert configuration.origin("postgres", "version").place() == ("pyproject.toml", 4, 11)
    assert decode("[project]\nname = 'x'\n", "pyproject.toml", ("tool", "wesley")) is None
    (problem,) = problems("[tool]\nwesley = 3\n", ("tool", "wesley"))
    assert (problem.code.code, problem.origin.line) == ("CFG003", 2)


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "message", "help_text"),
    [
        ("[postgres]\nverison = 1", "CFG002", 2, 1, "unknown key `verison` in [postgres]", "did you mean `version`?"),
        ("postgre = 1", "CFG002", 1, 1, "unknown key `postgre`", "did you mean `postgres`?"),
        ("[lint]\nzzz = 1", "CFG002", 2, 1, "unknown key `zzz` in [lint]", "known are: select, ignore, strict"),
        (
            "[postgres]\nversion = '16'",
            "CFG003",
            2,
            11,
            "`postgres.version` is a string",
            "it wants a whole number from 12 to 18",
        ),
        ("[postgres]\nversion = true", "CFG003", 2, 11, "`postgres.version` is a boolean", "from 12 to 18"),
        ("[postgres]\nversion = 11", "CFG004", 2, 11, "`postgres.version` cannot be 11", "from 12 to 18"),
        ("schema = 'a'", "CFG003", 1, 10, "`schema` is a string", "an array; each element is a string"),
        ("schema = ['a', 3]", "CFG003", 1, 16, "an element of `schema` is a whole number", "a string"),
        ("lint = 1979-05-27", "CFG003", 1, 8, "`lint` is a date or a time", "a table with select, ignore, strict"),
        ("[outputs]\nonly = ['zood']", "CFG004", 2, 9, "an element of `outputs.only` cannot be 'zood'", "mean 'zod'?"),
        ("[ids]\ntype = 'UUID'", "CFG004", 2, 8, "`ids.type` cannot be 'UUID'", "did you mean 'uuid'?"),
        ("[enums]\nstorage = ''", "CFG004", 2, 11, "`enums.storage` is empty", "'native', 'check' or 'lookup'"),
        (
            "[tenancy]\nsource = 'membership'",
            "CFG004",
            2,
            10,
            "`tenancy.source` cannot be 'membership' yet",
            "it comes later",
        ),
        ("[scalars.Money]\nts = 'string'", "CFG005", 1, 10, "`scalars.Money` has no `sql`", "add `sql = ...`"),
        ("a = \n", "CFG001", 1, 5, "not valid TOML: Invalid value", "syntax"),
        ("a = 1\nb = 'x", "CFG001", 2, 7, "not valid TOML", "syntax"),
        ("a = " + "[" * 5000, "CFG001", 1, 1, "nested too deeply", "syntax"),
        ("a = " + "1" * 5000, "CFG001", 1, 1, "a number has too many digits", "syntax"),
    ],
)
def test_one_problem(text: str, code: str, line: int, column: int, message: str, help_text: str) -> None:
    (problem,) = problems(text)
    assert (problem.code.code, problem.origin.place()) == (code, ("wesley.toml", line, column))
    assert message in problem.message
    assert help_text in problem.help


def test_all_problems_at_once_in_the_order_of_the_text() -> None:
    found = problems("verison = 1\n[postgres]\nversion = 3\n[outputs]\ndir = ''\n[scalars.Money]\n")
    assert [(problem.origin.line, problem.code.code) for problem in found] == [
        (1, "CFG002"),
        (3, "CFG004"),
        (5, "CFG004"),
        (6, "CFG005"),
    ]


@given(st.text(alphabet="[]{}=.,\"'#\n\\ ab1_-+:\0\r", max_size=60))
def test_law_any_text_is_settings_or_problems(text: str) -> None:
    found: tuple[Problem, ...] = ()
    try:
        decode(text, "wesley.toml")
    except UsageError as error:
        found = error.problems
    assert all(problem.origin.known for problem in found)
