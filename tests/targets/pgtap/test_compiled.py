"""What is compiled from a schema passes on the database that is compiled from it, with real pgTAP and with the shim."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.support.databases import empty_database
from tests.support.servers import real_pgtap
from tests.targets.pgtap.compiled import compiled
from tests.targets.pgtap.running import broken_by, failures
from wesley.postgres.database import load
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.pgtap.provide import provide
from wesley.postgres.run_tests import run_file
from wesley.postgres.session import session

HARD = r"""
type Org @table @tenant(root: true) {
  id: ID! @primaryKey
  slug: String! @unique @check(expr: "slug ~ '^[a-z][a-z0-9-]{2,30}$'")
  ownerId: ID @foreignKey(ref: "User.id")
}
type User @table @tenant(by: "orgId") {
  id: ID! @primaryKey
  orgId: ID! @foreignKey(ref: "Org.id")
  email: Email! @unique
  managerId: ID @foreignKey(ref: "User.id")
  role: Role!
  age: Int @check(expr: "age BETWEEN 18 AND 99")
}
enum Role { ADMIN MEMBER }
enum Size @enum(storage: CHECK) { S M L }
enum Color @enum(storage: LOOKUP) { RED GREEN }
type Item @table @tenant(by: "orgId") @check(expr: "num_nonnulls(user_id, parent_id) = 1", name: "one_owner") {
  id: ID! @primaryKey
  orgId: ID! @foreignKey(ref: "Org.id")
  userId: ID @foreignKey(ref: "User.id", onDelete: SET_NULL)
  parentId: ID @foreignKey(ref: "Item.id")
  size: Size!
  color: Color!
  price: Decimal! @column(type: "numeric(6,2)") @check(expr: "price > 0")
  tags: [String!]!
  startsOn: Date!
  endsOn: Date! @check(expr: "ends_on >= starts_on")
}
type Note @table @tenant(by: "orgId") @owner(column: "userId") {
  id: ID! @primaryKey
  orgId: ID! @foreignKey(ref: "Org.id")
  userId: ID! @foreignKey(ref: "User.id")
  body: String!
}
type Post @table @tenant(by: "orgId") @rls(name: "read", select: "true")
  @rls(name: "own", insert: "tenant", update: "tenant", delete: "deny") {
  id: ID! @primaryKey
  orgId: ID! @foreignKey(ref: "Org.id")
  title: String!
}
type Audit @table @tenant(by: "orgId") @rls(select: "tenant", insert: "tenant")
  @grant(roles: ["app_user"], privileges: [SELECT, INSERT]) {
  id: BigInt! @primaryKey @identity
  orgId: ID! @foreignKey(ref: "Org.id")
  what: JSON!
}
type Profile @table @tenant(by: "orgId") {
  userId: ID! @primaryKey @foreignKey(ref: "User.id")
  orgId: ID! @foreignKey(ref: "Org.id")
  bio: String
}
type Left @table @tenant(by: "orgId") {
  id: ID! @primaryKey
  orgId: ID! @foreignKey(ref: "Org.id")
  rightId: ID! @foreignKey(ref: "Right.id")
}
type Right @table @tenant(by: "orgId") {
  id: ID! @primaryKey
  orgId: ID! @foreignKey(ref: "Org.id")
  leftId: ID! @foreignKey(ref: "Left.id")
}
type Odd @table @tenant(by: "orgId") @check(expr: "md5(code) < 'f'", name: "odd_code") {
  id: ID! @primaryKey
  orgId: ID! @foreignKey(ref: "Org.id")
  code: String!
}
type Group @table(name: "select \"Group\"; # SKIP") @tenant(by: "orgId") {
  id: ID! @primaryKey
  orgId: ID! @foreignKey(ref: "Org.id")
  "It's a \\ 'name' $$ -- # TODO"
  order: String! @column(name: "or'der \"x\"") @default(value: "it's \\ $$ # TODO ');--")
}
type Blocker @table @tenant(by: "orgId") @check(expr: "item_id <> waits_for_id", name: "not_itself") {
  orgId: ID! @foreignKey(ref: "Org.id")
  itemId: ID! @primaryKey @foreignKey(ref: "Item.id")
  waitsForId: ID! @primaryKey @foreignKey(ref: "Item.id")
}
type Key @table @tenant(by: "orgId") @rls(preset: "owner", options: {column: "userId"}) {
  id: ID! @primaryKey
  orgId: ID! @foreignKey(ref: "Org.id")
  userId: ID! @foreignKey(ref: "User.id") @index
  digest: Bytes! @unique @check(expr: "octet_length(digest) = 32")
  price: Decimal! @column(type: "numeric(12,2)")
  total: Decimal! @column(type: "numeric(5,2)") @computed(expr: "price * 1.2")
  words: Int @computed(expr: "length(label)", mode: TRIGGER)
  label: String! @length(min: 3, max: 5) @pattern(regex: "^[a-z]+$")
  amount: Float @range(min: 0, exclusiveMax: 1)
  createdAt: DateTime! @createdAt
  updatedAt: DateTime! @updatedAt
}
type Labelled @view(sql: "SELECT id, label FROM keys") { id: ID! label: String }
type Photo @table @tenant(by: "orgId") { id: ID! @primaryKey orgId: ID! @foreignKey(ref: "Org.id") }
type Comment @table @tenant(by: "orgId") @check(expr: "num_nonnulls(post_id, photo_id) = 1", name: "one_thing") {
  id: ID! @primaryKey
  orgId: ID! @foreignKey(ref: "Org.id")
  postId: ID @foreignKey(ref: "Post.id")
  photoId: ID @foreignKey(ref: "Photo.id")
  oddId: ID @foreignKey(ref: "Odd.id")
}
type Riddle @table @tenant(by: "orgId") @rls(name: "read", select: "md5(title) < 'f'")
  @rls(name: "write", insert: "tenant")
  @grant(roles: ["app_user"], privileges: [SELECT, INSERT]) {
  id: ID! @primaryKey
  orgId: ID! @foreignKey(ref: "Org.id")
  title: String!
}
type Country @table { code: String! @primaryKey @check(expr: "length(code) = 2") }
"""

COMPILED = compiled(HARD)
HOOK = """
CREATE SCHEMA tests;
CREATE FUNCTION tests.fixture_public_odds(tenant text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO orgs (id, slug) VALUES (tenant::uuid, 'org-' || left(tenant, 8));
  INSERT INTO odds (org_id, code) VALUES (tenant::uuid, '1');
END $$
"""
MUTANTS = [
    ("notes", "DROP POLICY notes_tenant ON notes", "cannot see the row of B"),
    ("notes", "DROP POLICY notes_owner ON notes", "can see its own row"),
    ("notes", "ALTER POLICY notes_tenant ON notes USING (true)", "cannot delete the row of B"),
    ("posts", "ALTER POLICY posts_tenant ON posts USING (true)", "cannot see the row of B"),
    ("posts", "DROP POLICY own_delete ON posts; GRANT DELETE ON posts TO app_user", "exactly its policies"),
    (
        "posts",
        "ALTER POLICY own_update ON posts WITH CHECK (true); DROP POLICY posts_tenant ON posts",
        "cannot move its",
    ),
    ("audits", "GRANT UPDATE ON audits TO app_user", "cannot update its own row"),
    ("audits", "GRANT DELETE ON audits TO app_user; CREATE POLICY x ON audits USING (true)", "cannot delete"),
    ("items", "ALTER TABLE items DROP CONSTRAINT items_parent_id_fkey", "refer to B through items_parent_id_fkey"),
    ("items", "ALTER TABLE items DROP CONSTRAINT items_user_id_fkey", "refer to B through items_user_id_fkey"),
    ("notes", "ALTER TABLE notes DROP CONSTRAINT notes_user_id_fkey", "refer to B through notes_user_id_fkey"),
    *(
        (
            "comments",
            f"ALTER TABLE comments DROP CONSTRAINT comments_{name}_id_fkey, ADD CONSTRAINT comments_{name}_id_fkey "
            f"FOREIGN KEY ({name}_id) REFERENCES {name}s (id)",
            f"refer to B through comments_{name}_id_fkey",
        )
        for name in ("post", "photo")
    ),
    ("riddles", "ALTER POLICY riddles_tenant ON riddles USING (true)", "cannot see the row of B"),
    ("blockers", "ALTER POLICY blockers_tenant ON blockers USING (true)", "cannot see the row of B"),
    (
        "blockers",
        "ALTER TABLE blockers DROP CONSTRAINT blockers_waits_for_id_fkey",
        "refer to B through blockers_waits_for_id_fkey",
    ),
    ("keys", "DROP POLICY keys_tenant ON keys", "cannot see the row of B"),
    ("keys", "CREATE POLICY more ON keys AS PERMISSIVE USING (true); DROP POLICY keys_tenant ON keys", "outlives"),
    ("orgs", "ALTER TABLE orgs DISABLE ROW LEVEL SECURITY", "cannot see the row of B"),
    ("profiles", "ALTER ROLE app_user BYPASSRLS", "cannot see the row of B"),
    ("lefts", "ALTER POLICY lefts_tenant ON lefts USING (true) WITH CHECK (true)", "cannot insert a row for B"),
]


@contextmanager
def _database(server: EmbeddedServer, *, real: bool) -> Iterator[str]:
    with empty_database(server.conninfo()) as conninfo:
        load(conninfo, COMPILED.ddl)
        if real:
            with session(conninfo) as connection:
                connection.run("CREATE SCHEMA tap; SET search_path = tap; " + real_pgtap())
        else:
            provide(conninfo, extension=False)
        yield conninfo


@pytest.fixture(scope="module", params=["pg15", "pg18"])
def server_of_module(request: pytest.FixtureRequest) -> EmbeddedServer:
    server: EmbeddedServer = request.getfixturevalue("server" + str(request.param)[2:])
    return server


@pytest.fixture(scope="module", params=["real pgTAP", "shim"])
def database(request: pytest.FixtureRequest, server_of_module: EmbeddedServer) -> Iterator[str]:
    with _database(server_of_module, real=request.param == "real pgTAP") as conninfo:
        yield conninfo


@pytest.fixture(scope="module")
def with_shim(server18: EmbeddedServer) -> Iterator[str]:
    with _database(server18, real=False) as conninfo:
        yield conninfo


@pytest.mark.server
def test_all_files_pass(database: str) -> None:
    for path, text in sorted(COMPILED.files.items()):
        result = run_file(database, path, text)
        assert failures(result) == [], path
        assert len(result.results) == result.planned


@pytest.mark.server
def test_only_what_cannot_be_found_is_skipped_and_says_why(with_shim: str) -> None:
    skipped = {
        path: [test.skipped for test in run_file(with_shim, path, text).results if test.skipped is not None]
        for path, text in COMPILED.files.items()
    }

    assert {path for path, reasons in skipped.items() if reasons} == {
        "tests/20_isolation_odds.sql",
        "tests/20_isolation_lefts.sql",
        "tests/20_isolation_rights.sql",
        "tests/20_isolation_comments.sql",
        "tests/20_isolation_riddles.sql",
    }
    assert len(skipped["tests/20_isolation_comments.sql"]) == 1
    assert len(skipped["tests/20_isolation_riddles.sql"]) == 2
    assert all(
        "write the function tests.fixture_public_odds" in str(why) for why in skipped["tests/20_isolation_odds.sql"]
    )


@pytest.mark.server
def test_a_hook_writes_the_rows_that_cannot_be_found(with_shim: str) -> None:
    text = COMPILED.files["tests/20_isolation_odds.sql"]

    result = run_file(with_shim, "odds", broken_by(text, HOOK))
    mutant = run_file(with_shim, "odds", broken_by(text, HOOK + "; ALTER POLICY odds_tenant ON odds USING (true)"))

    assert failures(result) == []
    assert not [test for test in result.results if test.skipped is not None]
    assert [failure for failure in failures(mutant) if "A cannot select rows of B" in failure]


@pytest.mark.server
@pytest.mark.parametrize(("table", "mutation", "expected"), MUTANTS, ids=[mutation for _, mutation, _ in MUTANTS])
def test_mutants_of_every_kind_of_table_are_killed(with_shim: str, table: str, mutation: str, expected: str) -> None:
    found = failures(run_file(with_shim, table, broken_by(COMPILED.files[f"tests/20_isolation_{table}.sql"], mutation)))

    assert [failure for failure in found if expected in failure], found


BEHAVIOUR = [
    ("ALTER TABLE keys DISABLE TRIGGER ALL", "keys.updated_at moves with an update"),
    ("ALTER TABLE keys DISABLE TRIGGER ALL", "keys.words holds its expression after an insert"),
    ("ALTER TABLE keys DROP CONSTRAINT keys_label_length_check", "keys_label_length_check refuses"),
    ("ALTER TABLE keys DROP CONSTRAINT keys_label_pattern_check", "keys_label_pattern_check refuses"),
    ("ALTER TABLE keys DROP CONSTRAINT keys_amount_range_check", "keys_amount_range_check refuses"),
    ("ALTER TABLE keys DROP CONSTRAINT keys_digest_check", "keys_digest_check refuses"),
]


@pytest.mark.server
@pytest.mark.parametrize(("mutation", "expected"), BEHAVIOUR, ids=[expected for _, expected in BEHAVIOUR])
def test_what_checks_and_triggers_do_is_tried(with_shim: str, mutation: str, expected: str) -> None:
    found = failures(run_file(with_shim, "keys", broken_by(COMPILED.files["tests/10_table_keys.sql"], mutation)))

    assert [failure for failure in found if expected in failure], found


@pytest.mark.server
def test_an_owner_without_privileges_of_a_superuser_can_run_them(server_of_module: EmbeddedServer) -> None:
    with empty_database(server_of_module.conninfo()) as conninfo:
        with session(conninfo) as connection:
            connection.run("DROP ROLE IF EXISTS plain_owner; CREATE ROLE plain_owner CREATEROLE LOGIN")
            connection.run(
                f"GRANT CREATE ON DATABASE {connection.rows('SELECT current_database()')[0][0]} TO plain_owner"
            )
            connection.run("ALTER SCHEMA public OWNER TO plain_owner; CREATE SCHEMA tap AUTHORIZATION plain_owner")
            connection.run("DO $$ BEGIN CREATE ROLE app_user; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
            connection.run("GRANT app_user TO plain_owner")
        owner = conninfo.replace("user=postgres", "user=plain_owner")
        try:
            load(owner, COMPILED.ddl)
            with session(owner) as connection:
                connection.run("SET search_path = tap; " + real_pgtap())
            for path, text in sorted(COMPILED.files.items()):
                assert failures(run_file(owner, path, text)) == [], path
        finally:
            with session(conninfo) as connection:
                connection.run("DROP OWNED BY plain_owner CASCADE; DROP ROLE plain_owner")
