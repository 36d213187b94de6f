"""The types of pg_catalog that a column can have: PostgreSQL's own name, and the one that it shows (format_type)."""

from __future__ import annotations

from wesley.sql.words import words

# Types whose shown name is another one than that in pg_type.
_SHOWN = {
    "bool": "boolean",
    "bpchar": "character",
    "float4": "real",
    "float8": "double precision",
    "int2": "smallint",
    "int4": "integer",
    "int8": "bigint",
    "time": "time without time zone",
    "timestamp": "timestamp without time zone",
    "timestamptz": "timestamp with time zone",
    "timetz": "time with time zone",
    "varbit": "bit varying",
    "varchar": "character varying",
}

_SAME = words(
    """
    aclitem bit box bytea cid cidr circle date datemultirange daterange inet int2vector int4multirange int4range
    int8multirange int8range interval json jsonb jsonpath line lseg macaddr macaddr8 money name numeric nummultirange
    numrange oid oidvector path pg_lsn pg_snapshot point polygon refcursor regclass regcollation regconfig regdictionary
    regnamespace regoper regoperator regproc regprocedure regrole regtype text tid tsmultirange tsquery tsrange
    tstzmultirange tstzrange tsvector txid_snapshot uuid xid xid8 xml
    """
)

SHOWN_NAMES: dict[str, str] = {**_SHOWN, **{name: name for name in sorted(_SAME)}, "char": '"char"'}

# As `base_type` gives them. Two have a spelling of their own: `bpchar` is a character of any length, `"bit"` is a bit
# string of any length, where `character` and `bit` alone have the length 1.
BUILT_IN: frozenset[str] = frozenset(SHOWN_NAMES.values()) | {"bpchar", '"bit"'}

# What pg_type says (PostgreSQL 15 and 18): typcollation is set, typstorage is not PLAIN.
COLLATED = words("bpchar character name text") | {"character varying"}
COMPRESSED = words(
    """
    bit bpchar bytea character cidr datemultirange daterange inet int4multirange int4range int8multirange int8range json
    jsonb jsonpath numeric nummultirange numrange path pg_snapshot polygon refcursor text tsmultirange tsrange
    tstzmultirange tstzrange tsvector txid_snapshot xml
    """
) | {"bit varying", "character varying", '"bit"'}

SERIAL = words("serial serial2 serial4 serial8 smallserial bigserial")

# Types of pg_catalog that no column of a table can have.
PSEUDO = words(
    """
    any anyarray anycompatible anycompatiblearray anycompatiblemultirange anycompatiblenonarray anycompatiblerange
    anyelement anyenum anymultirange anynonarray anyrange cstring event_trigger fdw_handler index_am_handler internal
    language_handler record table_am_handler trigger tsm_handler unknown void
    """
)
