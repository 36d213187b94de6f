"""What an unmanaged object stands on, from pg_depend (manual, 52.18)."""

from __future__ import annotations

from wesley.ir.unmanaged import Reference

REFERENCES = """(SELECT json_agg(DISTINCT jsonb_build_array(dn.nspname, dc.relname, da.attname))
    FROM pg_depend d
        LEFT JOIN pg_type dt ON d.refclassid = 'pg_type'::regclass AND dt.oid = d.refobjid
        JOIN pg_class dc ON dc.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
            AND dc.oid = CASE d.refclassid WHEN 'pg_class'::regclass THEN d.refobjid ELSE dt.typrelid END
        JOIN pg_namespace dn ON dn.oid = dc.relnamespace
        LEFT JOIN pg_attribute da ON da.attrelid = d.refobjid AND da.attnum = d.refobjsubid AND d.refobjsubid > 0
            AND d.refclassid = 'pg_class'::regclass
    WHERE d.classid = {catalog} AND d.objid = {oid})"""
"""The relations and columns that the object `oid` of a catalog depends on, as JSON; a type of rows stands for its
relation."""


def references(found: list[list[str | None]] | None) -> tuple[Reference, ...]:
    """The references of `REFERENCES`, sorted."""
    listed = [
        Reference(schema=schema, name=name, column=column)
        for schema, name, column in found or ()
        if schema is not None and name is not None
    ]
    return tuple(sorted(listed, key=lambda one: (one.schema, one.name, one.column or "")))
