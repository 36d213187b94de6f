"""Set, change or take away a comment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from wesley.changes.change import Change, Kind
from wesley.changes.edit import find, put
from wesley.changes.lock import Lock, RelationLock, locks_on
from wesley.changes.pairs import differing
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.schema import Physical
from wesley.sql.ddl.comment import Comment, Commented, comment_on, comment_on_function, prove_comments
from wesley.sql.deparse import to_sql

_ALONE = ("enums", "domains", "sequences", "functions")
_WITH_MEMBERS = ("tables", "views")
_MEMBERS = ("columns", "indexes")
_WORDS = {
    "enums": Commented.TYPE,
    "domains": Commented.DOMAIN,
    "sequences": Commented.SEQUENCE,
    "tables": Commented.TABLE,
}
_WHY = "A comment is text in the catalog. What it locks blocks neither reads nor writes, only other DDL and VACUUM."


class SetComment(Change, frozen=True, kw_only=True):
    """COMMENT ON an object, or on a column or index of a table or view.

    Args:
        collection: the field of the schema that holds the object: `tables`, `enums`, ...
        schema, name: the object.
        arguments: of a function.
        members: `columns` or `indexes`, where the comment is on one of these.
        member: its name.
        text: the comment; None takes it away.
    """

    collection: str
    schema: str
    name: str
    arguments: str | None = None
    members: str | None = None
    member: str = ""
    text: str | None

    def title(self) -> str:
        verb = "Take away the comment on" if self.text is None else "Comment on"
        place = f"{self.schema}.{self.name}"
        if self.members == "columns":
            return f"{verb} {place}.{self.member}"
        return f"{verb} index {self.member} of {place}" if self.members else f"{verb} {place}"

    def apply(self, schema: Physical) -> Physical:
        owner = find(schema, self.collection, *self._key())
        if self.members is None:
            return put(schema, self.collection, replace(owner, comment=self.text))
        changed = tuple(
            replace(each, comment=self.text) if each.name == self.member else each
            for each in getattr(owner, self.members)
        )
        return put(schema, self.collection, replace(owner, **{self.members: changed}))

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.schema, name=self.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (Statement(sql=self._sql(situation.before), why=_WHY, locks=self._locks()),)

    def _key(self) -> tuple[str, ...]:
        return (self.schema, self.name) if self.arguments is None else (self.schema, self.name, self.arguments)

    def _sql(self, schema: Physical) -> str:
        if self.arguments is not None:
            return to_sql(comment_on_function(self.schema, self.name, self.arguments, self.text))
        comment = Comment(self._word(schema), self._path(), self.text)
        sql = comment_on(comment)
        prove_comments([sql], [comment])
        return sql

    def _word(self, schema: Physical) -> Commented:
        if self.members is not None:
            return Commented.COLUMN if self.members == "columns" else Commented.INDEX
        if self.collection != "views":
            return _WORDS[self.collection]
        view = find(schema, "views", self.schema, self.name)
        return Commented.MATERIALIZED_VIEW if view.materialized else Commented.VIEW

    def _path(self) -> tuple[str, ...]:
        if self.members == "columns":
            return (self.schema, self.name, self.member)
        return (self.schema, self.member if self.members else self.name)

    def _locks(self) -> tuple[RelationLock, ...]:
        if self.collection in ("enums", "domains", "functions"):
            return ()
        name = self.member if self.members == "indexes" else self.name
        return locks_on(self.schema, name, Lock.SHARE_UPDATE_EXCLUSIVE)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for collection in (*_ALONE, *_WITH_MEMBERS):
        for was, now in differing(getattr(old, collection), getattr(new, collection)):
            yield from _of_object(collection, was, now)


def _of_object(collection: str, was: Any, now: Any) -> Iterator[Change]:
    arguments = now.arguments if collection == "functions" else None
    about = SetComment(collection=collection, schema=now.schema, name=now.name, arguments=arguments, text=now.comment)
    if was.comment != now.comment:
        yield about
    for members in _MEMBERS if collection in _WITH_MEMBERS else ():
        for before, after in differing(getattr(was, members), getattr(now, members)):
            if before.comment != after.comment:
                yield replace(about, members=members, member=after.name, text=after.comment)


KIND = Kind("set-comment", _detect)
