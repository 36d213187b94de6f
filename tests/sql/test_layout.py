"""Long statements are broken where a reader expects it; function bodies are left as they are."""

from __future__ import annotations

import pytest

from wesley.sql.layout import dollar_quoted, lay_out, lay_out_function

LONG = "a_rather_long_name"


@pytest.mark.parametrize(
    ("text", "laid_out"),
    [
        ("CREATE TABLE t (a int, b numeric(1, 2))", "CREATE TABLE t (\n  a int,\n  b numeric(1, 2)\n)"),
        ("CREATE TABLE t ()", "CREATE TABLE t ()"),
        ("CREATE TABLE p PARTITION OF t DEFAULT", "CREATE TABLE p PARTITION OF t DEFAULT"),
        ("CREATE TYPE e AS ENUM ('a', 'b')", "CREATE TYPE e AS ENUM ('a', 'b')"),
        ("INSERT INTO t (a, b) VALUES (1, f(2)), (3, 4)", "INSERT INTO t (a, b) VALUES\n  (1, f(2)),\n  (3, 4)"),
        ("CREATE INDEX i ON t (a)", "CREATE INDEX i ON t (a)"),
        ("GRANT select (a), usage ON t TO x", "GRANT SELECT (a), USAGE ON t TO x"),
        ("COMMENT ON TABLE t IS 'a ( b'", "COMMENT ON TABLE t IS 'a ( b'"),
        ("ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES r ON DELETE SET NULL (a)DEFERRABLE", None),
        (
            "CREATE VIEW v AS SELECT a, b FROM t LEFT JOIN u ON t.a = u.a WHERE a IS DISTINCT FROM b AND (c OR d)",
            "CREATE VIEW v AS\nSELECT a, b\nFROM t\nLEFT JOIN u ON t.a = u.a\n"
            "WHERE a IS DISTINCT FROM b\n  AND (c OR d)",
        ),
        ('CREATE TABLE t ("ö" timestamp (3), b int)', 'CREATE TABLE t (\n  "ö" timestamp(3),\n  b int\n)'),
    ],
)
def test_short_statements(text: str, laid_out: str | None) -> None:
    if laid_out is None:
        laid_out = text.replace(")DEF", ") DEF")
    assert lay_out(text) == laid_out


def test_a_long_enum_has_a_value_a_line() -> None:
    values = [f"'{LONG}_{ordinal}'" for ordinal in range(8)]
    assert lay_out(f"CREATE TYPE e AS ENUM ({', '.join(values)})").splitlines()[1:-1] == [
        *(f"  {value}," for value in values[:-1]),
        f"  {values[-1]}",
    ]


def test_a_long_index_has_a_clause_a_line() -> None:
    text = f"CREATE INDEX {LONG} ON {LONG} USING btree ({LONG}) INCLUDE ({LONG}) WITH (fillfactor=70) WHERE {LONG} > 1"
    assert [line.split()[0] for line in lay_out(text).splitlines()] == ["CREATE", "ON", "INCLUDE", "WITH", "WHERE"]


@pytest.mark.parametrize(
    "body", ["", "SELECT 1", "\n  x;\n", "$body$", "$body", "a$", "$$ $body1$ $body2", "it's \\ ö"]
)
def test_a_function_body_is_unchanged(body: str) -> None:
    tag = dollar_quoted(body).split("$", 2)[1]
    assert dollar_quoted(body) == f"${tag}${body}${tag}$"
    assert f"${tag}$" not in body
    text = lay_out_function("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$x$$", body)
    assert text == f"CREATE FUNCTION f() RETURNS int\nLANGUAGE sql\nAS {dollar_quoted(body)}"
