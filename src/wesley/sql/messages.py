"""The parse tree's messages without places in a text, so that equal trees are equal bytes.

The parser library describes its trees with protobuf. The classes here are made from the same description with two
things taken out of it: the fields that say where in a text a node was read, and the kinds of node that Wesley never
writes. Protobuf keeps what a class does not know as unknown fields and drops them on demand, so a tree can be led from
the library's classes to these by way of bytes; `lean` refuses a tree that would lose more than its places.

The many kinds of node are alternatives of one message (`Node`), and protobuf looks at each alternative when it drops
unknown fields: 271 of them took 0.15 ms for a table of ten columns, these take a third.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from wesley.sql.error import SqlError
from wesley.sql.parse import Tree
from wesley.sql.words import words

PLACES = words("location stmt_location stmt_len name_location rexpr_list_start rexpr_list_end list_start list_end")

_STATEMENTS = words(
    """
    alter_domain_stmt alter_enum_stmt alter_object_schema_stmt alter_policy_stmt alter_seq_stmt alter_table_stmt
    comment_stmt create_domain_stmt create_enum_stmt create_extension_stmt create_function_stmt create_policy_stmt
    create_schema_stmt create_seq_stmt create_stmt create_table_as_stmt create_trig_stmt do_stmt drop_stmt grant_stmt
    index_stmt insert_stmt lock_stmt raw_stmt rename_stmt select_stmt view_stmt variable_set_stmt
    """
)

_PARTS = words(
    """
    access_priv alter_table_cmd atalter_constraint column_def constraint def_elem function_parameter index_elem
    into_clause object_with_args partition_bound_spec partition_cmd partition_elem partition_range_datum partition_spec
    range_var role_spec table_like_clause trigger_transition type_name
    """
)

_EXPRESSIONS = words(
    """
    a_array_expr a_const a_expr a_indices a_indirection a_star bit_string bool_expr boolean boolean_test case_expr
    case_when coalesce_expr collate_clause column_ref float func_call grouping_func integer json_argument
    json_array_agg json_array_constructor json_array_query_constructor json_behavior json_format json_func_expr
    json_is_predicate json_key_value json_object_agg json_object_constructor json_output json_parse_expr json_returning
    json_scalar_expr json_serialize_expr json_value_expr list min_max_expr named_arg_expr null_test row_expr
    set_to_default sqlvalue_function string sub_link type_cast xml_expr xml_serialize
    """
)

_QUERIES = words(
    """
    alias common_table_expr ctecycle_clause ctesearch_clause grouping_set join_expr json_table json_table_column
    json_table_path_spec range_function range_subselect range_table_func range_table_func_col range_table_sample
    res_target sort_by window_def with_clause
    """
)

KINDS = _STATEMENTS | _PARTS | _EXPRESSIONS | _QUERIES


@cache
def _pool() -> Any:
    from google.protobuf import descriptor_pb2, descriptor_pool
    from postgast import pg_query_pb2

    described = descriptor_pb2.FileDescriptorProto()
    pg_query_pb2.DESCRIPTOR.CopyToProto(described)
    for message in described.message_type:
        kept = [field for field in message.field if _is_kept(message.name, field.name)]
        if len(kept) != len(message.field):
            del message.field[:]
            message.field.extend(kept)
    pool = descriptor_pool.DescriptorPool()
    pool.Add(described)
    return pool


def _is_kept(message: str, field: str) -> bool:
    return field in KINDS if message == "Node" else field not in PLACES


@cache
def message(name: str) -> Any:
    """The class of a message without places, by the library's name for it, such as `CreateStmt`."""
    from google.protobuf import message_factory

    return message_factory.GetMessageClass(_pool().FindMessageTypeByName(f"pg_query.{name}"))


def without_places(tree: Tree) -> Tree:
    """A copy of a whole parse result, as the classes of this module; kinds of node that they do not know are lost."""
    copy = message("ParseResult").FromString(tree.SerializeToString())
    copy.DiscardUnknownFields()
    copy.ClearField("version")
    return copy


def lean(tree: Tree) -> Tree:
    """The same, for a tree that may hold any kind of node.

    Raises:
        SqlError: it holds a kind that is not in KINDS.
    """
    _refuse_unknown(tree)
    return without_places(tree)


def _refuse_unknown(tree: Tree) -> None:
    for field, value in tree.ListFields():
        if tree.DESCRIPTOR.name == "Node" and field.name not in KINDS:
            raise SqlError(f"`{field.name}` is no part of the SQL that can be used here")
        if field.message_type is not None:
            for child in (value,) if hasattr(value, "ListFields") else value:
                _refuse_unknown(child)
