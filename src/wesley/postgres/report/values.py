"""What a run of tests gave, as one value."""

from __future__ import annotations

from msgspec import Struct

from wesley.postgres.tap import TapFile


class Report(Struct, frozen=True, kw_only=True):
    """A run of pgTAP files against a schema in a fresh database.

    Args:
        server: the server's version, such as `18.1`.
        pgtap: what ran the tests: `pgTAP` and its version, or `the built-in subset of pgTAP`.
        files: the test files in order.
        roles_left: roles that the schema made and that could not be dropped again, because something depends on them.
    """

    server: str
    pgtap: str
    files: tuple[TapFile, ...]
    roles_left: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """True when every file passed."""
        return all(file.passed for file in self.files)

    @property
    def tests(self) -> int:
        """How many tests ran."""
        return sum(len(file.results) for file in self.files)

    @property
    def failed(self) -> int:
        """How many tests failed, each broken file counting as one more."""
        return sum(bool(file.faults) + sum(not result.passed for result in file.results) for file in self.files)
