"""Names that came to PostgreSQL after version 12, each with the version that brought it.

From the catalogs of the servers 12.22, 13.23, 14.23, 15.18, 16.9, 17.10 and 18.4, each with all of its contrib
extensions: pg_proc without the functions that implement an operator, an aggregate, an index or a type, and without
those that administer a server; pg_type; pg_opclass; pg_collation. A test compares the functions and types with the
servers. No operator has come since (pg_operator).

Three functions are not here. `extract` and `similar_to_escape` stand for syntax that 12 has too; `gen_random_uuid`, of
the server since 13, is one of pgcrypto's before.
"""

from __future__ import annotations

from wesley.sql.words import words

_FUNCTIONS = {
    13: """
        gcd is_normalized jsonb_path_exists_tz jsonb_path_match_tz jsonb_path_query_array_tz jsonb_path_query_first_tz
        jsonb_path_query_tz jsonb_set_lax lcm min_scale normalize pg_current_snapshot pg_current_xact_id
        pg_current_xact_id_if_assigned pg_snapshot_xip pg_snapshot_xmax pg_snapshot_xmin pg_visible_in_snapshot
        pg_xact_status to_regcollation trim_scale xid
        """,
    14: """
        bit_count bit_xor date_bin datemultirange int4multirange int8multirange multirange nummultirange
        pg_column_compression range_agg range_intersect_agg string_to_table trim_array tsmultirange tstzmultirange
        unistr
        """,
    15: "has_parameter_privilege regexp_count regexp_instr regexp_like regexp_substr",
    16: """
        any_value array_sample array_shuffle daitch_mokotoff date_add date_subtract erf erfc json_agg_strict
        json_object_agg_strict json_object_agg_unique json_object_agg_unique_strict jsonb_agg_strict
        jsonb_object_agg_strict jsonb_object_agg_unique jsonb_object_agg_unique_strict pg_input_error_info
        pg_input_is_valid random_normal system_user
        """,
    17: """
        icu_unicode_version jsonb_populate_record_valid pg_basetype to_bin to_oct to_regtypemod unicode_assigned
        unicode_version uuid_extract_timestamp uuid_extract_version xmltext
        """,
    18: """
        array_reverse array_sort bytea casefold crc32 crc32c fips_mode gamma has_largeobject_privilege lgamma pg_get_acl
        uuidv4 uuidv7
        """,
}

_TYPES = {
    13: "pg_snapshot regcollation xid8",
    14: "datemultirange int4multirange int8multirange nummultirange tsmultirange tstzmultirange",
}


def _versions(names: dict[int, str]) -> dict[str, int]:
    return {name: version for version, text in names.items() for name in sorted(words(text))}


FUNCTIONS = _versions(_FUNCTIONS)
TYPES = _versions(_TYPES)
COLLATIONS = {"unicode": 16, "pg_c_utf8": 17, "pg_unicode_fast": 18}

# Functions that 12 has, by name and a number of arguments that it has not.
ARGUMENTS = {
    ("generate_series", 4): 16,
    ("json_strip_nulls", 2): 18,
    ("jsonb_strip_nulls", 2): 18,
    ("random", 2): 17,
    ("range_merge", 1): 14,
    ("regexp_replace", 5): 15,
    ("regexp_replace", 6): 15,
    ("timezone", 1): 17,
}

_OPERATOR_CLASSES = {
    ("btree", "xid8_ops"): 13,
    ("hash", "xid8_ops"): 13,
    ("btree", "multirange_ops"): 14,
    ("gist", "multirange_ops"): 14,
    ("hash", "multirange_ops"): 14,
    ("hash", "record_ops"): 14,
    ("gist", "gist_bool_ops"): 15,
    ("hash", "hash_ltree_ops"): 17,
}


def operator_class_version(method: str, name: str) -> int:
    """The version that brought an operator class; 0 for one that 12 has, and for one that is not known."""
    if method == "brin" and name.endswith(("_bloom_ops", "_minmax_multi_ops")):
        return 14
    return _OPERATOR_CLASSES.get((method, name), 0)


def default_class_version(method: str, base: str) -> int:
    """The version that let an access method index a type without an operator class being named; 0 when 12 does.

    Args:
        method: access method.
        base: name of the type, as `base_type` gives it. Types that are younger themselves are not looked at.
    """
    return {("gist", "boolean"): 15, ("hash", "ltree"): 17}.get((method, base), 0)
