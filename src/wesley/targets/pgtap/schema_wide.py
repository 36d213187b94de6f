"""What belongs to no table: extensions, roles, schemas, enums, functions, views."""

from __future__ import annotations

from wesley.ir.access import Namespace
from wesley.ir.enum import Enum
from wesley.ir.routine import Function
from wesley.ir.schema import Schema
from wesley.ir.view import View
from wesley.sql.text import qualified
from wesley.targets.pgtap.access import privileges
from wesley.targets.pgtap.expected import scratch
from wesley.targets.pgtap.script import Line, invoke, test


def schema_wide(schema: Schema, roles: tuple[str, ...]) -> list[Line]:
    """Tests of everything outside tables.

    Args:
        schema: the whole schema.
        roles: the roles whose privileges are tested.
    """
    physical = schema.physical
    wanted = [extension.name for extension in physical.extensions if extension.before is None]
    lines = [test(f"extension {name} is installed", "has_extension", name) for name in wanted]
    lines += [test(f"role {role.name} exists", "has_role", role.name) for role in schema.roles]
    for namespace in physical.namespaces:
        lines += _namespace(namespace)
    for enum in physical.enums:
        lines += _enum(enum)
    for function in physical.functions:
        lines += _function(function)
    for view in physical.views:
        lines += _view(view, roles)
    return lines


def _namespace(namespace: Namespace) -> list[Line]:
    name = namespace.name
    lines = [test(f"schema {name} exists", "has_schema", name)]
    for role in dict.fromkeys(grant.role for grant in namespace.grants):
        wanted = privileges(namespace.grants, role)
        lines.append(test(f"{role} has on schema {name}: {wanted}", "is", invoke("pg_temp.usage", name, role), wanted))
    return lines


def _enum(enum: Enum) -> list[Line]:
    name = qualified(enum.schema, enum.name)
    says = f"{enum.schema}.{enum.name} has exactly its values, in order"
    lines = [
        test(f"enum {enum.schema}.{enum.name} exists", "has_enum", enum.schema, enum.name),
        test(says, "is", invoke("pg_temp.labels", name), enum.values),
    ]
    if enum.comment is not None:
        lines.append(
            test(f"enum {enum.name} has its comment", "is", invoke("pg_temp.type_comment", name), enum.comment)
        )
    return lines


def _function(function: Function) -> list[Line]:
    what = f"function {function.schema}.{function.name}({function.arguments})"
    oid = invoke("pg_temp.function_oid", function.schema, function.name, function.arguments)
    wanted = f"RETURNS {function.returns} LANGUAGE {function.language} {function.volatility}"
    wanted += " SECURITY DEFINER" if function.security_definer else ""
    if function.search_path is not None:
        wanted += f" SET search_path={function.search_path or chr(34) * 2}"
    body = function.body.strip(" \n")
    lines = [
        test(f"{what} {wanted}", "is", invoke("pg_temp.function_form", oid), wanted),
        test(f"{what} has its body", "is", invoke("pg_temp.function_body", oid), body),
    ]
    if function.comment is not None:
        found = invoke("obj_description", oid, "pg_proc")
        lines.append(test(f"{what} has its comment", "is", found, function.comment))
    return lines


def _view(view: View, roles: tuple[str, ...]) -> list[Line]:
    real, what = qualified(view.schema, view.name), f"{view.schema}.{view.name}"
    kind, exists = ("materialized view", "has_materialized_view") if view.materialized else ("view", "has_view")
    lines = [
        test(f"{kind} {what} exists", exists, view.schema, view.name),
        test(
            f"the expected form of {what} can be built",
            "lives_ok",
            f"CREATE VIEW {scratch(view.name)} AS {view.query.sql}",
        ),
        _alike(view, "view_definition", f"{what} is the expected query"),
    ]
    lines += _view_columns(view)
    if not view.materialized:
        found = invoke("pg_temp.security_invoker", real)
        rights = "who asks" if view.security_invoker else "its owner"
        lines.append(test(f"{what} runs with the rights of {rights}", "is", found, view.security_invoker))
    if view.comment is not None:
        lines.append(test(f"{what} has its comment", "is", invoke("pg_temp.relation_comment", real), view.comment))
    for role in roles:
        wanted = privileges(view.grants, role)
        lines.append(test(f"{role} has on {what}: {wanted}", "is", invoke("pg_temp.privileges", real, role), wanted))
    return lines


def _view_columns(view: View) -> list[Line]:
    if not view.columns:
        return []
    real, names = qualified(view.schema, view.name), tuple(column.name for column in view.columns)
    lines = [test(f"{view.name} has exactly its columns, in order", "is", invoke("pg_temp.columns", real), names)]
    for column in view.columns:
        what = f"{view.name}.{column.name}"
        found = invoke("pg_temp.base_type", real, column.name)
        lines.append(test(f"{what} is {column.type}", "is", found, invoke("pg_temp.named_type", column.type)))
        if column.comment is not None:
            found = invoke("pg_temp.column_comment", real, column.name)
            lines.append(test(f"{what} has its comment", "is", found, column.comment))
    return lines


def _alike(view: View, helper: str, says: str) -> Line:
    found = invoke(f"pg_temp.{helper}", qualified(view.schema, view.name))
    return test(says, "is", found, invoke(f"pg_temp.{helper}", scratch(view.name)))
