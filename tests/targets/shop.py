"""A small schema with one of everything that the TypeScript and Zod modules show."""

from __future__ import annotations

from tests.targets.reading import schema_of
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
  nickname: String @length(min: 2, max: 20) @pattern(regex: "^[a-z]+$") @deprecated(reason: "Use name.")
  colors: [Color!]
  orders(first: Int = 10, status: Status): [Order!]!
}

type Order implements Node @table {
  id: ID! @primaryKey
  number: BigInt! @identity
  customer_id: ID! @foreignKey(ref: "Customer.id", onDelete: CASCADE)
  status: Status! @default(value: OPEN)
  total: Price! @range(min: 0.01)
  note: JSON
  weights: [[Float]] @length(max: 10)
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
    """The schema."""
    return schema_of(SDL)
