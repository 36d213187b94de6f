"""Sources become a schema or problems with a place: never a traceback, whatever is written."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from wesley.config.settings import Enums, Naming, Postgres, Settings
from wesley.ir import codec
from wesley.sdl.directive import Directive, Location
from wesley.sdl.directives import ALL, ENUMS
from wesley.sdl.read import Reading, read
from wesley.sdl.source import Source

FIELDS = ["id", "a", "b_c", "other", "tags", "kind", "self", "all", "owner"]
DECLARED = [
    *("id: ID! @primaryKey", "a: Int", "b_c: String", 'other: ID @foreignKey(ref: "User.id")', "tags: [Int!]!"),
    *("kind: Kind", "self: User", "all: [Post!]! @ignore", "owner: Mine @ignore"),
]
TYPES = ["User", "Post", "Kind", "Both", "Node", "Money", "Nope"]

WORDS = st.sampled_from([*FIELDS, *TYPES, "User.id", "Post.a", "public", "app_user", "gist", "gin", "gin_trgm_ops"])
SQL = st.sampled_from(
    ["a > 0", "id", "now()", "1", "SELECT id FROM users", "b_c IS NULL", "lower(b_c)", ")", "", "a DESC", "a WITH ="]
)
TEXTS = (WORDS | SQL | st.sampled_from(["int", "text[]", "W101", "[a-z]+", "owner", "deny", "é", "'", "--"])).map(
    lambda text: f'"{text}"'
)
NUMBERS = st.sampled_from(["0", "1", "-5", "63", "1.5", "99999999999"])
LITERALS = st.deferred(lambda: TEXTS | NUMBERS | st.sampled_from(["true", "null", "RED", "{a: 1}", "[]"]))


def argument_values(type_name: str) -> st.SearchStrategy[str]:
    """Literals of the type mostly, any literal now and then."""
    name = type_name.strip("[]!")
    if name in ENUMS:
        value: st.SearchStrategy[str] = st.sampled_from(ENUMS[name])
    else:
        value = {"Boolean": st.sampled_from(["true", "false"]), "Int": NUMBERS, "Float": NUMBERS}.get(name, TEXTS)
    if type_name.startswith("["):
        value = st.lists(value, max_size=3).map(lambda items: f"[{', '.join(items)}]")
    return value | LITERALS if name in ("JSON", "String") else value


@st.composite
def uses(draw: st.DrawFn, location: Location) -> str:
    """Some directives that may stand here, with some of their arguments."""
    fitting = [directive for directive in ALL if location in directive.locations and directive.name != "table"]
    if draw(st.integers(0, 3)):
        return ""
    chosen = draw(st.lists(st.sampled_from(fitting), max_size=2, unique_by=lambda directive: directive.name))
    return " ".join(draw(written(directive)) for directive in chosen)


@st.composite
def written(draw: st.DrawFn, directive: Directive) -> str:
    """A use of a directive."""
    given = [one for one in directive.parameters if one.type.endswith("!") or draw(st.integers(0, 2)) == 0]
    arguments = [f"{parameter.name}: {draw(argument_values(parameter.type))}" for parameter in given]
    return f"@{directive.name}" + (f"({', '.join(arguments)})" if arguments else "")


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Two tables, an enum, a scalar and types without tables, all with directives at random."""
    makers = ["@table", "@table", "@table", '@view(sql: "SELECT id FROM users")', "@table(managed: false)", ""]

    def table(name: str) -> str:
        lines = [f"{field} {draw(uses(Location.FIELD_DEFINITION))}" for field in DECLARED]
        made = f"type {name} {draw(st.sampled_from(makers))} {draw(uses(Location.OBJECT))}"
        return f"{made} {{\n" + "\n".join(lines) + "\n}"

    return "\n".join(
        [
            *(table(name) for name in ("User", "Post")),
            f"enum Kind {draw(uses(Location.ENUM))} {{ RED {draw(uses(Location.ENUM_VALUE))} BLUE }}",
            f"scalar Mine {draw(uses(Location.SCALAR))}",
            "union Both = User | Post",
            f"type Query {{ a: Kind {draw(uses(Location.FIELD_DEFINITION))}  mine(a: Mine = 1): Mine }}",
        ]
    )


SETTINGS = st.builds(
    Settings,
    postgres=st.sampled_from([Postgres(), Postgres(version=12), Postgres(version=18, schema="app")]),
    enums=st.sampled_from([Enums(), Enums(storage="check"), Enums(storage="lookup")]),
    naming=st.sampled_from([Naming(), Naming(tables="singular", columns="as_is")]),
)


def outcome(reading: Reading) -> None:
    errors = [problem for problem in reading.problems if problem.is_error]
    assert (reading.schema is None) == bool(errors)
    assert all(problem.origin.known for problem in errors), errors
    if reading.schema is not None:
        assert codec.decode(codec.encode(reading.schema)) == reading.schema


@given(documents(), SETTINGS)
@settings(deadline=None)
def test_no_combination_of_directives_raises(text: str, configured: Settings) -> None:
    outcome(read([Source("a.graphql", text)], configured))


@given(st.text(max_size=60))
@settings(deadline=None)
def test_no_text_raises(text: str) -> None:
    outcome(read([Source("a.graphql", text)], Settings()))


def test_no_source_is_an_empty_schema() -> None:
    reading = read([], Settings())
    assert reading.schema is not None
    assert reading.problems == ()


def test_the_order_of_the_sources_is_that_of_the_problems_by_place() -> None:
    reading = read([Source("b", "type A @table { a: B }"), Source("a", "type C @table { a: B }")], Settings())
    assert [problem.origin.file for problem in reading.problems] == ["a", "b"]
