"""Files that views name are found beside the schema file that names them."""

from __future__ import annotations

from tests.cli.running import Wesley

USER = "type User @table { id: ID! @primaryKey }\n"
VIEW = 'type V @view(file: "views/v.sql") { id: ID! }\n'


def test_a_file_beside_the_schema_is_read(wesley: Wesley) -> None:
    wesley.write("schema/user.graphql", USER)
    wesley.write("schema/v.graphql", VIEW)
    wesley.write("schema/views/v.sql", "\ufeffSELECT id\r\nFROM users")
    result = wesley("ir", "schema")
    assert (result.status, result.err) == (0, "")
    assert '"SELECT id FROM users"' in result.out


def test_what_is_wrong_in_it_is_shown_in_it(wesley: Wesley) -> None:
    wesley.write("schema/v.graphql", USER + VIEW)
    wesley.write("schema/views/v.sql", "SELECT id\nFROM users WHERE )\n")
    result = wesley("check", "schema")
    assert result.status == 1
    assert "schema/views/v.sql:2:18" in result.out
    assert "FROM users WHERE )" in result.out


def test_a_file_that_cannot_be_read_is_told_where_it_is_named(wesley: Wesley) -> None:
    wesley.write("schema/v.graphql", USER + VIEW)
    assert "there is no file `schema/views/v.sql`" in wesley("check", "schema").out
    wesley.write("schema/views/v.sql", b"SELECT '\xe4' AS id")
    assert "schema/v.graphql:2:20" in wesley("check", "schema").out


def test_a_folder_is_no_file(wesley: Wesley) -> None:
    wesley.write("schema/v.graphql", USER + VIEW)
    wesley.write("schema/views/v.sql/nothing", "")
    assert wesley("check", "schema").status == 1
