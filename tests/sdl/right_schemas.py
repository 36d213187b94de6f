"""Random schema texts that are mostly right: two tables of known columns with any combination of directives."""

from __future__ import annotations

from hypothesis import strategies as st

COLUMNS = {
    "id": "Int!",
    "orgId": "UUID!",
    "title": "String",
    "order": "Decimal",
    "smallOne": "SmallInt",
    "ratio": "Float",
    "at": "DateTime",
    "day": "Date!",
    "data": "JSON",
    "tags": "[String!]",
    "grid": "[[Int]]",
    "status": "Status",
    "states": "[Status!]",
    "place": "Point",
    "mail": "Email",
    "address": "Inet",
    "long": "Interval",
    "done": "Boolean",
    "raw": "Bytes",
    "motto": 'String @column(type: "varchar(9)", collate: "C")',
    "fixed": 'String @column(type: "char(3)", name: "Fixed One")',
}

_CONDITIONS = ["title IS NULL", "id > 5", '\\"order\\" >= 0 OR done', "status = 'DRAFT'", "lower(title) = title"]
_IMMUTABLE = ["lower(title)", "id + 1", '\\"order\\" * 2', "data -> 'a'", "coalesce(ratio, 0)", "md5(title)", "id"]
_VOLATILE = ["now()", "clock_timestamp()::text", "(SELECT count(*) FROM public.users)", "random() + id"]
_DEFAULTS = {
    "id": ["value: 7", 'expr: "7"'],
    "orgId": ['value: "123e4567-e89b-12d3-a456-426614174000"', 'expr: "gen_random_uuid()"'],
    "title": ['value: "it\'s"', 'value: "a\\\\b"', "expr: \"upper('x')\"", 'expr: "5"'],
    "order": ["value: 1.50", 'value: "-12"'],
    "ratio": ["value: 1e3", 'value: "NaN"'],
    "at": ['value: "2024-01-01T00:00:00+01:00"', 'expr: "now()"'],
    "day": ['value: "2024-02-29"', "expr: \"'epoch'\""],
    "data": ["value: {a: [1, null]}", 'value: "text"', "value: []"],
    "tags": ['value: ["a,b", "\\"", "\\\\"]', "value: []"],
    "grid": ["value: [[1, 2], [3, null]]"],
    "status": ["value: LIVE", "expr: \"'is live'\""],
    "states": ["value: [DRAFT, LIVE]"],
    "place": ['value: "(1,2)"'],
    "mail": ['value: "[email protected]"'],
    "address": ['value: "10.0.0.1/8"'],
    "long": ['value: "P1DT2H"', 'value: "1 day 02:00"'],
    "done": ["value: true", 'expr: "false"'],
    "raw": ['value: "\\\\x00ff"'],
}
_COMPUTED = {
    "title": _IMMUTABLE[:1],
    "order": ["id * 2", '\\"ratio\\"::numeric'],
    "ratio": ["id / 2.0", "sqrt(id)"],
    "motto": ["left(title, 3)"],
    "done": _CONDITIONS[:2],
}
_RULES = {
    "title": ["@length(min: 1, max: 80)", '@pattern(regex: "^\\\\d+[^\\\\s]$")', "@length(max: 5)"],
    "motto": ["@length(max: 3)", '@pattern(regex: "[[:alpha:]]")'],
    "fixed": ['@pattern(regex: "it\'s")'],
    "tags": ["@length(max: 3)"],
    "grid": ["@length(min: 1)"],
    "id": ["@range(min: 0)", "@identity", "@identity(always: false, start: 5, increment: 2)"],
    "smallOne": ["@range(min: -3, exclusiveMax: 7.5)"],
    "order": ["@range(exclusiveMin: 0.001)"],
    "ratio": ["@range(max: 1e3)"],
    "at": ["@createdAt", "@updatedAt"],
    "day": ["@createdAt"],
}
_KEYS = ("id", "orgId")
_names = st.sampled_from(list(COLUMNS))


def _listed(names: list[str]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


_some = st.lists(_names, min_size=1, max_size=3, unique=True).map(_listed)
_where = st.sampled_from(["", "", *(f', where: "{one}"' for one in _CONDITIONS)])
_methods = st.sampled_from(["btree", "btree", "hash", "gist", "spgist", "gin", "brin"])
_orders = st.lists(
    st.builds(
        lambda name, way, nulls: f"{name}{way}{nulls}",
        _names,
        st.sampled_from(["", " ASC", " DESC"]),
        st.sampled_from(["", " NULLS FIRST", " NULLS LAST"]),
    ),
    min_size=1,
    max_size=2,
    unique_by=lambda one: one.split()[0],
).map(_listed)
_deferrable = st.sampled_from(["", ", deferrable: INITIALLY_DEFERRED"])
_actions = st.sampled_from(["", ", onDelete: CASCADE", ", onDelete: SET_NULL", ", onUpdate: SET_DEFAULT"])

_on_type = st.one_of(
    st.builds(
        lambda names, method, where: f'@index(columns: {names}, using: "{method}"{where})', _some, _methods, _where
    ),
    st.builds(lambda expr, where: f'@index(expr: "{expr}"{where})', st.sampled_from(_IMMUTABLE), _where),
    st.builds(lambda orders, names: f"@index(order: {orders}, include: {names})", _orders, _some),
    st.builds(lambda names, rest: f"@unique(columns: {names}{rest})", _some, st.one_of(_where, _deferrable)),
    st.builds(
        lambda one: f'@index(columns: ["title"], {one})',
        st.sampled_from(
            [
                'opclass: "text_pattern_ops", with: "fillfactor=70"',
                'using: "gin", opclass: "gin_trgm_ops"',
                "unique: true",
            ]
        ),
    ),
    st.builds(lambda name, where: f'@exclude(elements: ["{name} WITH =", "orgId WITH ="]{where})', _names, _where),
    st.sampled_from(["@softDelete", '@softDelete(column: "at")', '@softDelete(column: "goneAt")']),
    st.builds(lambda expr: f'@check(expr: "{expr}")', st.sampled_from(_CONDITIONS)),
)


_partition = st.builds(
    lambda by, name: f'@partition(by: {by}, columns: ["{name}"]) @primaryKey(columns: ["id", "{name}"])',
    st.sampled_from(["RANGE", "HASH", "LIST"]),
    st.sampled_from(["id", "orgId", "day"]),
)


@st.composite
def _field(draw: st.DrawFn, name: str) -> str:
    choices = [st.just("@unique"), st.just("@index"), st.just("@readonly")]
    if name in _DEFAULTS:
        choices.append(st.sampled_from(_DEFAULTS[name]).map(lambda one: f"@default({one})"))
    if name in _RULES:
        choices.append(st.sampled_from(_RULES[name]))
    if name in _COMPUTED:
        modes = st.sampled_from(["STORED", "TRIGGER", "VIRTUAL"])
        choices.append(
            st.builds(
                lambda expr, mode: f'@computed(expr: "{expr}", mode: {mode})', st.sampled_from(_COMPUTED[name]), modes
            )
        )
        if name == "title":
            volatile = st.sampled_from(_VOLATILE)
            choices.append(volatile.map(lambda one: f'@computed(expr: "({one})::text", mode: TRIGGER)'))
    if name in _KEYS:
        types = st.sampled_from(["User", "Order"])
        rest = st.tuples(_actions, _deferrable).map("".join)
        choices.append(st.builds(lambda type_, more: f'@foreignKey(ref: "{type_}.{name}"{more})', types, rest))
    directive = draw(st.one_of(st.just(""), st.just(""), *choices))
    return f"  {name}: {COLUMNS[name]} {directive}"


@st.composite
def right_schemas(draw: st.DrawFn) -> str:
    """A schema of two tables and an enum."""
    lines = ['enum Status { DRAFT LIVE @dbValue(name: "is live") }']
    for name in ("User", "Order"):
        fields = [draw(_field(column)) for column in COLUMNS]
        on_type = draw(st.lists(_on_type, max_size=3))
        key = f'@primaryKey(columns: ["id"]) @unique(columns: ["orgId"], name: "{name.lower()}_org")'
        partition = draw(st.one_of(st.just(""), st.just(""), _partition))
        key = partition or key
        lines += [f"type {name} @table {key} {' '.join(on_type)} {{", *fields, "}"]
    return "\n".join(lines) + "\n"
