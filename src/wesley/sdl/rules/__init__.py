"""The rules of the validator, one a file. The order is that of their codes; problems are printed by place."""

from __future__ import annotations

from wesley.problems.problem import Problem
from wesley.sdl.rule import Rule, Subject
from wesley.sdl.rules.column_storage import COLUMN_STORAGE
from wesley.sdl.rules.column_type import COLUMN_TYPE
from wesley.sdl.rules.computed_reference import COMPUTED_REFERENCE
from wesley.sdl.rules.default_type import DEFAULT_TYPE
from wesley.sdl.rules.directive_argument import DIRECTIVE_ARGUMENT
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.rules.directive_place import DIRECTIVE_PLACE
from wesley.sdl.rules.duplicate_uid import DUPLICATE_UID
from wesley.sdl.rules.enum_array import ENUM_ARRAY
from wesley.sdl.rules.enum_value import ENUM_VALUE
from wesley.sdl.rules.foreign_key_target import FOREIGN_KEY_TARGET
from wesley.sdl.rules.foreign_key_type import FOREIGN_KEY_TYPE
from wesley.sdl.rules.generated_use import GENERATED_USE
from wesley.sdl.rules.graphql_invalid import GRAPHQL_INVALID
from wesley.sdl.rules.graphql_syntax import GRAPHQL_SYNTAX
from wesley.sdl.rules.identity_column import IDENTITY_COLUMN
from wesley.sdl.rules.ignored_reference import IGNORED_REFERENCE
from wesley.sdl.rules.incompatible_declaration import INCOMPATIBLE_DECLARATION
from wesley.sdl.rules.name_collision import NAME_COLLISION
from wesley.sdl.rules.name_too_long import NAME_TOO_LONG
from wesley.sdl.rules.newer_feature import NEWER_FEATURE
from wesley.sdl.rules.nullable_primary_key import NULLABLE_PRIMARY_KEY
from wesley.sdl.rules.operator_class import OPERATOR_CLASS
from wesley.sdl.rules.partition_key import PARTITION_KEY
from wesley.sdl.rules.policy_preset import POLICY_PRESET
from wesley.sdl.rules.policy_relation import POLICY_RELATION
from wesley.sdl.rules.privilege import PRIVILEGE
from wesley.sdl.rules.regular_expression import REGULAR_EXPRESSION
from wesley.sdl.rules.relation_ambiguous import RELATION_AMBIGUOUS
from wesley.sdl.rules.relation_nullability import RELATION_NULLABILITY
from wesley.sdl.rules.relation_without_key import RELATION_WITHOUT_KEY
from wesley.sdl.rules.renamed_from import RENAMED_FROM
from wesley.sdl.rules.reserved_schema import RESERVED_SCHEMA
from wesley.sdl.rules.role_name import ROLE_NAME
from wesley.sdl.rules.row_security_conflict import ROW_SECURITY_CONFLICT
from wesley.sdl.rules.set_default import SET_DEFAULT
from wesley.sdl.rules.set_null import SET_NULL
from wesley.sdl.rules.sql_column import SQL_COLUMN
from wesley.sdl.rules.sql_syntax import SQL_SYNTAX
from wesley.sdl.rules.tenant_column import TENANT_COLUMN
from wesley.sdl.rules.tenant_foreign_key import TENANT_FOREIGN_KEY
from wesley.sdl.rules.too_many import TOO_MANY
from wesley.sdl.rules.unknown_reference import UNKNOWN_REFERENCE
from wesley.sdl.rules.unknown_type import UNKNOWN_TYPE
from wesley.sdl.rules.view_columns import VIEW_COLUMNS
from wesley.sdl.rules.view_cycle import VIEW_CYCLE
from wesley.sdl.rules.view_file import VIEW_FILE

ALL: tuple[Rule, ...] = (
    GRAPHQL_SYNTAX,
    GRAPHQL_INVALID,
    DIRECTIVE_ARGUMENT,
    DIRECTIVE_PLACE,
    DIRECTIVE_CONFLICT,
    INCOMPATIBLE_DECLARATION,
    UNKNOWN_REFERENCE,
    NAME_COLLISION,
    NAME_TOO_LONG,
    FOREIGN_KEY_TARGET,
    TOO_MANY,
    RESERVED_SCHEMA,
    IGNORED_REFERENCE,
    RENAMED_FROM,
    DUPLICATE_UID,
    RELATION_WITHOUT_KEY,
    RELATION_AMBIGUOUS,
    RELATION_NULLABILITY,
    COLUMN_TYPE,
    UNKNOWN_TYPE,
    FOREIGN_KEY_TYPE,
    SET_NULL,
    SET_DEFAULT,
    NULLABLE_PRIMARY_KEY,
    DEFAULT_TYPE,
    IDENTITY_COLUMN,
    OPERATOR_CLASS,
    ENUM_ARRAY,
    ENUM_VALUE,
    COMPUTED_REFERENCE,
    GENERATED_USE,
    PARTITION_KEY,
    COLUMN_STORAGE,
    SQL_SYNTAX,
    SQL_COLUMN,
    REGULAR_EXPRESSION,
    VIEW_COLUMNS,
    VIEW_FILE,
    VIEW_CYCLE,
    TENANT_COLUMN,
    ROW_SECURITY_CONFLICT,
    TENANT_FOREIGN_KEY,
    POLICY_PRESET,
    POLICY_RELATION,
    ROLE_NAME,
    PRIVILEGE,
    NEWER_FEATURE,
)


def run(subject: Subject, changed: Subject) -> list[Problem]:
    """Run the rules.

    Args:
        subject: the whole schema.
        changed: the same, or without tables in which nothing was found before and of which nothing has changed.
    """
    return [
        problem
        for rule in ALL
        if rule.check is not None
        for problem in rule.check(changed if rule.of_tables else subject)
    ]
