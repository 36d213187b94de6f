"""Every example compiles without a warning, loads into real servers, passes its own tests and type-checks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.examples.compiled import FOLDERS, compiled, name_of
from tests.support.node import run_module, type_check
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.prove import prove
from wesley.postgres.report.text import text

every_example = pytest.mark.parametrize("folder", FOLDERS, ids=name_of)


@every_example
def test_it_has_no_warnings(folder: Path) -> None:
    if name_of(folder) == "founding":  # it stands as it was written, without descriptions
        return
    assert [f"{problem.origin} {problem.code.code} {problem.message}" for problem in compiled(folder).problems] == []


@pytest.mark.server
@pytest.mark.parametrize("major", [12, 15, 18])
@every_example
def test_it_is_proved_on_a_real_server(folder: Path, major: int, request: pytest.FixtureRequest) -> None:
    example = compiled(folder)
    if example.settings.postgres.version > major:
        pytest.skip(f"written for PostgreSQL {example.settings.postgres.version}")
    server: EmbeddedServer = request.getfixturevalue(f"server{major}")
    (ddl,) = example.outputs["postgres"].values()
    report = prove(server.conninfo(), ddl, example.outputs["pgtap"])
    assert report.passed, text(report)
    assert report.tests > 10
    assert report.roles_left == ()


@pytest.mark.node
@every_example
def test_its_types_are_sound_and_its_schemas_load(folder: Path) -> None:
    outputs = compiled(folder).outputs
    files = outputs["typescript"] | outputs["zod"]
    assert type_check(files) == ""
    entry = "import * as schemas from './zod.ts'\nexport default () => Object.keys(schemas).length\n"
    assert run_module(files | {"entry.ts": entry}, "entry.ts") > 1
