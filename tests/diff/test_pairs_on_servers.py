"""Random pairs of schemas on real servers; `make pairs` tries hundreds."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.diff.on_server import VIRTUAL_SINCE, is_data_fault, prove
from tests.support.schemas.pairs import pairs
from wesley.changes.codes import ALL as REASONS
from wesley.ir.schema import Schema
from wesley.postgres.embedded import EmbeddedServer
from wesley.problems.problem import WesleyError

_TRIED = 12


# What fails is a pair of schemas, whose text is long; without this the warning would be all that is seen.
@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@pytest.mark.server
@pytest.mark.matrix
def test_there_and_back_and_there_again(server: EmbeddedServer) -> None:
    proved = 0

    @settings(max_examples=_TRIED, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(pairs(version=server.binaries.major, virtual=server.binaries.major >= VIRTUAL_SINCE))
    def law(pair: tuple[Schema, Schema]) -> None:
        nonlocal proved
        try:
            prove(*pair, server)
        except WesleyError as error:
            if not is_data_fault(error) and not {problem.code for problem in error.problems} <= set(REASONS):
                raise
        else:
            proved += 1

    law()
    assert proved > _TRIED / 2
