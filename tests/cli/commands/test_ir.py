"""`wesley ir`: the schema as JSON on standard output, whatever the locale."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.running import USER

if TYPE_CHECKING:
    from tests.cli.running import Wesley


def test_the_schema_is_printed(wesley: Wesley) -> None:
    wesley.write("a.graphql", '"Größe"\n' + USER)
    result = wesley("ir", "a.graphql")
    assert (result.status, result.err) == (0, "")
    (table,) = json.loads(result.out)["physical"]["tables"]
    assert (table["name"], table["comment"]) == ("users", "Größe")


def test_evidence_leads_to_the_source(wesley: Wesley) -> None:
    wesley.write("a.graphql", USER)
    found = json.loads(wesley("ir", "a.graphql", "--evidence").out)
    assert found["tables/public.users/columns/email"] == "a.graphql:3:3"


def test_errors_go_to_standard_error(wesley: Wesley) -> None:
    wesley.write("a.graphql", "type {")
    result = wesley("ir", "a.graphql")
    assert (result.status, result.out) == (1, "")
    assert result.err.startswith("error[E001]")
