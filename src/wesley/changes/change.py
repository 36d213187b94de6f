"""A change of a schema: one value for one thing that differs, with its meaning and its statements."""

from __future__ import annotations

from abc import ABCMeta, abstractmethod
from collections.abc import Callable, Iterator
from typing import ClassVar

from msgspec import Struct, StructMeta

from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.schema import Physical


class _AbstractStruct(StructMeta, ABCMeta):
    """Lets a Struct have abstract methods."""


class Change(Struct, frozen=True, kw_only=True, metaclass=_AbstractStruct):
    """What every kind of change can tell of itself.

    Attributes:
        contract: True for a kind that loses data or takes away what the application in use may rely on; such a step
            waits until the old application is gone.
        first: True for a kind that comes before all others that wait.
    """

    contract: ClassVar[bool] = False
    first: ClassVar[bool] = False

    @abstractmethod
    def title(self) -> str:
        """What it does, in a few words that begin with a verb: `Add foreign key orders_user_id_fkey to orders`."""

    @abstractmethod
    def apply(self, schema: Physical) -> Physical:
        """The schema after the change: what it means, without a database."""

    @abstractmethod
    def touches(self) -> tuple[RelationName, ...]:
        """The tables and views (for other objects: the object itself) that are different afterwards."""

    def online(self, situation: Situation) -> tuple[Change, ...]:
        """The changes that do the same to a table with rows and users, none of which holds a strong lock for long.

        A change that is safe as it is gives back itself alone. Each of the others is asked again, so a form can be
        made of forms. Applied one after the other they lead to what `apply` gives.
        """
        return (self,)

    def carry(self, waiting: Change, before: Physical) -> Change:
        """A change that waits for the contract, as it has to be once this one is made: under the names of then.

        Args:
            waiting: the change that waits.
            before: the schema right before this one is made.
        """
        return waiting

    @abstractmethod
    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        """The statements that do it directly, in order, where `situation.before` is the schema right before."""


class TableChange(Change, frozen=True, kw_only=True):
    """A change of one table and of nothing else; `schema` and `table` name it."""

    schema: str
    table: str

    def touches(self) -> tuple[RelationName, ...]:
        """The table."""
        return (RelationName(schema=self.schema, name=self.table),)


class Kind(Struct, frozen=True):
    """A kind of change.

    Args:
        name: its name in words, with hyphens: `add-foreign-key`; that of its file and of its case files.
        detect: the changes of this kind that lead from one schema towards another; it sees only what differs, as the
            kinds before it left it.
    """

    name: str
    detect: Callable[[Physical, Physical], Iterator[Change]]
