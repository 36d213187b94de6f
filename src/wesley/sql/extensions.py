"""Which extension brings a type, an operator class or a function.

Of the extensions in PostgreSQL's contrib and of pgvector: from their catalogs (PostgreSQL 18); of PostGIS: its manual.
"""

from __future__ import annotations

from wesley.sql.words import words

_TYPES = {
    "citext": "citext",
    "cube": "cube",
    "hstore": "hstore",
    "intarray": "query_int",
    "isn": "ean13 isbn isbn13 ismn ismn13 issn issn13 upc",
    "ltree": "lquery ltree ltxtquery",
    "postgis": "box2d box3d geography geometry",
    "seg": "seg",
    "vector": "halfvec sparsevec vector",
}

_OPERATOR_CLASSES = {
    "btree_gist": """
        gist_bit_ops gist_bool_ops gist_bpchar_ops gist_bytea_ops gist_cash_ops gist_cidr_ops gist_date_ops
        gist_enum_ops gist_float4_ops gist_float8_ops gist_inet_ops gist_int2_ops gist_int4_ops gist_int8_ops
        gist_interval_ops gist_macaddr8_ops gist_macaddr_ops gist_numeric_ops gist_oid_ops gist_text_ops gist_time_ops
        gist_timestamp_ops gist_timestamptz_ops gist_timetz_ops gist_uuid_ops gist_vbit_ops
        """,
    "citext": "citext_ops citext_pattern_ops",
    "cube": "cube_ops gist_cube_ops",
    "hstore": "btree_hstore_ops gin_hstore_ops gist_hstore_ops hash_hstore_ops",
    "intarray": "gin__int_ops gist__int_ops gist__intbig_ops",
    "isn": "ean13_ops isbn13_ops isbn_ops ismn13_ops ismn_ops issn13_ops issn_ops upc_ops",
    "ltree": "gist__ltree_ops gist_ltree_ops hash_ltree_ops ltree_ops",
    "pg_trgm": "gin_trgm_ops gist_trgm_ops",
    "postgis": """
        brin_geography_inclusion_ops brin_geometry_inclusion_ops_2d brin_geometry_inclusion_ops_3d
        brin_geometry_inclusion_ops_4d btree_geography_ops btree_geometry_ops gist_geography_ops gist_geometry_ops_2d
        gist_geometry_ops_nd hash_geometry_ops spgist_geography_ops_nd spgist_geometry_ops_2d spgist_geometry_ops_3d
        spgist_geometry_ops_nd
        """,
    "seg": "gist_seg_ops seg_ops",
    "vector": """
        bit_hamming_ops bit_jaccard_ops halfvec_cosine_ops halfvec_ip_ops halfvec_l1_ops halfvec_l2_ops halfvec_ops
        sparsevec_cosine_ops sparsevec_ip_ops sparsevec_l1_ops sparsevec_l2_ops sparsevec_ops vector_cosine_ops
        vector_ip_ops vector_l1_ops vector_l2_ops vector_ops
        """,
}

_FUNCTIONS = {
    "fuzzystrmatch": "daitch_mokotoff difference dmetaphone dmetaphone_alt levenshtein metaphone soundex",
    "pg_trgm": "similarity strict_word_similarity word_similarity show_trgm",
    "pgcrypto": "armor crypt dearmor digest encrypt gen_random_bytes gen_salt hmac pgp_sym_decrypt pgp_sym_encrypt",
    "unaccent": "unaccent",
    "uuid-ossp": "uuid_generate_v1 uuid_generate_v1mc uuid_generate_v3 uuid_generate_v4 uuid_generate_v5 uuid_nil",
}


def _by_name(table: dict[str, str]) -> dict[str, str]:
    return {name: extension for extension, names in table.items() for name in names.split()}


TYPES = _by_name(_TYPES)
OPERATOR_CLASSES = _by_name(_OPERATOR_CLASSES)
FUNCTIONS = _by_name(_FUNCTIONS)

# Scalar types for which only btree_gist and btree_gin have a default operator class. Their names are those of
# `base_type`; enums are among them too.
_SCALARS = words(
    """
    bigint bit boolean bpchar bytea character cidr date inet integer interval macaddr macaddr8 money numeric oid real
    smallint text uuid
    """
) | {
    *("bit varying", "character varying", "double precision", "time with time zone", "time without time zone"),
    *("timestamp with time zone", "timestamp without time zone"),
}


def fault_of_name(name: str) -> str:
    """Why no extension can have this name (extension.c, check_valid_extension_name), as a clause; empty when one can.

    Of names with characters that cannot be printed, which PostgreSQL would look for, there are none either.
    """
    if not name.strip():
        return "it is empty"
    if len(name.encode("utf-8", "surrogatepass")) > NAME_BYTES:
        return f"it has more than {NAME_BYTES} bytes"
    if "--" in name or name.startswith("-") or name.endswith("-"):
        return "it begins or ends with `-`, or has two in a row"
    if "/" in name or "\\" in name or not name.isprintable():
        return "it has a slash, or a character that cannot be printed"
    return ""


NAME_BYTES = 63


def of_type(name: str) -> str | None:
    """The extension that a type comes from, by the type's unqualified name; None for a type of no known extension."""
    return TYPES.get(name)


def of_operator_class(name: str) -> str | None:
    """The extension that an operator class comes from, by its unqualified name; None when none is known."""
    return OPERATOR_CLASSES.get(name)


def of_function(name: str) -> str | None:
    """The extension that a function comes from, by its unqualified name; None where it is built in or unknown."""
    return FUNCTIONS.get(name)


def of_default_operator_class(method: str, base: str, *, is_enum: bool = False) -> str | None:
    """The extension that lets an access method index a type without an operator class being named.

    Args:
        method: `gist` or `gin`; any other needs none.
        base: name of a column's type, as `base_type` gives it; an array needs none.
        is_enum: the type is an enum.
    """
    if method in ("gist", "gin") and (is_enum or base in _SCALARS):
        return f"btree_{method}"
    return None
