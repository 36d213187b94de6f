"""The constraints of a table: exactly these, each as the schema says."""

from __future__ import annotations

from wesley.ir.constraint import Deferrable, ForeignKey, PrimaryKey, ReferentialAction, Unique
from wesley.ir.table import Table
from wesley.targets.pgtap.expected import DEFERRABLE
from wesley.targets.pgtap.script import Line, invoke, test
from wesley.targets.pgtap.table import real, same


def constraints(table: Table) -> list[Line]:
    """Names of all constraints, then the definition of each.

    Keys and foreign keys are compared with the schema itself, checks and exclusions with the expected form.
    """
    found = invoke("pg_temp.constraints", real(table))
    lines = [test(f"{table.name} has exactly its constraints", "is", found, constraint_names(table))]
    if table.primary_key:
        lines.append(_key(table, table.primary_key, "PRIMARY KEY"))
    lines += [_key(table, unique, _unique_words(unique)) for unique in table.uniques]
    lines += [_foreign_key(table, key) for key in table.foreign_keys]
    checked = [check.name for check in table.checks]
    checked += [exclusion.name for exclusion in table.exclusions]
    lines += [same(table, "constraint_definition", name, f"constraint {name} is the expected one") for name in checked]
    return lines


def constraint_names(table: Table) -> tuple[str, ...]:
    """All names, in the order of their bytes, as PostgreSQL orders the type `name`."""
    names = [unique.name for unique in table.uniques] + [key.name for key in table.foreign_keys]
    names += [check.name for check in table.checks] + [exclusion.name for exclusion in table.exclusions]
    if table.primary_key:
        names.append(table.primary_key.name)
    return tuple(sorted(names))


def _unique_words(unique: Unique) -> str:
    return "UNIQUE NULLS NOT DISTINCT" if unique.nulls_not_distinct else "UNIQUE"


def _key(table: Table, key: PrimaryKey | Unique, words: str) -> Line:
    include = f" INCLUDE ({', '.join(key.include)})" if key.include else ""
    wanted = f"{words} ({', '.join(key.columns)}){include}{DEFERRABLE[key.deferrable]}"
    return test(f"{key.name} is {wanted}", "is", invoke("pg_temp.key", real(table), key.name), wanted)


def _foreign_key(table: Table, key: ForeignKey) -> Line:
    wanted = foreign_key_form(key)
    return test(f"{key.name} is {wanted}", "is", invoke("pg_temp.foreign_key", real(table), key.name), wanted)


def foreign_key_form(key: ForeignKey) -> str:
    """A foreign key in words, all defaults spelled out."""
    target = f"{key.ref_schema}.{key.ref_table} ({', '.join(key.ref_columns)})"
    some = f" ({', '.join(key.set_columns)})" if key.set_columns else ""
    return (
        f"FOREIGN KEY ({', '.join(key.columns)}) REFERENCES {target} ON DELETE {_words(key.on_delete)}{some} "
        f"ON UPDATE {_words(key.on_update)}{DEFERRABLE[key.deferrable]}"
    )


def _words(action: ReferentialAction) -> str:
    return action.value.replace("_", " ")


def is_deferrable(key: ForeignKey) -> bool:
    """Whether SET CONSTRAINTS can put its check off."""
    return key.deferrable is not Deferrable.NO
