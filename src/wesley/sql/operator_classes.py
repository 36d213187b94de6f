"""The operator classes of the built-in access methods, and the types that each can index without naming one.

From the catalogs pg_opclass and pg_am of PostgreSQL 15 and 18, which agree but for types that no column has.
"""

from __future__ import annotations

from wesley.sql.extensions import of_operator_class
from wesley.sql.type_name import base_type, element_type, is_array
from wesley.sql.words import words

_MINMAX = words(
    """
    bit bpchar bytea char date float4 float8 inet int2 int4 int8 interval macaddr macaddr8 name numeric oid pg_lsn text
    tid time timestamp timestamptz timetz uuid varbit
    """
)
_MULTI = words(
    """
    date float4 float8 inet int2 int4 int8 interval macaddr macaddr8 numeric oid pg_lsn tid time timestamp timestamptz
    timetz uuid
    """
)
_BLOOM = _MINMAX - words("bit varbit")
_SCALARS = words(
    """
    array bool bpchar bpchar_pattern bytea char cidr date enum float4 float8 inet int2 int4 int8 interval jsonb macaddr
    macaddr8 money multirange name numeric oid oidvector pg_lsn range record text text_pattern tid time timestamp
    timestamptz timetz uuid varchar varchar_pattern xid8
    """
)

_CLASSES: dict[str, frozenset[str]] = {
    "btree": frozenset(f"{name}_ops" for name in _SCALARS | words("bit record_image tsquery tsvector varbit")),
    "hash": frozenset(f"{name}_ops" for name in (_SCALARS - {"money"}) | words("aclitem cid xid")),
    "gin": words("array_ops jsonb_ops jsonb_path_ops tsvector_ops"),
    "gist": words("box_ops circle_ops inet_ops multirange_ops point_ops poly_ops range_ops tsquery_ops tsvector_ops"),
    "spgist": words("box_ops inet_ops kd_point_ops poly_ops quad_point_ops range_ops text_ops"),
    "brin": words("box_inclusion_ops inet_inclusion_ops range_inclusion_ops")
    | {f"{name}_minmax_ops" for name in _MINMAX}
    | {f"{name}_minmax_multi_ops" for name in _MULTI}
    | {f"{name}_bloom_ops" for name in _BLOOM},
}

_ORDERED = words(
    """
    bigint boolean bytea bpchar character cidr date inet int2vector integer interval jsonb macaddr macaddr8 money name
    numeric oid oidvector pg_lsn real regclass regcollation regconfig regdictionary regnamespace regoper regoperator
    regproc regprocedure regrole regtype smallint text tid uuid xid8
    """
) | {
    *('"char"', "character varying", "double precision", "time with time zone", "time without time zone"),
    *("timestamp with time zone", "timestamp without time zone"),
}
_RANGES = words("daterange int4range int8range numrange tsrange tstzrange")
_MULTIRANGES = words("datemultirange int4multirange int8multirange nummultirange tsmultirange tstzmultirange")
_BITS = frozenset(("bit", "bit varying", '"bit"'))

_DEFAULTS: dict[str, frozenset[str]] = {
    "btree": _ORDERED | _RANGES | _MULTIRANGES | _BITS | words("tsquery tsvector"),
    "hash": (_ORDERED - {"money"}) | _RANGES | _MULTIRANGES | words("aclitem cid xid"),
    "gin": words("int2vector jsonb oidvector tsvector"),
    "gist": _RANGES | _MULTIRANGES | words("box circle point polygon tsquery tsvector"),
    "spgist": _RANGES | words("box cidr inet point polygon text") | {"character varying"},
    "brin": (_ORDERED - words("boolean int2vector jsonb money oidvector xid8")) | _RANGES | _BITS | words("box"),
}
_NEVER = words("json jsonpath line lseg path pg_snapshot refcursor txid_snapshot xml")
_ALL_TYPES = frozenset().union(*_DEFAULTS.values()) | _NEVER


def is_operator_class(name: str, method: str) -> bool:
    """True when the access method has, or an extension gives it, an operator class of this name.

    Args:
        name: unqualified name.
        method: access method.
    """
    if name in _CLASSES.get(method, ()):
        return True
    if of_operator_class(name) is None:
        return False
    owner = name.partition("_")[0]
    return owner not in _CLASSES or owner == method


def operator_class_names(method: str) -> frozenset[str]:
    """The built-in operator classes of an access method."""
    return _CLASSES.get(method, frozenset())


def has_default(method: str, canonical: str, *, is_enum: bool = False) -> bool:
    """False when the method certainly cannot index the type unless an operator class is named.

    A type that is not built in may have one of its own: only its extension knows. PostgreSQL makes an index on an
    array whose elements cannot be compared and then refuses every row (measured); that counts as unable here.

    Args:
        method: access method.
        canonical: type of the key, as `canonical_type` gives it.
        is_enum: the type is an enum of the schema.
    """
    if method == "hnsw":
        return False
    if method not in _DEFAULTS:
        return True
    if is_array(canonical):
        ordered = "hash" if method == "hash" else "btree"
        return method in ("btree", "hash", "gin") and has_default(ordered, element_type(canonical), is_enum=is_enum)
    if is_enum:
        return method in ("btree", "hash")
    schema, name = base_type(canonical)
    if schema not in (None, "pg_catalog") or name not in _ALL_TYPES:
        return True
    return name in _DEFAULTS[method]


_WITHOUT_EQUALITY = words("box circle point polygon tsquery tsvector")


def has_equality(method: str, canonical: str) -> bool:
    """False for a type whose default operator class of GiST or SP-GiST has no operator `=` (pg_amop of 15 and 18)."""
    schema, name = base_type(canonical)
    is_built_in = schema in (None, "pg_catalog") and not is_array(canonical)
    return method not in ("gist", "spgist") or not is_built_in or name not in _WITHOUT_EQUALITY
