"""What `@view(file:)` names must be there."""

from __future__ import annotations

from tests.sdl.harness import only_error


def test_a_path_that_leads_nowhere() -> None:
    problem = only_error('type V @view(file: "./x/../v.sql") { id: ID! }')
    assert (problem.code.code, problem.origin.column) == ("E411", 20)
    assert problem.message == "there is no file `v.sql`, or it is no UTF-8 text"
    assert "from the folder of the schema file" in problem.help
