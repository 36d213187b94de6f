"""A reader of the common shapes of SQL conditions, so that rows can be found that satisfy or violate them.

It reads less than PostgreSQL does, and never guesses: what it does not know is `Unreadable`.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct


class Unreadable(ValueError):  # noqa: N818  # it says what the text is, and is caught where it is thrown
    """The text has a shape that is not read here."""


class Node(Struct, frozen=True):
    """A node of an expression.

    Args:
        kind: `number`, `text`, `word` (true, false, null), `column`, `call`, `variadic`, `cast`, `list`, or
            `operator`.
        value: the constant, the name, the type or the operator.
        parts: the operands.
    """

    kind: str
    value: str
    parts: tuple[Node, ...] = ()


_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<escaped>[eE]'(?:[^'\\]|''|\\\\)*')|(?P<text>'(?:[^']|'')*')
    |(?P<quoted>"(?:[^"]|"")*")|(?P<word>[A-Za-z_\u0080-\uffff][\w$]*)|(?P<cast>::)|(?P<mark>[()\[\],.])
    |(?P<operator>[-+*/<>=~!@\#%^&|`?]+))""",
    re.VERBOSE,
)
_COMPARISONS = frozenset(("=", "<>", "!=", "<", "<=", ">", ">=", "~", "~*", "!~", "!~*", "~~", "~~*", "!~~", "!~~*"))
_WORDS = frozenset(("true", "false", "null"))
_CLOCKS = frozenset(("current_timestamp", "current_date", "localtimestamp"))
_REFUSED = frozenset(("case", "exists", "row", "interval", "select", "with", "over", "from", "where"))
_DEPTH = 60


@cache
def read(sql: str) -> Node:
    """The tree of a condition.

    Raises:
        Unreadable: it has a shape that is not read here.
    """
    reader = _Reader(_tokens(sql))
    node = reader.disjunction()
    if reader.peek()[0] != "end":
        raise Unreadable(sql)
    return node


def _tokens(sql: str) -> list[tuple[str, str]]:
    tokens, at, text = [], 0, sql.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise Unreadable(sql)
        tokens.append(_token(match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return [*tokens, ("end", "")]


def _token(kind: str, text: str) -> tuple[str, str]:
    if kind == "text":
        return ("text", text[1:-1].replace("''", "'"))
    if kind == "escaped":
        return ("text", text[2:-1].replace("''", "'").replace("\\\\", "\\"))
    if kind == "quoted":
        return ("quoted", text[1:-1].replace('""', '"'))
    return (kind, text.lower() if kind == "word" else text)


class _Reader:
    """Recursive descent over tokens, in PostgreSQL's order of precedence (section 4.1.6 of the manual)."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def peek(self, ahead: int = 0) -> tuple[str, str]:
        return self._tokens[min(self._at + ahead, len(self._tokens) - 1)]

    def _next(self) -> tuple[str, str]:
        token = self.peek()
        self._at += 1
        return token

    def _take(self, *texts: str) -> bool:
        """Step over words or marks when they come next, all of them."""
        if all(self.peek(ahead) in _plain(text) for ahead, text in enumerate(texts)):
            self._at += len(texts)
            return True
        return False

    def _need(self, text: str) -> None:
        if not self._take(text):
            raise Unreadable(text)

    def disjunction(self) -> Node:
        self._depth += 1
        if self._depth > _DEPTH:
            raise Unreadable("too deep")
        node = self._conjunction()
        while self._take("or"):
            node = Node("operator", "or", (node, self._conjunction()))
        self._depth -= 1
        return node

    def _conjunction(self) -> Node:
        node = self._negation()
        while self._take("and"):
            node = Node("operator", "and", (node, self._negation()))
        return node

    def _negation(self) -> Node:
        if self._take("not"):
            return _not(self._negation())
        return self._test()

    def _test(self) -> Node:
        node = self._comparison()
        while self._take("is"):
            negated = self._take("not")
            node = _negated(self._is(node), when=negated)
        return node

    def _is(self, node: Node) -> Node:
        if self._take("distinct", "from"):
            return Node("operator", "distinct", (node, self._comparison()))
        kind, word = self._next()
        if kind != "word" or word not in _WORDS:
            raise Unreadable(word)
        return Node("operator", "is", (node, Node("word", word)))

    def _comparison(self) -> Node:
        node = self._membership()
        while self.peek()[0] == "operator" and self.peek()[1] in _COMPARISONS:
            operator = self._next()[1]
            for quantifier in ("any", "some", "all"):
                if self._take(quantifier, "("):
                    values = self.disjunction()
                    self._need(")")
                    return Node("operator", f"{operator} {'all' if quantifier == 'all' else 'any'}", (node, values))
            node = Node("operator", operator, (node, self._membership()))
        return node

    def _membership(self) -> Node:
        node = self._concatenation()
        negated = (
            self.peek()[1] == "not" and self.peek(1)[1] in ("in", "between", "like", "ilike") and self._take("not")
        )
        if self._take("in", "("):
            return _negated(Node("operator", "= any", (node, Node("list", "", self._items(")")))), when=negated)
        if self._take("between"):
            low = self._concatenation()
            self._need("and")
            high = self._concatenation()
            inside = (Node("operator", ">=", (node, low)), Node("operator", "<=", (node, high)))
            return _negated(Node("operator", "and", inside), when=negated)
        for word, operator in (("like", "~~"), ("ilike", "~~*")):
            if self._take(word):
                return _negated(Node("operator", operator, (node, self._concatenation())), when=negated)
        return node

    def _concatenation(self) -> Node:
        node = self._sum()
        while self.peek() == ("operator", "||"):
            self._next()
            node = Node("operator", "||", (node, self._sum()))
        return node

    def _sum(self) -> Node:
        node = self._product()
        while self.peek() in (("operator", "+"), ("operator", "-")):
            node = Node("operator", self._next()[1], (node, self._product()))
        return node

    def _product(self) -> Node:
        node = self._unary()
        while self.peek() in (("operator", "*"), ("operator", "/"), ("operator", "%")):
            node = Node("operator", self._next()[1], (node, self._unary()))
        return node

    def _unary(self) -> Node:
        if self.peek() == ("operator", "-"):
            self._next()
            return Node("operator", "-", (Node("number", "0"), self._unary()))
        node = self._primary()
        while self._take("::"):
            node = Node("cast", self._type(), (node,))
        return node

    def _primary(self) -> Node:
        kind, text = self._next()
        if kind in ("number", "text"):
            return Node(kind, text)
        if (kind, text) == ("mark", "("):
            self._take("select")
            node = self.disjunction()
            self._need(")")
            return node
        if kind == "quoted" or (kind == "word" and text not in _REFUSED):
            return self._named(text, quoted=kind == "quoted")
        raise Unreadable(text)

    def _named(self, name: str, *, quoted: bool) -> Node:
        if not quoted and name in _WORDS:
            return Node("word", name)
        if not quoted and name in _CLOCKS:
            return Node("call", name)
        if not quoted and name == "cast":
            return self._cast()
        if not quoted and name == "array" and self._take("["):
            return Node("list", "", self._items("]"))
        while self._take("."):
            name = self._next()[1]
        if self._take("("):
            return Node("call", name, self._items(")"))
        if self.peek()[0] in ("text", "word") and self.peek()[1] not in _AFTER_COLUMN:
            raise Unreadable(name)
        return Node("column", name)

    def _cast(self) -> Node:
        self._need("(")
        node = self.disjunction()
        self._need("as")
        kind = self._type()
        self._need(")")
        return Node("cast", kind, (node,))

    def _items(self, end: str) -> tuple[Node, ...]:
        items: list[Node] = []
        if self._take(end):
            return ()
        while True:
            variadic = self._take("variadic")
            item = self.disjunction()
            items.append(Node("variadic", "", (item,)) if variadic else item)
            if self._take(end):
                return tuple(items)
            self._need(",")

    def _type(self) -> str:
        words = [self._next()[1]]
        while self.peek()[0] in ("word", "quoted") and self.peek()[1] not in _AFTER_COLUMN:
            words.append(self._next()[1])
        while self._take("."):
            words = [self._next()[1]]
        if self._take("("):
            self._items(")")
        if self._take("[", "]"):
            words.append("[]")
        return " ".join(words)


_AFTER_COLUMN = frozenset(("and", "or", "is", "not", "in", "between", "like", "ilike", "as", ""))


@cache
def _plain(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((kind, text) for kind in ("word", "mark", "cast"))


def _not(node: Node) -> Node:
    return Node("operator", "not", (node,))


def _negated(node: Node, *, when: bool) -> Node:
    return _not(node) if when else node
