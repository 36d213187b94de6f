"""What waits for the contract says the names that are there by then."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.objects import view
from tests.changes.small import COLUMNS, check
from wesley.changes.add_check import AddCheck
from wesley.changes.build_view import BuildView
from wesley.changes.carry import carried
from wesley.changes.codes import COLUMN_CANNOT_MOVE
from wesley.changes.column_move.move import Move
from wesley.changes.column_move.sync import StartSync
from wesley.changes.create_role import CreateRole
from wesley.changes.drop_check import DropCheck
from wesley.changes.drop_default import DropDefault
from wesley.changes.drop_index import DropIndex
from wesley.changes.rebuild_views import RebuildViews
from wesley.changes.revoke import RevokePrivileges
from wesley.changes.rewrite_names import Names
from wesley.changes.together import Together
from wesley.ir.access import Grant, Role
from wesley.ir.constraint import Check
from wesley.ir.expression import Expression
from wesley.problems.problem import WesleyError

TABLE = Names(relations={("s", "t"): ("s", "u")})
COLUMN = Names(columns={("s", "t"): {"a": "n"}})


def test_a_change_of_a_table_follows_its_name() -> None:
    assert carried(DropIndex(schema="s", table="t", name="i"), TABLE) == DropIndex(schema="s", table="u", name="i")


def test_a_change_of_a_column_follows_its_name() -> None:
    waiting = DropDefault(schema="s", table="t", column="a")
    assert carried(waiting, COLUMN) == DropDefault(schema="s", table="t", column="n")


def test_changes_that_are_made_together_follow_it_too() -> None:
    drop, add = DropCheck(schema="s", table="t", name="c"), AddCheck(schema="s", table="t", check=check("c", "a > 0"))
    found = carried(Together(changes=(drop, add), heading="x"), COLUMN)
    assert found == Together(
        changes=(drop, replace(add, check=Check(name="c", expression=Expression(sql="n > 0", columns=("n",))))),
        heading="x",
    )


def test_what_is_revoked_on_a_column_is_revoked_on_both_its_names() -> None:
    waiting = RevokePrivileges(
        collection="tables",
        schema="s",
        name="t",
        taken=(Grant(role="r", privileges=("SELECT",), columns=("a",)),),
    )
    found = carried(waiting, COLUMN)
    assert isinstance(found, RevokePrivileges)
    assert found.taken == (Grant(role="r", privileges=("SELECT",), columns=("a", "n")),)


def test_views_that_are_made_later_read_the_new_names() -> None:
    waiting = RebuildViews(views=(view("v", "SELECT a FROM s.t", "a"),))
    found = carried(waiting, TABLE)
    assert isinstance(found, RebuildViews)
    assert found.views[0].query.sql == "SELECT a FROM s.u"


def test_views_that_are_built_later_read_the_new_names() -> None:
    found = carried(BuildView(view=view("v", "SELECT a FROM s.t", "a")), TABLE)
    assert isinstance(found, BuildView)
    assert found.view.query.sql == "SELECT a FROM s.u"


def test_a_column_cannot_get_another_name_and_another_type_later() -> None:
    move = Move(schema="s", table="t", column="a", successor="wesley_new_a", after=COLUMNS[0])
    with pytest.raises(WesleyError, match=r"s\.t\.a is renamed") as caught:
        carried(StartSync(schema="s", table="t", move=move), COLUMN)
    assert caught.value.problems[0].code is COLUMN_CANNOT_MOVE


def test_what_is_of_no_table_stays_as_it_is() -> None:
    waiting = CreateRole(role=Role(name="r"))
    assert carried(waiting, TABLE) is waiting
