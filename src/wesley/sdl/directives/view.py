"""`@view`: the type is a view."""

from __future__ import annotations

from wesley.ir.expression import Expression
from wesley.ir.origin import Origin
from wesley.sdl.directive import Directive, Location, Parameter, Place
from wesley.sdl.draft import Site, ViewDraft
from wesley.sdl.language.document import Value
from wesley.sdl.lookup import place_in
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.rules.sql_syntax import SQL_SYNTAX
from wesley.sdl.rules.view_file import VIEW_FILE
from wesley.sdl.start import table
from wesley.sdl.use import Use
from wesley.sdl.views.files import ENDING, may_be_read, path_of
from wesley.sql.error import SqlError
from wesley.sql.expression import parse_query


def apply(site: Site, use: Use) -> None:
    """Make the draft of the view."""
    if site.definition.name in site.draft.tables:
        _conflict(site, use, "a type is a table or a view, not both", "take @table away: @view takes name and schema")
        return
    draft = table(site.draft, site.definition)
    draft.name = use.text("name") or draft.name
    draft.schema = use.text("schema") or draft.schema
    nothing = ViewDraft(
        query=Expression(sql=""), materialized=False, security_invoker=False, text="", origin=use.origin
    )
    draft.view = _view(site, use) or nothing


def _view(site: Site, use: Use) -> ViewDraft | None:
    materialized = use.flag("materialized")
    invoker = use.value("securityInvoker")
    if materialized and invoker is not None and invoker.origin.known and use.flag("securityInvoker"):
        message = "a materialized view holds its rows, and has no rights to read them with"
        _conflict(site, use, message, "take securityInvoker away", "securityInvoker")
    sql, file = use.value("sql"), use.value("file")
    if (sql is None) == (file is None):
        _conflict(site, use, "@view needs exactly one of `sql` and `file`", "give the query, or the file that holds it")
        return None
    if sql is not None:
        found = _parsed(site, str(sql.value), sql, "")
    else:
        found = _from_file(site, file) if file is not None else None
    if found is None:
        return None
    found.materialized = materialized
    found.security_invoker = use.flag("securityInvoker") and not materialized
    return found


def _conflict(site: Site, use: Use, message: str, help_text: str, parameter: str = "") -> None:
    site.draft.report(DIRECTIVE_CONFLICT.code, message, use.origin_of(parameter), help_text)


def _from_file(site: Site, file: Value) -> ViewDraft | None:
    name = str(file.value)
    path = path_of(file.origin.file, name)
    text = site.draft.files.get(path)
    if text is not None:
        return _parsed(site, text, file, path)
    if may_be_read(name):
        message = f"there is no file `{path}`, or it is no UTF-8 text"
        help_text = "the path is taken from the folder of the schema file that names it"
    else:
        message = f"`{name}` is no path to a SQL file"
        help_text = f"write a path that begins in the folder of this file and ends in `{ENDING}`"
    site.draft.report(VIEW_FILE.code, message, file.origin, help_text)
    return None


def _parsed(site: Site, text: str, written: Value, path: str) -> ViewDraft | None:
    try:
        query = parse_query(text, written.origin)
    except SqlError as error:
        place = _place_in_file(path, text, error.offset) if path else place_in(written, error.offset)
        site.draft.report(SQL_SYNTAX.code, error.message, place)
        return None
    return ViewDraft(query=query, materialized=False, security_invoker=False, text=text, origin=written.origin)


def _place_in_file(path: str, text: str, offset: int) -> Origin:
    before = text[:offset]
    return Origin(path, before.count("\n") + 1, offset - before.rfind("\n"))


VIEW = Directive(
    name="view",
    description="The type is a view. Its fields are the columns that the query gives, and carry no constraints.",
    locations=(Location.OBJECT,),
    parameters=(
        Parameter(name="sql", type="SQL", description="The query: one SELECT."),
        Parameter(
            name="file", type="String", description="A `.sql` file that holds it, from the folder of the schema file."
        ),
        Parameter(name="name", type="String", description="Name in the database; the plural in snake_case otherwise."),
        Parameter(name="schema", type="String", description="PostgreSQL schema; `postgres.schema` otherwise."),
        Parameter(name="materialized", type="Boolean", default="false", description="It holds its rows."),
        Parameter(
            name="securityInvoker",
            type="Boolean",
            default="true",
            description="Rows are read with the rights of who asks (PostgreSQL 15), so that policies hold.",
        ),
    ),
    apply=apply,
    place=Place.ANY,
    example="type User @table {\n  id: ID! @primaryKey\n  active: Boolean!\n}\n\n"
    'type ActiveUser @view(sql: "SELECT id FROM users WHERE active") {\n  id: ID!\n}',
)
