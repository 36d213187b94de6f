"""Random schema texts: every directive of columns, keys and indexes, right and wrong, in any combination."""

from __future__ import annotations

from hypothesis import strategies as st

SCALARS = [
    *("ID", "String", "Int", "BigInt", "Float", "Decimal", "Boolean", "DateTime", "Date", "Time", "UUID", "JSON"),
    *("Email", "Inet", "Bytes", "Interval", "Point", "Status", "Money"),
]
NAMES = ["id", "orgId", "title", "order", "a_b", "B"]
TYPES = ["User", "Order", "Post"]

_field_names = st.sampled_from([*NAMES, "nope"])
_fields = st.lists(_field_names, min_size=1, max_size=3).map(lambda names: "[" + ", ".join(map(_quoted, names)) + "]")
_expressions = st.sampled_from(
    [
        *("id", "title", '\\"order\\"', "a_b", "lower(title)", "title || 'x'", "now()", "random()", "1", "'x'", "true"),
        *("org_id IS NOT NULL", "id = org_id", "(SELECT 1)", "nope", "1 +", "NULL", "a_b > 0", "gen_random_uuid()"),
    ]
)
_literals = st.sampled_from(
    [
        *("0", "-1", "1.5", "true", '"x"', '"now()"', "DRAFT", "LIVE", "[]", '["a"]', "[1, 2]", "{a: 1}", "null"),
        *(
            '"2024-01-01"',
            '"2024-01-01T00:00:00Z"',
            '"10:00"',
            '"1 day"',
            '"10.0.0.1"',
            '"(1,2)"',
            '"[email protected]"',
        ),
        '"123e4567-e89b-12d3-a456-426614174000"',
    ]
)


def _quoted(text: str) -> str:
    return f'"{text}"'


def _arguments(**parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Any choice of the arguments, in any number."""
    chosen = st.fixed_dictionaries({}, optional=parts)
    return chosen.map(lambda one: f"({', '.join(f'{name}: {value}' for name, value in one.items())})" if one else "")


_flags = st.sampled_from(["true", "false"])
_actions = st.sampled_from(["NO_ACTION", "RESTRICT", "CASCADE", "SET_NULL", "SET_DEFAULT"])
_deferrables = st.sampled_from(["NO", "INITIALLY_IMMEDIATE", "INITIALLY_DEFERRED"])
_sql = _expressions.map(_quoted)
_methods = st.sampled_from(["btree", "hash", "gist", "spgist", "gin", "brin", "nope"]).map(_quoted)
_integers = st.sampled_from(["-1", "0", "1", "3", "300", "5000000000"])
_numbers = st.sampled_from(["-1.5", "0", "1", "1e3", "1e400"])
_patterns = st.sampled_from(["^[a-z]+$", "[[:alpha:]]", "(", "a{2,1}", "^x|y$", ""]).map(_quoted)

_index = {
    "expr": _sql,
    "using": _methods,
    "where": _sql,
    "include": _fields,
    "opclass": st.sampled_from(["text_pattern_ops", "jsonb_path_ops", "title text_ops", "nope_ops"]).map(_quoted),
    "order": st.sampled_from(["title DESC", "id NULLS FIRST", "order ASC NULLS LAST", "nope", "title UP"]).map(
        lambda one: f'["{one}"]'
    ),
    "unique": _flags,
    "with": st.sampled_from(["fillfactor=70", "fillfactor=7", "fastupdate=off", "x"]).map(_quoted),
    "name": st.sampled_from(["one", "two"]).map(_quoted),
}
_key = {
    "ref": st.sampled_from([*(f"{type_}.{name}" for type_ in TYPES for name in NAMES), "Nope.id", "User"]).map(_quoted),
    "onDelete": _actions,
    "onUpdate": _actions,
    "deferrable": _deferrables,
    "index": _flags,
}
_targets = {"to": st.sampled_from([*TYPES, "Nope"]).map(_quoted), "references": _fields, "onDelete": _actions}
_unique = {"where": _sql, "nullsNotDistinct": _flags, "deferrable": _deferrables}
_elements = st.sampled_from(["id WITH =", "orgId WITH =", "title WITH <>", "lower(title) WITH =", "order WITH &&", "x"])

_on_field = st.one_of(
    st.sampled_from(["@primaryKey", "@createdAt", "@updatedAt", "@readonly"]),
    _arguments(**_index).map(lambda one: f"@index{one}"),
    _arguments(**_key).map(lambda one: f"@foreignKey{one}"),
    _arguments(**_unique).map(lambda one: f"@unique{one}"),
    _arguments(value=_literals, expr=_sql).map(lambda one: f"@default{one}"),
    _literals.map(lambda one: f"@default(value: {one})"),
    _arguments(expr=_sql, mode=st.sampled_from(["STORED", "VIRTUAL", "TRIGGER"])).map(lambda one: f"@computed{one}"),
    _arguments(always=_flags, start=_integers, increment=_integers).map(lambda one: f"@identity{one}"),
    _arguments(min=_integers, max=_integers).map(lambda one: f"@length{one}"),
    _arguments(min=_numbers, max=_numbers, exclusiveMin=_numbers).map(lambda one: f"@range{one}"),
    _patterns.map(lambda one: f"@pattern(regex: {one})"),
)
_on_type = st.one_of(
    st.sampled_from(["@softDelete", '@softDelete(column: "title")', '@softDelete(column: "goneAt")']),
    _fields.map(lambda one: f"@primaryKey(columns: {one})"),
    _arguments(columns=_fields, **_index).map(lambda one: f"@index{one}"),
    _arguments(columns=_fields, **_targets).map(lambda one: f"@foreignKey{one}"),
    _arguments(columns=_fields, **_unique).map(lambda one: f"@unique{one}"),
    st.builds(
        lambda elements, rest: f'@exclude(elements: ["{elements}"]{rest})',
        _elements,
        st.sampled_from(["", ', using: "btree"', ', where: "title IS NULL"', ', using: "gin"']),
    ),
    st.builds(
        lambda strategy, columns: f"@partition(by: {strategy}, columns: {columns})",
        st.sampled_from(["RANGE", "LIST", "HASH"]),
        _fields,
    ),
)
_types = st.builds(
    lambda name, form: form.format(name),
    st.sampled_from(SCALARS),
    st.sampled_from(["{}", "{}!", "[{}!]!", "[{}]", "{}!", "{}"]),
)
_columns = st.sampled_from(
    ["", "", "", "", '@column(type: "bigint")', '@column(type: "varchar(9)")', '@column(name: "x")']
)


@st.composite
def _table(draw: st.DrawFn, name: str) -> str:
    lines = []
    for field in draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=5)):
        directives = " ".join(draw(st.lists(_on_field, max_size=2)))
        lines.append(f"  {field}: {draw(_types)} {draw(_columns)} {directives}")
    return f"type {name} @table {' '.join(draw(st.lists(_on_type, max_size=2)))} {{\n" + "\n".join(lines) + "\n}\n"


@st.composite
def schemas(draw: st.DrawFn) -> str:
    """A schema of one to three tables and an enum; most are wrong in one place or several."""
    names = draw(st.lists(st.sampled_from(TYPES), unique=True, min_size=1, max_size=3))
    return "enum Status { DRAFT LIVE }\n" + "".join(draw(_table(name)) for name in names)
