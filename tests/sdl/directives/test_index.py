"""`@index`: each argument as an index, and each mistake at its place."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, findings, only_error, place_of
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey

POST = """\
type Post @table {on_type} {{
  id: ID! @primaryKey
  orgId: UUID! {on_org}
  title: String! {on_title}
  createdAt: DateTime!
  data: JSON!
}}
"""


def post(on_type: str = "", on_org: str = "", on_title: str = "") -> str:
    return POST.format(on_type=on_type, on_org=on_org, on_title=on_title)


def index_of(sdl: str) -> Index:
    (index,) = compiled(sdl).physical.tables[0].indexes
    return index


def keys(*columns: str) -> tuple[IndexKey, ...]:
    return tuple(IndexKey(column=column) for column in columns)


@pytest.mark.parametrize("name", ["index", "idx", "wes_index", "wesley_idx"])
def test_a_field_is_the_key(name: str) -> None:
    assert index_of(post(on_org=f"@{name}")) == Index(name="posts_org_id_idx", keys=keys("org_id"))


@pytest.mark.parametrize("spelling", ["columns", "fields"])
def test_columns_are_fields_in_order(spelling: str) -> None:
    index = index_of(post(f'@index({spelling}: ["title", "orgId"], unique: true, name: "by_title")'))
    assert index == Index(name="by_title", keys=keys("title", "org_id"), unique=True)


def test_an_expression_takes_the_place_of_the_field() -> None:
    index = index_of(post(on_title='@index(expr: "lower( title )")'))
    lower = Expression(sql="lower(title)", columns=("title",), functions=("lower",))
    assert index == Index(name="posts_lower_idx", keys=(IndexKey(expression=lower),))


def test_an_expression_comes_after_columns() -> None:
    index = index_of(post("""@index(columns: ["orgId"], expr: "title || 'x'")"""))
    assert index.name == "posts_org_id_expr_idx"
    assert [key.column for key in index.keys] == ["org_id", None]


@pytest.mark.parametrize(
    ("order", "key"),
    [
        ("createdAt", IndexKey(column="created_at")),
        ("createdAt ASC", IndexKey(column="created_at")),
        ("createdAt asc nulls last", IndexKey(column="created_at")),
        ("createdAt DESC", IndexKey(column="created_at", descending=True)),
        ("createdAt DESC NULLS FIRST", IndexKey(column="created_at", descending=True)),
        ("createdAt DESC NULLS LAST", IndexKey(column="created_at", descending=True, nulls_first=False)),
        ("createdAt NULLS FIRST", IndexKey(column="created_at", nulls_first=True)),
    ],
)
def test_order_without_columns_is_the_keys(order: str, key: IndexKey) -> None:
    assert index_of(post(f'@index(order: ["{order}"])')).keys == (key,)


def test_order_refines_columns() -> None:
    index = index_of(post('@index(columns: ["orgId", "createdAt"], order: ["createdAt DESC"])'))
    assert index.keys == (IndexKey(column="org_id"), IndexKey(column="created_at", descending=True))


def test_a_predicate_makes_it_partial_and_include_covers() -> None:
    index = index_of(post(on_org='@index(where: "title <> \'\'", include: ["title", "createdAt"])'))
    assert index.name == "posts_org_id_title_created_at_idx"
    assert index.where is not None
    assert index.where.sql == "title <> ''"
    assert index.include == ("title", "created_at")


def test_one_operator_class_is_for_every_key_and_brings_its_extension() -> None:
    schema = compiled(post('@index(columns: ["title"], expr: "data::text", using: "GIN", opclass: "gin_trgm_ops")'))
    (index,) = schema.physical.tables[0].indexes
    assert index.method == "gin"
    assert [key.opclass for key in index.keys] == ["gin_trgm_ops", "gin_trgm_ops"]
    assert [extension.name for extension in schema.physical.extensions] == ["pg_trgm"]


def test_operator_classes_by_field() -> None:
    opclass = "title gin_trgm_ops, data public.my_ops"
    index = index_of(post(f'@index(columns: ["title", "data"], using: "gin", opclass: "{opclass}")'))
    assert [key.opclass for key in index.keys] == ["gin_trgm_ops", "public.my_ops"]


@pytest.mark.parametrize(("method", "extension"), [("gist", "btree_gist"), ("gin", "btree_gin")])
def test_a_method_that_needs_an_extension_for_the_type_asks_for_it(method: str, extension: str) -> None:
    schema = compiled(post(on_org=f'@index(using: "{method}")'))
    assert [found.name for found in schema.physical.extensions] == [extension]


@pytest.mark.parametrize("method", ["hash", "gin", "brin", "btree", "gist", "spgist"])
def test_every_method(method: str) -> None:
    field = {"gin": "data", "gist": "orgId", "spgist": "title"}.get(method, "createdAt")
    assert index_of(post(f'@index(columns: ["{field}"], using: "{method}")')).method == method


def test_storage_parameters() -> None:
    assert index_of(post(on_org='@index(with: "fillfactor=70")')).parameters == (("fillfactor", "70"),)


def test_several_on_one_field_have_several_names() -> None:
    schema = compiled(post(on_org="@index @index(where: \"title <> ''\")"))
    assert [index.name for index in schema.physical.tables[0].indexes] == ["posts_org_id_idx", "posts_org_id_idx1"]


@pytest.mark.parametrize(
    ("arguments", "code", "at", "message"),
    [
        ('columns: ["nope"]', "E201", '"nope"', "`Post` has no field `nope` with a column"),
        ('columns: ["org_id"]', "E201", '"org_id"', "`Post` has no field `org_id` with a column"),
        ('columns: ["title", "title"]', "E101", '"title"]', "the field `title` is named twice"),
        ('name: "x"', "E201", "@index", "@index on a type needs `columns`"),
        ('columns: ["title"], include: ["nope"]', "E201", '"nope"', "`Post` has no field `nope` with a column"),
        ('order: ["nope DESC"]', "E201", '"nope DESC', "`Post` has no field `nope` with a column"),
        ('order: ["title DOWN"]', "E101", '"title DOWN', "`title DOWN` is no order"),
        ('order: ["title", "title DESC"]', "E101", '"title DESC', "`order` names one field twice"),
        (
            'columns: ["title"], order: ["data"]',
            "E101",
            '["data"]',
            "`order` names `data`, which is no key of this index",
        ),
        (
            'columns: ["title"], using: "hash", order: ["title"]',
            "E101",
            '["title"])',
            "the keys of a hash index have no order",
        ),
        (
            'columns: ["title"], using: "btre"',
            "E101",
            '"btre"',
            "there is no index method `btre`; there is btree, hash, ",
        ),
        (
            'columns: ["title"], opclass: "gin_trgm_ops"',
            "E101",
            "gin_trgm_ops",
            "btree has no operator class `gin_trgm_ops`",
        ),
        (
            'columns: ["title"], opclass: "data jsonb_ops"',
            "E101",
            '"data jsonb',
            "`opclass` names `data`, which is no key of ",
        ),
        ('columns: ["title"], opclass: "a b c"', "E101", '"a b c"', "`a b c` is no operator class"),
        (
            'columns: ["title"], opclass: "text_ops, nope text_ops"',
            "E201",
            '"text_ops,',
            "`Post` has no field `nope` with a ",
        ),
        (
            'columns: ["title"], using: "gin", unique: true, opclass: "gin_trgm_ops"',
            "E103",
            "true, opclass",
            "a gin index cannot ",
        ),
        (
            'columns: ["title"], using: "hash", include: ["orgId"]',
            "E103",
            '["orgId"]',
            "a hash index cannot include columns",
        ),
        ('columns: ["title", "orgId"], using: "hash"', "E103", '"hash"', "a hash index has one key, not several"),
        (
            'columns: ["title"], with: "fillfactr=70"',
            "E101",
            "fillfactr",
            "a btree index has no storage parameter `fillfactr`",
        ),
        ('columns: ["title"], where: "nope"', "E402", "nope", "`posts` has no column `nope`"),
        ('expr: "now()"', "E401", "now()", "an index key needs functions that are IMMUTABLE"),
        ('expr: "(SELECT 1)"', "E401", "(SELECT", "an index key cannot hold a subquery"),
    ],
)
def test_a_mistake_is_told_at_its_place(arguments: str, code: str, at: str, message: str) -> None:
    sdl = post(f"@index({arguments})")
    problem = only_error(sdl)
    assert problem.message.startswith(message)
    assert findings((problem,)) == [(code, *place_of(at, sdl))]


def test_a_relation_has_no_index() -> None:
    sdl = (
        "type B @table {\n  id: ID! @primaryKey\n}\n"
        'type A @table {\n  id: ID! @primaryKey\n  bId: ID @foreignKey(ref: "B.id")\n  b: B @index\n}\n'
    )
    assert only_error(sdl).code.code == "E201"
