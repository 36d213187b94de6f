"""A parse tree with other names in it, as PostgreSQL itself rewrites what depends on a renamed object."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from msgspec.structs import replace

from wesley.sql.analysis.output_name import output_name
from wesley.sql.built_in_types import SHOWN_NAMES
from wesley.sql.error import SqlError
from wesley.sql.nodes import qualified_name
from wesley.sql.parse import Tree, kind
from wesley.sql.rename_scope import Columns, Found, Name, Scope, Source, captures, named, needs_qualifier, owner
from wesley.sql.text import quote_identifier

PUBLIC = "public"
_SEQUENCE_FUNCTIONS = ("nextval", "currval", "setval")


def visit(node: Tree, scope: Scope) -> None:
    """Rename in a message and everything below it.

    Raises:
        SqlError: it cannot be told what a name means, and it matters.
    """
    known = _VISITORS.get(node.DESCRIPTOR.name)
    if known is not None:
        known(node, scope)
    else:
        _below(node, scope)


def _below(node: Tree, scope: Scope, *, leave_out: tuple[str, ...] = ()) -> None:
    for field, value in node.ListFields():
        if field.message_type is not None and field.name not in leave_out:
            for child in _children(value):
                visit(child, scope)


def _children(value: Tree) -> Iterator[Tree]:
    yield from (value,) if hasattr(value, "ListFields") else value


def _texts(nodes: Tree) -> list[str]:
    return [node.string.sval for node in nodes]


def _column(node: Tree, scope: Scope) -> None:
    names = [field.string for field in node.fields if kind(field) == "string"]
    has_star = len(names) < len(node.fields)
    if len(names) > 2:
        _with_schema(names, scope, has_star=has_star)
    elif len(names) == 2 or (names and has_star):
        _qualified(names, scope, has_star=has_star)
    elif names:
        _alone(node, names[0], scope)


def _with_schema(names: list[Tree], scope: Scope, *, has_star: bool) -> None:
    relation = (names[-3].sval, names[-2].sval) if not has_star else (names[-2].sval, names[-1].sval)
    if relation in scope.renames.relations or (not has_star and relation in scope.renames.columns):
        raise SqlError(f"`{relation[0]}.{relation[1]}` stands before a column with its schema; write the table alone")


def _qualified(names: list[Tree], scope: Scope, *, has_star: bool) -> None:
    found = named(names[0].sval, scope)
    if found is None:
        _refuse_unknown(names, scope)
        return
    if not has_star:
        names[1].sval = found.source.renamed.get(names[1].sval, names[1].sval)
    if names[0].sval == found.source.name:
        _refuse_hidden(found, scope)
        names[0].sval = found.source.to


def _refuse_hidden(found: Found, scope: Scope) -> None:
    """Refuse a new name of a table that something further inside has, or that is there twice."""
    around = [source for level in scope.levels[found.level :] for source in level if source is not found.source]
    if found.source.to != found.source.name and any(source.to == found.source.to for source in around):
        raise SqlError(f"a table gets the name `{found.source.to}`, which stands for something else here")


def _refuse_unknown(names: list[Tree], scope: Scope) -> None:
    if any(names[-1].sval in source.renamed for level in scope.levels for source in level):
        raise SqlError(f"it is not known what `{names[0].sval}` before the column `{names[-1].sval}` is")


def _alone(node: Tree, name: Tree, scope: Scope) -> None:
    found = owner(name.sval, scope)
    if found is None:
        row = named(name.sval, scope)
        if row is not None:  # the whole row of a source
            name.sval = row.source.to
        elif captures(name.sval, scope):
            raise SqlError(f"a column gets the name `{name.sval}`, which already stands alone here; write its table")
        return
    if found.source.has(name.sval) is None and name.sval == found.source.name != found.source.to:
        raise SqlError(f"`{name.sval}` may be a column or a whole row, and the table gets another name")
    to = found.source.renamed.get(name.sval, name.sval)
    matters = to != name.sval or captures(to, scope)
    name.sval = to
    if matters and needs_qualifier(to, found, scope):
        _qualify(node, found, scope)


def _qualify(node: Tree, found: Found, scope: Scope) -> None:
    qualifier = found.source.to
    visible = named(found.source.name, scope)
    if not qualifier or visible is None or visible.source is not found.source:
        raise SqlError(f"the column `{node.fields[0].string.sval}` needs its table before it, which has no name here")
    field = type(node.fields[0])()
    field.string.sval = qualifier
    node.fields.insert(0, field)


def _indirection(node: Tree, scope: Scope) -> None:
    for step in node.indirection:
        field = step.string.sval if kind(step) == "string" else ""
        if any(field in source.renamed for level in scope.levels for source in level):
            raise SqlError(f"`.{field}` may mean a column that gets another name; name the column through its table")
    _below(node, scope)


def _type(node: Tree, scope: Scope) -> None:
    _below(node, scope)
    rename_path(node.names, scope.renames.types, is_type=True)


def rename_path(parts: Tree, to: Mapping[Name, Name], *, is_type: bool = False) -> None:
    """Rename an object whose name is a list of strings; without a schema it is looked for in `public`.

    Args:
        parts: the list, which is changed.
        to: names by schema and name.
        is_type: what is built in wins over a name without schema.
    """
    texts = _texts(parts)
    if len(texts) > 2 or (is_type and len(texts) == 1 and texts[0] in SHOWN_NAMES):
        return
    new = to.get((texts[0], texts[1]) if len(texts) == 2 else (PUBLIC, texts[0]))
    if new is None:
        return
    parts[-1].string.sval = new[1]
    if len(texts) == 2:
        parts[0].string.sval = new[0]
    elif new[0] != PUBLIC:
        first = type(parts[0])()
        first.string.sval = new[0]
        parts.insert(0, first)


def _function(node: Tree, scope: Scope) -> None:
    if len(node.args) == 1 and kind(node.args[0]) == "column_ref" and len(node.funcname) == 1:
        _refuse_attribute(node, scope)
    _below(node, scope)
    if node.funcname[-1].string.sval in _SEQUENCE_FUNCTIONS and node.args:
        _named_relation(node.args[0], scope)
    rename_path(node.funcname, scope.renames.functions)


def _refuse_attribute(node: Tree, scope: Scope) -> None:
    """`email(users)` is another way to write `users.email`."""
    fields = node.args[0].column_ref.fields
    name = node.funcname[0].string.sval
    found = named(fields[0].string.sval, scope) if len(fields) == 1 and kind(fields[0]) == "string" else None
    if found is not None and name in found.source.renamed:
        raise SqlError(f"`{name}(...)` may mean a column that gets another name; write it as a column")


def _cast(node: Tree, scope: Scope) -> None:
    if _texts(node.type_name.names)[-1:] == ["regclass"]:
        _named_relation(node.arg, scope)
    _below(node, scope)


def _named_relation(node: Tree, scope: Scope) -> None:
    """A relation that a constant names: PostgreSQL keeps its identity, so a rename changes what it prints."""
    if kind(node) != "a_const" or node.a_const.WhichOneof("val") != "sval":
        return
    try:
        parts = qualified_name(node.a_const.sval.sval)
    except SqlError:
        return
    new = scope.renames.relations.get((parts[0], parts[1]) if len(parts) == 2 else (PUBLIC, parts[-1]))
    if new is not None:
        kept = new if len(parts) == 2 or new[0] != PUBLIC else new[1:]
        node.a_const.sval.sval = ".".join(map(quote_identifier, kept))


def _select(node: Tree, scope: Scope) -> None:
    scope = _with(node, scope)
    if node.HasField("larg"):
        visit(node.larg, scope)
        visit(node.rarg, scope)
        _below(node, scope, leave_out=("larg", "rarg", "with_clause", "sort_clause"))
        return
    sources = _from(node, scope)
    inside = scope.inner(sources)
    _expand_stars(node, inside)
    names = {output_name(item.res_target) for item in node.target_list if not _is_star(item)}
    for target in node.target_list:
        _target(target.res_target, inside)
    for field in ("sort_clause", "distinct_clause"):
        for item in getattr(node, field):
            _sort_key(item, names, inside)
    _below(node, inside, leave_out=("with_clause", "from_clause", "target_list", "sort_clause", "distinct_clause"))


def _with(node: Tree, scope: Scope) -> Scope:
    clause = node.with_clause
    if clause.recursive:
        known = {item.common_table_expr.ctename: None for item in clause.ctes}
        scope = replace(scope, ctes={**scope.ctes, **known})
    for item in clause.ctes:
        part = item.common_table_expr
        visit(part.ctequery, scope)
        columns = _texts(part.aliascolnames) or outputs(part.ctequery.select_stmt)
        scope = replace(scope, ctes={**scope.ctes, part.ctename: columns})
    return scope


def outputs(select: Tree) -> list[str] | None:
    """The names of a query's columns; None when a star keeps them from being known."""
    while select.HasField("larg"):
        select = select.larg
    if select.values_lists:
        return [f"column{place}" for place, _ in enumerate(select.values_lists[0].list.items, start=1)]
    if any(_is_star(item) for item in select.target_list):
        return None
    return [output_name(item.res_target) for item in select.target_list]


def _is_star(node: Tree) -> bool:
    value = node.res_target.val
    return kind(value) == "column_ref" and kind(value.column_ref.fields[-1]) == "a_star"


def _target(target: Tree, scope: Scope) -> None:
    """An item of the list of targets; its column keeps the name that it had."""
    before = output_name(target)
    visit(target, scope)
    if output_name(target) != before:
        target.name = before


def _sort_key(node: Tree, names: Collection[str], scope: Scope) -> None:
    """A key of ORDER BY or DISTINCT ON: a name alone means a column of the result first."""
    value = node.sort_by.node if kind(node) == "sort_by" else node
    alone = kind(value) == "column_ref" and len(value.column_ref.fields) == 1
    if not alone or value.column_ref.fields[0].string.sval not in names:
        visit(node, scope)


def _expand_stars(select: Tree, scope: Scope) -> None:
    """Write out a star whose columns get other names, since the query keeps the old ones."""
    for place in range(len(select.target_list) - 1, -1, -1):
        if not _is_star(select.target_list[place]):
            continue
        fields = select.target_list[place].res_target.val.column_ref.fields
        qualifier = fields[0].string.sval if len(fields) > 1 else None
        sources = [source for source in scope.levels[-1] if qualifier in (None, source.name)]
        if any(source.renamed for source in sources):
            _replace_star(select, place, sources)


def _replace_star(select: Tree, place: int, sources: list[Source]) -> None:
    joins = [item for item in select.from_clause if kind(item) == "join_expr"]
    if any(source.columns is None for source in sources) or any(_merges(item.join_expr) for item in joins):
        raise SqlError("`*` has a column that gets another name; write the columns instead")
    behind = list(select.target_list[place + 1 :])
    before = list(select.target_list[:place])
    items = []
    for source in sources:
        for column in source.columns or ():
            item = type(select.target_list[place])()
            item.CopyFrom(select.target_list[place])
            fields = item.res_target.val.column_ref.fields
            del fields[:]
            for text in (source.name, column):
                fields.add().string.sval = text
            items.append(item)
    del select.target_list[:]
    select.target_list.extend([*before, *items, *behind])


def _merges(join: Tree) -> bool:
    sides = [side.join_expr for side in (join.larg, join.rarg) if kind(side) == "join_expr"]
    return bool(join.is_natural or join.using_clause or any(_merges(side) for side in sides))


def _from(select: Tree, scope: Scope) -> tuple[Source, ...]:
    sources: tuple[Source, ...] = ()
    for item in select.from_clause:
        sources = (*sources, *_sources(item, scope, sources))
    return sources


def _sources(node: Tree, scope: Scope, before: tuple[Source, ...]) -> tuple[Source, ...]:
    which = kind(node)
    item = getattr(node, which)
    if which == "range_var":
        return (_table(item, scope),)
    if which == "range_subselect":
        visit(item.subquery, scope.inner(before) if item.lateral else scope)
        columns = _texts(item.alias.colnames) or outputs(item.subquery.select_stmt)
        return (Source(name=item.alias.aliasname, to=item.alias.aliasname, columns=columns),)
    if which == "range_function":
        _below(item, scope.inner(before))
        return (_function_source(item),)
    if which == "join_expr":
        return _join(item, scope, before)
    if which == "range_table_sample":
        return _sources(item.relation, scope, before)
    raise SqlError(f"`{which}` in FROM is not followed")


def _function_source(item: Tree) -> Source:
    call = item.functions[0].list.items[0]
    name = item.alias.aliasname or (call.func_call.funcname[-1].string.sval if kind(call) == "func_call" else "")
    return Source(name=name, to=name, columns=_texts(item.alias.colnames) or None)


def _table(node: Tree, scope: Scope) -> Source:
    alias = node.alias.aliasname
    if not node.schemaname and node.relname in scope.ctes:
        name = alias or node.relname
        return Source(name=name, to=name, columns=_texts(node.alias.colnames) or scope.ctes[node.relname])
    key = (node.schemaname or PUBLIC, node.relname)
    renames = scope.renames
    renamed: Columns = renames.columns.get(key, {})
    given = _texts(node.alias.colnames)
    if given and renamed:
        raise SqlError(f"`{node.relname}` has names for its columns here; leave them out")
    columns = given or renames.facts.relations.get(key)
    name = alias or node.relname
    new = renames.relations.get(key)
    if new is not None:
        if node.schemaname or new[0] != PUBLIC:
            node.schemaname = new[0]
        node.relname = new[1]
    to = alias or node.relname
    return Source(name=name, to=to, columns=columns, renamed=renamed)


def _join(node: Tree, scope: Scope, before: tuple[Source, ...]) -> tuple[Source, ...]:
    left = _sources(node.larg, scope, before)
    right = _sources(node.rarg, scope, (*before, *left))
    shared = _texts(node.using_clause)
    for source in (*left, *right):
        if node.is_natural and source.renamed:
            raise SqlError("NATURAL JOIN with a column that gets another name; write ON")
        if set(shared) & {*source.renamed, *source.renamed.values()}:
            raise SqlError("USING with a column that gets another name; write ON")
    if node.HasField("quals"):
        visit(node.quals, scope.inner((*before, *left, *right)))
    return (*left, *right)


_VISITORS = {
    "ColumnRef": _column,
    "A_Indirection": _indirection,
    "TypeName": _type,
    "FuncCall": _function,
    "TypeCast": _cast,
    "SelectStmt": _select,
}
