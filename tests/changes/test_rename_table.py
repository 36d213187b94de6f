"""A table gets another name, and its old name a view."""

from __future__ import annotations

from tests.plan.planned import planned, statements
from wesley.plan.undo import undo

USER = "type User @table {\n  id: ID! @primaryKey\n  old: Int\n}\n"
PERSON = 'type Person @table @renamedFrom(name: "users") {\n  id: ID! @primaryKey\n}\n'
SECURED = ' @rls(select: "true", insert: "deny", update: "deny", delete: "deny")'


def test_the_view_goes_before_anything_that_it_stands_on() -> None:
    plan = planned(USER, PERSON, allow_drop=("people.old",))
    assert statements(plan) == [
        "ALTER TABLE public.users RENAME TO people;",
        "CREATE VIEW public.users WITH (security_invoker=true) AS",
        "DROP VIEW public.users;",
        "ALTER INDEX public.users_pkey RENAME TO people_pkey;",
        "ALTER TABLE public.people DROP old;",
    ]


def test_policies_are_not_gone_past_below_15() -> None:
    old = USER.replace("@table", "@table" + SECURED)
    new = USER.replace("User @table", 'Person @table @renamedFrom(name: "users")' + SECURED)
    assert not any("VIEW" in sql for sql in statements(planned(old, new, server=14)))
    assert any("VIEW" in sql for sql in statements(planned(old, new, server=15)))


def test_the_way_back_from_the_expand_part_takes_the_view_away_first() -> None:
    new = USER.replace("User @table", 'Person @table @renamedFrom(name: "users")')
    back = undo(planned(USER, new, contract=False))
    assert statements(back)[:2] == ["DROP VIEW public.users;", "ALTER TABLE public.people RENAME TO users;"]
