"""A small schema with one of everything that the TypeScript and Zod modules show."""

from __future__ import annotations

from msgspec.structs import replace

from tests.targets.reading import schema_of
from wesley.ir.api import Rules
from wesley.ir.schema import Schema

SDL = '''
"""How far an order is."""
enum Status {
  OPEN
  "On its way."
  SENT @dbValue(name: "in transit")
  LOST @deprecated(reason: "Nothing gets lost")
}

"A price in the currency of the shop."
scalar Price @scalar(sql: "numeric(12,2)")
"A colour, such as #ff0000."
scalar Color @scalar(sql: "text", ts: "`#${string}`", zod: "z.templateLiteral(['#', z.string()])")

interface Node { id: ID! }

"Somebody who buys."
type Customer implements Node @table @rls(using: "true") {
  id: ID! @primaryKey
  "Where to write to */ never in a comment."
  email: Email! @unique @pii
  password: String! @sensitive
  nickname: String @deprecated(reason: "Use name.")
  colors: [Color!]
  orders(first: Int = 10, status: Status): [Order!]!
}

type Order implements Node @table {
  id: ID! @primaryKey
  number: BigInt! @identity
  customer_id: ID! @foreignKey(ref: "Customer.id", onDelete: CASCADE)
  status: Status! @default(value: OPEN)
  total: Price!
  note: JSON
  weights: [[Float]]
  sent_at: DateTime
  kept: String @column(type: "tsvector")
  customer: Customer!
}

"What a search finds."
union Found = Customer | Order

type Page { found: [Found!]!, total: Int! }

input Search { text: String!, status: Status = OPEN, all: [Search!], not: Search, limit: Int! = 10 }
input Key @oneOf { id: ID, email: Email }

type Query {
  "Finds."
  search(by: Search!): Page!
  customer(key: Key!): Customer
}
type Mutation { cancel(id: ID!, reason: String): Order! @deprecated }
'''


def shop() -> Schema:
    """The schema; rules on values are put in by hand."""
    schema = schema_of(SDL)
    rules = {"nickname": Rules(min_length=2, max_length=20, pattern="^[a-z]+$"), "total": Rules(minimum="0.01")}
    objects = tuple(
        replace(one, fields=tuple(replace(field, rules=rules.get(field.name)) for field in one.fields))
        if one.relation
        else one
        for one in schema.api.objects
    )
    return replace(schema, api=replace(schema.api, objects=objects))
