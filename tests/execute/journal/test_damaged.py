"""A journal of which something is gone is refused at once, with the way out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from wesley.execute import guard
from wesley.execute.journal.install import has_journal, install
from wesley.postgres.session import Session, session
from wesley.problems.problem import ServerError


@pytest.mark.server
@pytest.mark.parametrize(
    ("sql", "use", "said"),
    [
        ("DROP TABLE wesley.runs", has_journal, "has no table runs"),
        ("DROP TABLE wesley.fence, wesley.stamps", has_journal, "has no table fence, stamps"),
        ("TRUNCATE wesley.fence", guard.next_token, "`wesley.fence` has no row"),
    ],
)
def test_what_is_gone_is_named(database15: str, sql: str, use: Callable[[Session], object], said: str) -> None:
    with session(database15) as one:
        install(one)
        one.run(sql)
        with pytest.raises(ServerError) as raised:
            use(one)
    (problem,) = raised.value.problems
    assert said in problem.message
    assert "restore the schema `wesley`" in problem.help
