"""Outputs stay inside their folder and apart from each other."""

from __future__ import annotations

import pytest

from wesley.config.output_paths import check_outputs
from wesley.config.settings import Outputs


@pytest.mark.parametrize(
    ("outputs", "message"),
    [
        (Outputs(dir=""), "`outputs.dir` is no path"),
        (Outputs(zod=""), "`outputs.zod` is no path"),
        (Outputs(zod="../zod.ts"), "`outputs.zod` leaves the output folder"),
        (Outputs(zod="/zod.ts"), "`outputs.zod` leaves the output folder"),
        (Outputs(zod="./zod.ts"), "`outputs.zod` leaves the output folder"),
        (Outputs(zod="c:/zod.ts"), "`outputs.zod` leaves the output folder"),
        (Outputs(zod="a\\zod.ts"), "`outputs.zod` has a backslash"),
        (Outputs(zod="zod.js"), "`outputs.zod` is no name of a .ts file"),
        (Outputs(postgres=".sql"), "`outputs.postgres` is no name of a .sql file"),
        (Outputs(zod="types.ts"), "`outputs.zod` collides with `outputs.typescript`"),
        (Outputs(zod="Types.ts"), "`outputs.zod` collides with `outputs.typescript`"),
        (Outputs(typescript="a.ts", zod="a.ts/z.ts"), "`outputs.zod` collides with `outputs.typescript`"),
        (Outputs(postgres="tests/schema.sql"), "`outputs.pgtap` collides with `outputs.postgres`"),
    ],
)
def test_refused(outputs: Outputs, message: str) -> None:
    (finding,) = check_outputs(outputs)
    assert finding.message.startswith(message)


def test_folders_of_their_own_are_fine() -> None:
    assert check_outputs(Outputs(dir="../x", postgres="sql/schema.sql", zod="web/zod.ts", pgtap="sql/tests")) == []
