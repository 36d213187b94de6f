"""Every edit by its name, with what a schema must hold before it."""

from __future__ import annotations

from msgspec import Struct

from tests.support.schemas.edits import (
    attached_names,
    checks,
    columns,
    comments,
    domains,
    enums,
    foreign_keys,
    generation,
    grants,
    indexes,
    keys,
    namespaces,
    partitions,
    policies,
    routines,
    sequences,
    tables,
    types,
    validity,
    views,
)
from tests.support.schemas.state import Edit

ANOTHER_TABLE = (tables.add_table, tables.add_table)
_TRIGGER = (routines.add_trigger_function, routines.add_trigger)
_GENERATED = (columns.add_text_column, generation.add_generated_column)
_TEXT = (columns.add_text_column,)
_ENUM = (enums.add_enum, columns.add_column)
_RANGE = (tables.add_range_table,)


class Step(Struct, frozen=True, kw_only=True):
    """An edit that can be asked for.

    Args:
        edit: what it does.
        needs: edits that give a schema what this one works on; a schema has a table in any case.
        renames: True when names change and nothing comes or goes.
    """

    edit: Edit
    needs: tuple[Edit, ...] = ()
    renames: bool = False

    @property
    def name(self) -> str:
        """The name of its function."""
        return self.edit.__name__


BUILDING = (
    Step(edit=columns.add_column),
    Step(edit=tables.add_table),
    Step(edit=keys.add_unique),
    Step(edit=foreign_keys.add_foreign_key),
    Step(edit=checks.add_check),
    Step(edit=indexes.add_index),
    Step(edit=enums.add_enum),
    Step(edit=policies.add_policy),
    Step(edit=views.add_view),
    Step(edit=routines.add_function),
    Step(edit=routines.add_trigger_function),
    Step(edit=routines.add_trigger, needs=(routines.add_trigger_function,)),
    Step(edit=grants.grant_on_table),
    Step(edit=comments.comment_on_table),
    Step(edit=generation.add_generated_column, needs=_TEXT),
    Step(edit=generation.add_serial),
    Step(edit=generation.add_identity_column, needs=(tables.add_table,)),
    Step(edit=keys.add_primary_key, needs=(keys.drop_primary_key,)),
    Step(edit=checks.add_exclusion),
    Step(edit=tables.add_partitioned_table),
    Step(edit=tables.add_lookup_table),
    Step(edit=domains.add_domain),
    Step(edit=domains.add_domain_check, needs=(domains.add_domain,)),
    Step(edit=sequences.add_sequence),
    Step(edit=views.add_materialized_view),
    Step(edit=indexes.add_view_index, needs=(views.add_materialized_view,)),
    Step(edit=namespaces.add_namespace),
    Step(edit=namespaces.add_extension),
    Step(edit=indexes.add_trigram_index, needs=(namespaces.add_trigrams, columns.add_text_column)),
    Step(edit=grants.grant_on_columns),
    Step(edit=grants.grant_on_view, needs=(views.add_view,)),
    Step(edit=grants.grant_on_namespace, needs=(namespaces.add_namespace,)),
    Step(edit=partitions.add_partition, needs=_RANGE),
)
CHANGING = (
    Step(edit=tables.drop_table, needs=ANOTHER_TABLE),
    Step(edit=tables.rename_table, renames=True),
    Step(edit=tables.move_table, needs=(namespaces.add_namespace,), renames=True),
    Step(edit=tables.change_table_parameters),
    Step(edit=tables.change_logging, needs=(tables.add_table,)),
    Step(edit=partitions.remove_partition, needs=_RANGE),
    Step(edit=columns.drop_column),
    Step(edit=columns.rename_column, renames=True),
    Step(edit=types.change_type),
    Step(edit=columns.change_nullability),
    Step(edit=columns.change_default),
    Step(edit=columns.change_collation, needs=_TEXT),
    Step(edit=columns.change_statistics),
    Step(edit=columns.change_storage, needs=_TEXT),
    Step(
        edit=generation.add_identity,
        needs=(tables.add_table, generation.drop_identity, generation.add_integer_column),
    ),
    Step(edit=generation.change_identity, needs=(tables.add_table, generation.add_identity_column)),
    Step(edit=generation.drop_identity, needs=(tables.add_table, generation.add_identity_column)),
    Step(edit=generation.change_generated, needs=_GENERATED),
    Step(edit=generation.drop_generated, needs=_GENERATED),
    Step(edit=keys.drop_primary_key),
    Step(edit=keys.change_primary_key),
    Step(edit=keys.drop_unique, needs=(keys.add_unique,)),
    Step(edit=keys.change_unique, needs=(keys.add_unique,)),
    Step(edit=foreign_keys.drop_foreign_key, needs=(foreign_keys.add_foreign_key,)),
    Step(edit=foreign_keys.change_foreign_key, needs=(foreign_keys.add_foreign_key,)),
    Step(edit=checks.drop_check, needs=(checks.add_check,)),
    Step(edit=checks.change_check, needs=(checks.add_check,)),
    Step(edit=checks.drop_exclusion, needs=(checks.add_exclusion,)),
    Step(edit=checks.change_exclusion, needs=(checks.add_exclusion,)),
    Step(edit=attached_names.rename_constraint, needs=(checks.add_check,)),
    Step(edit=attached_names.rename_index, needs=(indexes.add_index,)),
    Step(edit=attached_names.rename_policy, needs=(policies.add_policy,)),
    Step(edit=attached_names.rename_trigger, needs=_TRIGGER),
    Step(edit=indexes.drop_index, needs=(indexes.add_index,)),
    Step(edit=indexes.change_index, needs=(indexes.add_index,)),
    Step(edit=enums.drop_enum, needs=(enums.add_enum,)),
    Step(edit=enums.rename_enum, needs=_ENUM, renames=True),
    Step(edit=enums.add_enum_value, needs=_ENUM),
    Step(edit=enums.rename_enum_value, needs=_ENUM, renames=True),
    Step(edit=enums.remove_enum_value, needs=_ENUM),
    Step(edit=enums.reorder_enum, needs=_ENUM),
    Step(edit=domains.drop_domain, needs=(domains.add_domain,)),
    Step(edit=domains.change_domain, needs=(domains.add_domain, columns.add_column)),
    Step(edit=domains.drop_domain_check, needs=(domains.add_domain, domains.add_domain_check)),
    Step(edit=sequences.drop_sequence, needs=(sequences.add_sequence,)),
    Step(edit=sequences.change_sequence, needs=(sequences.add_sequence,)),
    Step(edit=policies.drop_policy, needs=(policies.add_policy,)),
    Step(edit=policies.change_policy_command, needs=(policies.add_policy,)),
    Step(edit=policies.change_policy_expression, needs=(policies.add_policy,)),
    Step(edit=policies.change_policy_roles, needs=(policies.add_policy,)),
    Step(edit=policies.change_row_security),
    Step(edit=grants.revoke_on_table, needs=(grants.grant_on_table,)),
    Step(edit=routines.drop_function, needs=(routines.add_function,)),
    Step(edit=routines.change_function, needs=(routines.add_function,)),
    Step(edit=routines.drop_trigger, needs=_TRIGGER),
    Step(edit=routines.change_trigger, needs=_TRIGGER),
    Step(edit=views.drop_view, needs=(views.add_view,)),
    Step(edit=views.change_view, needs=(views.add_view,)),
    Step(edit=views.change_view_options, needs=(views.add_view,)),
    Step(edit=namespaces.drop_namespace, needs=(namespaces.add_namespace,)),
    Step(edit=namespaces.drop_extension, needs=(namespaces.add_extension,)),
    Step(edit=comments.comment_on_object, needs=(enums.add_enum,)),
    Step(edit=comments.comment_on_view_column, needs=(views.add_view,)),
    Step(edit=validity.validate_constraint, needs=(checks.add_check, validity.leave_not_valid)),
)
# What a first schema is built by: what tables are made of more often than all else, and what no evolution leads to.
FIRST = (*BUILDING, *BUILDING[:14], *BUILDING[:14], Step(edit=validity.leave_not_valid))
EDITS = (*BUILDING, *CHANGING)
BY_NAME = {step.name: step for step in EDITS}
