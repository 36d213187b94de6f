"""A schema in a few files, and what people do to files while they work: sensible edits, slips and half-saved texts."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import strategies as st

from wesley.config.settings import Naming, Settings
from wesley.sdl.source import Source

Files = dict[str, list[str]]
"""The blocks of each file by its name: definitions, mostly."""

PEOPLE = """\
"Who pays."
type Organization @table @tenant(root: true) {
  id: ID! @primaryKey
  name: String! @unique
  plan: Plan! @default(value: FREE)
  members: [Member!]! @hasMany
  createdAt: DateTime! @createdAt
}

type Member @table @tenant(column: "organizationId") {
  id: ID! @primaryKey
  organizationId: ID! @foreignKey(ref: "Organization.id", onDelete: CASCADE)
  email: Email! @unique
  age: Int @range(min: 0, max: 150)
  bossId: ID @foreignKey(ref: "Member.id")
  updatedAt: DateTime! @updatedAt
}

enum Plan {
  FREE
  PAID
}

type Query {
  me: Member
  find(text: String!, filter: Filter): [Found!]!
}
"""

WORK = '''\
"""
Something to do.
"""
type Task implements Node @table @tenant(column: "organizationId") {
  id: ID! @primaryKey
  organizationId: ID! @foreignKey(ref: "Organization.id")
  ownerId: ID! @foreignKey(ref: "Member.id")
  owner: Member! @belongsTo
  title: String! @length(min: 1, max: 200)
  state: State! @index
  starts: Int! @default(expr: "0") @check(expr: "starts >= 0")
  ends: Int! @check(expr: "ends > starts")
  slug: String @computed(expr: "lower(title)", mode: TRIGGER)
  tags: [Tag!]! @manyToMany(through: "Label")
}

type Tag implements Node @table @unique(columns: ["name", "kind"]) {
  id: ID! @primaryKey
  name: String!
  kind: String
  amount: Decimal
  extra: JSON
  tasks: [Task!]! @manyToMany(through: "Label")
}

type Label @table @primaryKey(columns: ["taskId", "tagId"]) {
  taskId: ID! @foreignKey(ref: "Task.id", onDelete: CASCADE)
  tagId: ID! @foreignKey(ref: "Tag.id", onDelete: CASCADE)
}

interface Node {
  id: ID!
}

union Found = Task | Tag

enum State @enum(storage: LOOKUP) {
  OPEN
  "No more to do."
  DONE
}

type OpenTasks @view(sql: "SELECT id, title FROM tasks WHERE ends > 3") {
  id: ID!
  title: String!
}
'''

REST = """\
scalar Money @scalar(sql: "numeric(12,2)", ts: "string")

input Filter {
  text: String = "all"
  state: [State!]
  more: Filter
}

type Invoice @table {
  number: Int! @primaryKey @identity
  total: Money!
  memberId: ID! @foreignKey(ref: "Member.id")
  previous: Int @foreignKey(ref: "Invoice.number")
  pair: Int @unique
}

type Receipt @table(schema: "books") {
  id: UUID! @primaryKey
  invoice: Int @foreignKey(ref: "Invoice.number")
  plan: Plan
}

extend type Invoice {
  note: String @sensitive
}

type Stats {
  count: Int!
  best: Task
}

directive @local(why: String) on FIELD_DEFINITION
"""

SETTINGS = (
    Settings(),
    Settings(naming=Naming(tables="singular")),
    Settings(naming=Naming(columns="as_is")),
)

FIELDS = (
    "added: String",
    "added: Int! @default(value: 3)",
    "other: Tag",
    'otherId: ID @foreignKey(ref: "Task.id")',
    'strong: ID! @foreignKey(ref: "Tag.id", onDelete: CASCADE)',
    "plan: Plan!",
    "list: [State!]",
    "money: Money @local",
    "wrong: Nothing",
    'odd: String @check(expr: "odd <> ")',
    "place: Point @default(value: 7)",
    "hidden: String @ignore",
    'old: String @renamedFrom(name: "title")',
    "tasks: [Task!]! @hasMany",
)

DIRECTIVES = (
    "@index",
    "@unique",
    '@default(expr: "1")',
    "@sensitive",
    "@readonly",
    '@column(name: "renamed")',
    "@deprecated",
    '@rls(select: "tenant")',
    "@ignore",
    "@local(why: 3)",
    "@unknown",
    "@updatedAt",
    "@table",
)

BLOCKS = (
    'type Extra @table {\n  id: ID! @primaryKey\n  taskId: ID! @foreignKey(ref: "Task.id")\n}\n',
    'type Loop @table {\n  id: ID! @primaryKey\n  next: ID! @foreignKey(ref: "Loop.id")\n}\n',
    "type Empty\n",
    "enum Mood {\n  GOOD\n  BAD\n}\n",
    "extend enum Plan {\n  FREE_FOR_ALL\n}\n",
    'extend type Tag @index(columns: ["kind"])\n',
    "interface Named {\n  name: String!\n}\n",
    "type Mutation {\n  stop(id: ID!, because: Filter): Task\n}\n",
    "scalar UUID\n",
    "schema {\n  query: Query\n}\n",
    "input More {\n  self: More!\n}\n",
    "directive @local(why: Int) on FIELD_DEFINITION\n",
    "# only a comment\n",
    "type Broken {\n",
    "type Organization @table {\n  id: ID! @primaryKey\n}\n",
)

_NAMES = (
    "Organization",
    "Member",
    "Plan",
    "Task",
    "Tag",
    "Node",
    "Found",
    "State",
    "Money",
    "Filter",
    "Invoice",
    "Stats",
)
_FIELD = re.compile(r"^  \w+(\(.*\))?: ")


def at_first() -> Files:
    """The schema as it is before anybody works on it."""
    texts = {"people.graphql": PEOPLE, "work.graphql": WORK, "rest.graphql": REST}
    return {name: [f"{block.strip()}\n" for block in text.split("\n\n")] for name, text in texts.items()}


def sources(files: Files) -> list[Source]:
    """The files as texts."""
    return [Source(name, "\n".join(blocks)) for name, blocks in sorted(files.items())]


def edited(draw: st.DrawFn, files: Files) -> Files:
    """The files after one edit; the argument stays as it is."""
    copy = {name: list(blocks) for name, blocks in files.items()}
    draw(st.sampled_from(_EDITS))(draw, copy)
    return copy


def _pick(draw: st.DrawFn, files: Files) -> tuple[list[str], int]:
    name = draw(st.sampled_from(sorted(name for name, blocks in files.items() if blocks)))
    return files[name], draw(st.integers(0, len(files[name]) - 1))


def _in_lines(draw: st.DrawFn, files: Files, change: Callable[[list[str], int], None]) -> None:
    """Change the lines of a block, at one that is a field."""
    blocks, at = _pick(draw, files)
    lines = blocks[at].splitlines()
    fields = [number for number, line in enumerate(lines) if _FIELD.match(line)]
    if fields:
        change(lines, draw(st.sampled_from(fields)))
        blocks[at] = "\n".join(lines) + "\n"


def _add_field(draw: st.DrawFn, files: Files) -> None:
    field = draw(st.sampled_from(FIELDS))
    _in_lines(draw, files, lambda lines, at: lines.insert(at, f"  {field}"))


def _remove_field(draw: st.DrawFn, files: Files) -> None:
    _in_lines(draw, files, lambda lines, at: lines.__delitem__(at))


def _move_field(draw: st.DrawFn, files: Files) -> None:
    _in_lines(draw, files, lambda lines, at: lines.insert(1, lines.pop(at)))


def _rename_field(draw: st.DrawFn, files: Files) -> None:
    _in_lines(draw, files, lambda lines, at: lines.__setitem__(at, re.sub(r"^  (\w+)", r"  \1X", lines[at])))


def _add_directive(draw: st.DrawFn, files: Files) -> None:
    word = draw(st.sampled_from(DIRECTIVES))
    _in_lines(draw, files, lambda lines, at: lines.__setitem__(at, f"{lines[at]} {word}"))


def _remove_directives(draw: st.DrawFn, files: Files) -> None:
    _in_lines(draw, files, lambda lines, at: lines.__setitem__(at, lines[at].partition(" @")[0]))


def _change_null(draw: st.DrawFn, files: Files) -> None:
    def change(lines: list[str], at: int) -> None:
        head, space, tail = lines[at].partition(" @")
        lines[at] = (head[:-1] if head.endswith("!") else head + "!") + space + tail

    _in_lines(draw, files, change)


def _describe(draw: st.DrawFn, files: Files) -> None:
    _in_lines(draw, files, lambda lines, at: lines.insert(at, f'  "Words {len(lines)}."'))


def _comment(draw: st.DrawFn, files: Files) -> None:
    blocks, at = _pick(draw, files)
    blocks.insert(at, "# a remark\n\n")


def _add_block(draw: st.DrawFn, files: Files) -> None:
    blocks, at = _pick(draw, files)
    blocks.insert(at, draw(st.sampled_from(BLOCKS)))


def _remove_block(draw: st.DrawFn, files: Files) -> None:
    blocks, at = _pick(draw, files)
    if sum(map(len, files.values())) > 1:
        del blocks[at]


def _move_block(draw: st.DrawFn, files: Files) -> None:
    blocks, at = _pick(draw, files)
    block = blocks.pop(at)
    files.setdefault(draw(st.sampled_from((*sorted(files), "new.graphql"))), []).insert(0, block)


def _twice(draw: st.DrawFn, files: Files) -> None:
    blocks, at = _pick(draw, files)
    blocks.append(blocks[at])


def _break(draw: st.DrawFn, files: Files) -> None:
    blocks, at = _pick(draw, files)
    blocks[at] = blocks[at][: draw(st.integers(0, len(blocks[at])))]


def _rename_type(draw: st.DrawFn, files: Files) -> None:
    """In one file, or everywhere."""
    name = draw(st.sampled_from(_NAMES))
    for file in draw(st.sampled_from([sorted(files), sorted(files)[:1]])):
        files[file] = [re.sub(rf"\b{name}\b", f"{name}s", block) for block in files[file]]


def _file_twice(draw: st.DrawFn, files: Files) -> None:
    files["copy.graphql"] = list(files[draw(st.sampled_from(sorted(files)))])


def _rename_file(draw: st.DrawFn, files: Files) -> None:
    name = draw(st.sampled_from(sorted(files)))
    files[f"z{name}"] = files.pop(name)


_EDITS: tuple[Callable[[st.DrawFn, Files], None], ...] = (
    _add_field,
    _add_field,
    _add_field,
    _remove_field,
    _move_field,
    _rename_field,
    _add_directive,
    _add_directive,
    _remove_directives,
    _change_null,
    _change_null,
    _describe,
    _comment,
    _add_block,
    _add_block,
    _remove_block,
    _move_block,
    _twice,
    _break,
    _rename_type,
    _rename_type,
    _file_twice,
    _rename_file,
)
