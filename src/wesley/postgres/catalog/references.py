"""What an unmanaged object stands on, from pg_depend (manual, System Catalogs)."""

from __future__ import annotations

from wesley.ir.unmanaged import Reference

REFERENCES = """(SELECT json_agg(DISTINCT jsonb_build_array(dn.nspname, COALESCE(dc.relname, dt.typname,
        dp.proname || '(' || pg_get_function_identity_arguments(dp.oid) || ')'), da.attname))
    FROM pg_depend d
        LEFT JOIN pg_class dc ON d.refclassid = 'pg_class'::regclass AND dc.oid = d.refobjid
            AND dc.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
        LEFT JOIN pg_type dt ON d.refclassid = 'pg_type'::regclass AND dt.oid = d.refobjid
        LEFT JOIN pg_proc dp ON d.refclassid = 'pg_proc'::regclass AND dp.oid = d.refobjid
        JOIN pg_namespace dn ON dn.oid = COALESCE(dc.relnamespace, dt.typnamespace, dp.pronamespace)
        LEFT JOIN pg_attribute da ON da.attrelid = dc.oid AND da.attnum = d.refobjsubid AND d.refobjsubid > 0
    WHERE d.classid = {catalog} AND d.objid = {oid})"""
"""What the object `oid` of a catalog depends on, as JSON: relations and columns, types (one of rows has the name of its
relation), and functions with their arguments."""


def references(found: list[list[str | None]] | None) -> tuple[Reference, ...]:
    """The references of `REFERENCES`, sorted."""
    listed = [
        Reference(schema=schema, name=name, column=column)
        for schema, name, column in found or ()
        if schema is not None and name is not None
    ]
    return tuple(sorted(listed, key=lambda one: (one.schema, one.name, one.column or "")))
