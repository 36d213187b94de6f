"""What the role that runs a plan may do with the objects of the plan, looked at before anything is changed."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.statement import RelationName, Statement
from wesley.execute.codes import MISSING_PRIVILEGE
from wesley.plan.plan import Step
from wesley.postgres.session import Session
from wesley.problems.problem import Problem
from wesley.sql.made_in import made_in
from wesley.sql.text import qualified, quote_identifier

_NOT_OWNED = """
SELECT asked.name, pg_get_userbyid(c.relowner), current_user::text
FROM unnest(%s::text[]) AS asked (name) JOIN pg_class c ON c.oid = to_regclass(asked.name)
WHERE NOT pg_has_role(c.relowner, 'USAGE') ORDER BY 1
"""
# Enums and domains, and functions of every signature.
_NOT_OWNED_BESIDES = """
WITH asked AS (
    SELECT n.oid AS place, asked.* FROM unnest(%s::text[], %s::text[], %s::bool[]) AS asked (schema, name, is_function)
        JOIN pg_namespace n ON n.nspname = asked.schema
), found AS (
    SELECT a.schema, a.name, t.typowner AS owner
    FROM asked a JOIN pg_type t ON t.typnamespace = a.place AND t.typname = a.name AND t.typtype IN ('e', 'd')
    UNION
    SELECT a.schema, a.name, p.proowner
    FROM asked a JOIN pg_proc p ON p.pronamespace = a.place AND p.proname = a.name WHERE a.is_function
)
SELECT format('%%I.%%I', schema, name), pg_get_userbyid(owner), current_user::text FROM found
WHERE NOT pg_has_role(owner, 'USAGE') ORDER BY 1
"""
_NO_CREATE = """
SELECT asked.name, current_user::text FROM unnest(%s::text[]) AS asked (name)
    JOIN pg_namespace n ON n.nspname = asked.name
WHERE NOT has_schema_privilege(n.oid, 'CREATE') ORDER BY 1
"""
_NO_REFERENCES = """
SELECT asked.name, current_user::text
FROM unnest(%s::text[]) AS asked (name) JOIN pg_class c ON c.oid = to_regclass(asked.name)
WHERE NOT has_table_privilege(c.oid, 'REFERENCES') ORDER BY 1
"""
# A view reads, and a function that says so runs, with the privileges of its owner (manual, CREATE VIEW, Notes, and
# CREATE FUNCTION, SECURITY DEFINER).
_OF_OTHERS = """
SELECT n.nspname, c.relname, pg_get_userbyid(c.relowner), current_user::text
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('v', 'm') AND pg_get_userbyid(c.relowner) <> current_user AND n.nspname = ANY (%s)
UNION
SELECT n.nspname, p.proname, pg_get_userbyid(p.proowner), current_user::text
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.prosecdef AND pg_get_userbyid(p.proowner) <> current_user AND n.nspname = ANY (%s)
ORDER BY 1, 2
"""
_RENAMED = "ALTER MATERIALIZED VIEW "
_ANEW = ("CREATE VIEW ", "CREATE MATERIALIZED VIEW ", "CREATE FUNCTION ", _RENAMED)
# What a CREATE makes that is no object of a schema.
_IN_NO_SCHEMA = ("CREATE TRIGGER", "CREATE POLICY", "CREATE EXTENSION", "CREATE SCHEMA", "CREATE ROLE")
# ALTER ... that makes a relation, or gives it a name as if it were made (manual, ALTER TABLE, Notes).
_AS_IF_MADE = (" RENAME TO ", " SET SCHEMA ", " AS IDENTITY")


def missing_privileges(session: Session, steps: tuple[Step, ...]) -> tuple[Problem, ...]:
    """What the role lacks on tables, types, functions and schemas for the statements of a plan.

    ALTER and DROP need the owner or a member of its role (manual, ALTER TABLE, Description), a foreign key REFERENCES
    on the table that it points to (manual, CREATE TABLE, Parameters), and what is made CREATE on its schema (manual,
    Privileges, table 5.1). What is there, made anew and acts with the privileges of its owner needs that very role.

    Args:
        session: as the role that runs the plan.
        steps: the statements.
    """
    altered = sorted({qualified(one.schema, one.name) for one in _altered(steps)})
    pointed = sorted({name for step in steps for name in _pointed_to(step.statement)})
    besides = sorted({(one.relation, _is_function(step)) for step in steps for one in step.after})
    made = sorted({schema for step in steps for schema in _made_in(step)})
    problems = [_not_owned(*row) for row in session.rows(_NOT_OWNED, [altered])]
    asked = [[one.schema for one, _ in besides], [one.name for one, _ in besides], [given for _, given in besides]]
    problems += [_not_owned(*row) for row in session.rows(_NOT_OWNED_BESIDES, asked)]
    problems += [_no_references(*row) for row in session.rows(_NO_REFERENCES, [pointed])]
    problems += [_no_create(*row) for row in session.rows(_NO_CREATE, [made])]
    problems += _of_others(session, steps, made)
    return tuple(problems)


def _altered(steps: tuple[Step, ...]) -> set[RelationName]:
    """What only its owner may change: what is locked as strongly as no SELECT, UPDATE or REFERENCES alone does."""
    return {
        RelationName(schema=lock.schema, name=lock.name)
        for step in steps
        for lock in step.statement.locks
        if lock.mode.blocks_ddl and not _is_pointed_to(step.statement, qualified(lock.schema, lock.name))
    }


def _pointed_to(statement: Statement) -> Iterator[str]:
    """The tables that a new foreign key of a statement points to."""
    if " FOREIGN KEY " in statement.sql:
        names = (qualified(lock.schema, lock.name) for lock in statement.locks)
        yield from (name for name in names if _is_pointed_to(statement, name))


def _is_pointed_to(statement: Statement, name: str) -> bool:
    """True for what a statement locks only because a foreign key of its own table points there."""
    sql = statement.sql
    if sql.startswith("ALTER TABLE") and (" FOREIGN KEY " in sql or " DROP CONSTRAINT " in sql):
        own = sql.removeprefix("ALTER TABLE ").removeprefix("ONLY ")
        return not own.startswith((f"{name} ", f"{name}\n"))
    return sql.startswith("DROP TABLE") and name not in sql


def _is_function(step: Step) -> bool:
    """True for a statement about a function, and not about a table that may have the name of one."""
    return " FUNCTION " in step.statement.sql.partition("(")[0].partition("\n")[0]


def _of_others(session: Session, steps: tuple[Step, ...], schemas: list[str]) -> list[Problem]:
    """What is there, belongs to another role and is created again: who creates something owns it."""
    made = [step.statement.sql for step in steps if step.statement.sql.startswith(_ANEW)]
    found = session.rows(_OF_OTHERS, [schemas, schemas]) if made else []
    return [
        _of_another(qualified(schema, name), owner, role)
        for schema, name, owner, role in found
        if any(_makes(sql, schema, name) for sql in made)
    ]


def _makes(sql: str, schema: str, name: str) -> bool:
    """Whether something gets this name by a statement, a materialized view by the last of those that build it."""
    if sql.startswith(_RENAMED):
        own = quote_identifier(schema)
        return sql.startswith(f"{_RENAMED}{own}.") and sql.endswith(f" RENAME TO {quote_identifier(name)};")
    words = next(words for words in _ANEW if sql.startswith(words))
    return sql.removeprefix(words).startswith(tuple(f"{qualified(schema, name)}{end}" for end in " \n("))


def _made_in(step: Step) -> Iterator[str]:
    """The schemas in which a statement makes something."""
    sql = step.statement.sql
    makes = sql.startswith("CREATE ") and not sql.startswith(_IN_NO_SCHEMA)
    if makes and not step.after:
        yield from made_in(sql)
    elif makes or (sql.startswith("ALTER ") and any(words in sql for words in _AS_IF_MADE)):
        yield from (one.relation.schema for one in step.after if one.relation.schema)


def _not_owned(name: str, owner: str, role: str) -> Problem:
    return Problem(
        code=MISSING_PRIVILEGE,
        message=f"{role} does not own {name}, which the plan changes",
        help=f"GRANT {quote_identifier(owner)} TO {quote_identifier(role)}, or migrate as {owner}",
    )


def _no_references(name: str, role: str) -> Problem:
    return Problem(
        code=MISSING_PRIVILEGE,
        message=f"{role} may not make foreign keys that point to {name}",
        help=f"GRANT REFERENCES ON {name} TO {quote_identifier(role)}",
    )


def _no_create(schema: str, role: str) -> Problem:
    return Problem(
        code=MISSING_PRIVILEGE,
        message=f"{role} may not create anything in the schema {schema}",
        help=f"GRANT CREATE ON SCHEMA {quote_identifier(schema)} TO {quote_identifier(role)}",
    )


def _of_another(name: str, owner: str, role: str) -> Problem:
    return Problem(
        code=MISSING_PRIVILEGE,
        message=f"{name} belongs to {owner}, and the plan makes it anew: it would belong to {role} then",
        help=f"migrate as {owner}, or make {role} its owner first",
    )
