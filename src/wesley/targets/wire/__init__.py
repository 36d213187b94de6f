"""The wire form: what each PostgreSQL type looks like in JSON, and which keys and names a row has there.

A wire row is `row_to_json` of the table's row, with what JSON numbers cannot carry as text: bigint and numeric, and
every type that is not listed in `forms.py`. `projection.py` is the SQL that produces it, and defines it.

Settings of the session that it depends on: `bytea_output` is `hex` (PostgreSQL's default); `IntervalStyle` may be any,
and is best `iso_8601`, because that is what Insert and Update schemas accept; `TimeZone` may be any.
"""
