"""The rules of the validator, one a file. The order is that of their codes; problems are printed by place."""

from __future__ import annotations

from wesley.sdl.rule import Rule
from wesley.sdl.rules.column_type import COLUMN_TYPE
from wesley.sdl.rules.directive_argument import DIRECTIVE_ARGUMENT
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.rules.directive_place import DIRECTIVE_PLACE
from wesley.sdl.rules.graphql_invalid import GRAPHQL_INVALID
from wesley.sdl.rules.graphql_syntax import GRAPHQL_SYNTAX
from wesley.sdl.rules.sql_expression import SQL_COLUMN, SQL_SYNTAX
from wesley.sdl.rules.unknown_reference import UNKNOWN_REFERENCE

ALL: tuple[Rule, ...] = (
    GRAPHQL_SYNTAX,
    GRAPHQL_INVALID,
    DIRECTIVE_ARGUMENT,
    DIRECTIVE_PLACE,
    DIRECTIVE_CONFLICT,
    UNKNOWN_REFERENCE,
    COLUMN_TYPE,
    SQL_SYNTAX,
    SQL_COLUMN,
)
