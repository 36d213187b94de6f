"""Storage parameters keep their names and values, whatever they are."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.sql.ddl.support import printed
from tests.support.ir import texts
from wesley.sql.ddl.alter_table import reset_parameters, set_parameters
from wesley.sql.ddl.parameter import parameter_names, parameters
from wesley.sql.error import SqlError


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (("fillfactor", "070"), "fillfactor=70"),
        (("autovacuum_enabled", "false"), "autovacuum_enabled=false"),
        (("toast.autovacuum_enabled", "off"), "toast.autovacuum_enabled='off'"),
        (("autovacuum_vacuum_scale_factor", "0.1"), "autovacuum_vacuum_scale_factor='0.1'"),
        (("autovacuum_freeze_max_age", "2000000000"), "autovacuum_freeze_max_age='2000000000'"),
    ],
)
def test_a_parameter(value: tuple[str, str], text: str) -> None:
    assert printed(set_parameters("s", "t", (value,))) == f"ALTER TABLE s.t SET ({text});"


@given(name=texts.filter(bool), value=texts.filter(bool))
def test_a_parameter_of_any_text(name: str, value: str) -> None:
    plain = f"x{name[:10]}".replace(".", "_")
    node = parameters(((plain, value),))[0].def_elem
    assert (node.defnamespace, node.defname) == ("", plain)
    printed(set_parameters("s", "t", ((plain, value), ("toast." + plain, value))))
    printed(reset_parameters("s", "t", (plain,)))


@pytest.mark.parametrize("name", ["", "a.", ".a", "a\0"])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(SqlError):
        parameter_names((name,))
