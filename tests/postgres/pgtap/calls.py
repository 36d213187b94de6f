"""Calls of pgTAP functions, as our tests write them and as they fail, and the schema that they look at."""

from __future__ import annotations

SCHEMA = """
CREATE SCHEMA app;
CREATE SCHEMA "Odd ""Schema";
CREATE TYPE app.mood AS ENUM ('sad', 'O''K', 'very happy');
CREATE TABLE app.orgs (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL DEFAULT 'n/a',
    mood app.mood NOT NULL DEFAULT 'sad',
    size integer DEFAULT 3 CHECK (size > 0),
    worth numeric(10, 2) DEFAULT -1.5,
    at timestamptz(3) DEFAULT CURRENT_TIMESTAMP,
    who name DEFAULT CURRENT_USER,
    tags varchar(20)[] NOT NULL DEFAULT '{}',
    plain varchar, fixed char(3), span interval, flag boolean DEFAULT true,
    CONSTRAINT orgs_name_mood_key UNIQUE (name, mood),
    CHECK (size < worth)
);
CREATE TABLE app.users (
    org_id uuid NOT NULL REFERENCES app.orgs,
    id bigint GENERATED ALWAYS AS IDENTITY,
    email text NOT NULL UNIQUE,
    PRIMARY KEY (org_id, id)
);
CREATE TABLE app.tasks (
    org_id uuid, user_id bigint, title text,
    FOREIGN KEY (org_id, user_id) REFERENCES app.users (org_id, id),
    FOREIGN KEY (org_id) REFERENCES app.orgs
);
CREATE INDEX tasks_title_idx ON app.tasks (lower(title), user_id DESC) INCLUDE (org_id);
CREATE INDEX orgs_tags_idx ON app.orgs USING gin (tags);
CREATE TABLE "Odd ""Schema"."Odd'Table#1" ("Key\\ TODO" integer PRIMARY KEY, "select" text);
CREATE INDEX "Odd Index" ON "Odd ""Schema"."Odd'Table#1" ("select");
CREATE TABLE app.events (day date, n integer) PARTITION BY RANGE (day);
CREATE TABLE app.events_all PARTITION OF app.events DEFAULT;
CREATE TABLE app.logs (day date, PRIMARY KEY (day)) PARTITION BY RANGE (day);
CREATE TABLE app.reads (day date REFERENCES app.logs);
CREATE VIEW app.names AS SELECT name FROM app.orgs;
CREATE MATERIALIZED VIEW app.sizes AS SELECT size FROM app.orgs;
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION app.add(a integer, b bigint) RETURNS bigint LANGUAGE sql AS 'SELECT a + b';
CREATE FUNCTION app.many(n integer) RETURNS SETOF app.orgs LANGUAGE sql AS 'SELECT * FROM app.orgs';
CREATE TRIGGER touch BEFORE UPDATE ON app.users FOR EACH ROW EXECUTE FUNCTION app.touch();
ALTER TABLE app.users ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON app.users TO tap_reader USING (true);
CREATE POLICY reads ON app.users FOR SELECT TO tap_reader, tap_writer USING (true);
CREATE POLICY everyone ON app.users FOR INSERT WITH CHECK (true);
CREATE POLICY u ON app.users FOR UPDATE TO tap_reader USING (true);
CREATE POLICY d ON app.users FOR DELETE TO tap_reader USING (true);
GRANT SELECT, INSERT ON app.users TO tap_reader;
GRANT USAGE ON SCHEMA app TO tap_reader;
INSERT INTO app.orgs (name, size, worth) VALUES ('a', 1, 2), ('b', 2, 3);
SET search_path = public;
CREATE TABLE public.seen (id integer PRIMARY KEY, c integer DEFAULT 1);
CREATE VIEW public.seen_view AS SELECT 1 AS one;
CREATE TYPE public.seen_enum AS ENUM ('a');
"""

ROLES = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tap_reader') THEN
        CREATE ROLE tap_reader NOLOGIN;
        CREATE ROLE tap_writer NOLOGIN;
    END IF;
END $$
"""

# One call a line; each line is run with pgTAP and with the shim.
CALLS = r"""
ok(true, 'yes')
ok(false, 'no')
ok(NULL, 'unknown')
ok(true)
ok(false)
ok(false, '')
ok(false, E'two\nlines\r\nand # TODO three\rfour')
ok(true, E'two\nlines # SKIP')
pass('p')
pass()
fail('f')
fail()
is(1, 1, 'one')
is(1, 2, 'two')
is(NULL, 2, 'null')
is('a'::text, NULL, 'null')
is(NULL::text, NULL, 'nulls')
is('a'::text, E'b\nc', 'lines')
is(ARRAY[1,2], ARRAY[2,1], 'arrays')
is((SELECT relrowsecurity FROM pg_class WHERE oid = 'app.users'::regclass), true, 'flag')
is((SELECT relforcerowsecurity FROM pg_class WHERE oid = 'app.users'::regclass), true, 'flag')
is(3, 4)
isnt(1, 2, 'other')
isnt(1, 1, 'same')
isnt(NULL::integer, NULL, 'nulls')
isnt(3, 3)
diag('a remark')
diag(E'two\nlines')
diag(17)
diag('a', 'b')
skip('no reason', 2)
skip('once')
skip(2, 'turned')
skip(1)
has_schema('app', 'it exists')
has_schema('app')
has_schema('Odd "Schema')
has_schema('nowhere')
has_table('app', 'users', 'it exists')
has_table('app'::name, 'users'::name)
has_table('app'::name, 'Nobody'::name)
has_table('app', 'events', 'partitioned')
has_table('app', 'names', 'a view')
has_table('Odd "Schema'::name, 'Odd''Table#1'::name)
has_table('seen', 'by search path')
has_table('users', 'by search path')
has_view('app', 'names', 'it exists')
has_view('app', 'users', 'a table')
has_view('app'::name, 'nobody'::name)
has_view('seen_view', 'by search path')
has_materialized_view('app', 'sizes', 'it exists')
has_materialized_view('app', 'names', 'a view')
is_partitioned('app', 'events', 'it is')
is_partitioned('app', 'users', 'it is not')
is_partitioned('app'::name, 'users'::name)
is_partitioned('seen', 'by search path')
has_column('app', 'users', 'email', 'it exists')
has_column('app', 'users', 'nothing', 'it does not')
has_column('app', 'nobody', 'nothing', 'no table')
has_column('Odd "Schema', 'Odd''Table#1', 'Key\ TODO', 'odd')
columns_are('app', 'users', ARRAY['email', 'id', 'org_id'], 'all')
columns_are('app', 'users', ARRAY['email', 'Id', 'org_id', 'Zed', 'a'])
columns_are('app', 'users', '{}', 'none')
columns_are('Odd "Schema', 'Odd''Table#1', '{}'::name[])
columns_are('app', 'nobody', ARRAY['b', 'A'], 'no table')
col_type_is('app', 'orgs', 'id', 'uuid', 'right')
col_type_is('app', 'orgs', 'id', 'text', 'wrong')
col_type_is('app', 'orgs', 'nothing', 'text', 'no column')
col_type_is('app', 'orgs', 'id', 'no_such_type', 'no type')
col_type_is('app', 'orgs', 'id', 'no such type', 'no type')
col_type_is('app', 'orgs', 'worth', 'numeric(10,2)', 'modifier')
col_type_is('app', 'orgs', 'worth', 'decimal(10, 2)', 'modifier')
col_type_is('app', 'orgs', 'worth', 'numeric(10,3)', 'wrong modifier')
col_type_is('app', 'orgs', 'worth', 'numeric', 'no modifier')
col_type_is('app', 'orgs', 'at', 'timestamp(3) with time zone', 'modifier')
col_type_is('app', 'orgs', 'at', 'timestamptz(3)', 'modifier')
col_type_is('app', 'orgs', 'tags', 'character varying(20)[]', 'array')
col_type_is('app', 'orgs', 'tags', 'text[]', 'array')
col_type_is('app', 'orgs', 'plain', 'varchar', 'no modifier')
col_type_is('app', 'orgs', 'fixed', 'character(3)', 'modifier')
col_type_is('app', 'orgs', 'span', 'interval', 'no modifier')
col_type_is('app', 'orgs', 'span', 'interval day', 'wrong modifier')
col_type_is('app', 'orgs', 'mood', 'app.mood', 'enum')
col_type_is('app', 'orgs', 'mood', 'mood', 'enum')
col_type_is('app', 'orgs', 'mood', 'app', 'mood', 'enum')
col_type_is('app', 'orgs', 'id', 'pg_catalog', 'uuid', 'with schema')
col_type_is('app', 'orgs', 'id', 'pg_catalog', 'text', 'with schema')
col_type_is('app', 'orgs', 'mood', 'app', 'mode', 'no type')
col_type_is('app', 'orgs', 'no', 'app', 'mood', 'no column')
col_type_is('app'::name, 'orgs'::name, 'id'::name, 'pg_catalog'::name, 'text'::text)
col_type_is('app'::name, 'orgs'::name, 'id'::name, 'text'::text)
col_type_is('seen', 'c', 'integer', 'by search path')
col_type_is('seen', 'd', 'integer', 'by search path')
col_not_null('app', 'users', 'email', 'it is')
col_not_null('app', 'orgs', 'size', 'it is not')
col_not_null('app', 'orgs', 'nothing', 'no column')
col_not_null('app', 'orgs', 'size', NULL)
col_is_null('app', 'orgs', 'size', 'it may')
col_is_null('app', 'users', 'email', 'it may not')
col_is_null('app', 'users', 'nothing', 'no column')
col_has_default('app', 'orgs', 'size', 'it has')
col_has_default('app', 'users', 'email', 'it has not')
col_has_default('app', 'users', 'nothing', 'no column')
col_hasnt_default('app', 'users', 'email', 'it has not')
col_hasnt_default('app', 'users', 'id', 'identity')
col_hasnt_default('app', 'orgs', 'size', 'it has')
col_hasnt_default('app', 'users', 'nothing', 'no column')
col_default_is('app', 'orgs', 'size', '3', 'number')
col_default_is('app', 'orgs', 'size', 3, 'number')
col_default_is('app', 'orgs', 'size', '4', 'wrong number')
col_default_is('app', 'orgs', 'worth', '-1.5', 'negative')
col_default_is('app', 'orgs', 'name', 'n/a', 'text')
col_default_is('app', 'orgs', 'name', 'it''s', 'wrong text')
col_default_is('app', 'orgs', 'name', NULL::text, 'wrong text')
col_default_is('app', 'orgs', 'mood', 'sad', 'enum')
col_default_is('app', 'orgs', 'mood', 'O''K', 'wrong label')
col_default_is('app', 'orgs', 'id', 'gen_random_uuid()', 'call')
col_default_is('app', 'orgs', 'id', 'now()', 'wrong call')
col_default_is('app', 'orgs', 'at', 'CURRENT_TIMESTAMP', 'keyword')
col_default_is('app', 'orgs', 'who', 'CURRENT_USER', 'keyword')
col_default_is('app', 'orgs', 'tags', '{}', 'array')
col_default_is('app', 'orgs', 'flag', 'true', 'boolean')
col_default_is('app', 'orgs', 'flag', false, 'wrong boolean')
col_default_is('app', 'orgs', 'plain', 'x', 'no default')
col_default_is('app', 'orgs', 'nothing', 'x', 'no column')
has_pk('app', 'users', 'it has')
has_pk('app', 'tasks', 'it has not')
has_pk('app'::name, 'tasks'::name)
has_pk('seen', 'by search path')
col_is_pk('app', 'users', ARRAY['org_id', 'id'], 'right')
col_is_pk('app', 'users', ARRAY['id', 'org_id'], 'turned')
col_is_pk('app', 'orgs', 'id', 'one')
col_is_pk('app', 'orgs', 'name', 'wrong')
col_is_pk('app', 'tasks', 'title', 'none')
col_is_pk('app', 'users', ARRAY['Org', 'id'])
has_fk('app', 'tasks', 'it has')
has_fk('app', 'orgs', 'it has not')
col_is_fk('app', 'tasks', ARRAY['org_id', 'user_id'], 'two')
col_is_fk('app', 'tasks', 'org_id', 'one')
col_is_fk('app', 'tasks', 'title', 'wrong')
col_is_fk('app', 'orgs', 'id', 'none')
col_is_fk('app', 'reads', 'day', 'to a partitioned table')
fk_ok('app', 'tasks', ARRAY['org_id', 'user_id'], 'app', 'users', ARRAY['org_id', 'id'], 'right')
fk_ok('app', 'tasks', ARRAY['org_id', 'user_id'], 'app', 'users', ARRAY['id', 'org_id'], 'turned')
fk_ok('app', 'tasks', 'org_id', 'app', 'orgs', 'id', 'one')
fk_ok('app', 'tasks', 'title', 'app', 'orgs', 'id', 'none')
fk_ok('app', 'tasks', ARRAY['org_id'], 'app', 'Orgs', ARRAY['Id'])
has_unique('app', 'orgs', 'it has')
has_unique('app', 'tasks', 'it has not')
col_is_unique('app', 'users', 'email', 'one')
col_is_unique('app', 'orgs', ARRAY['name', 'mood'], 'two')
col_is_unique('app', 'orgs', ARRAY['mood', 'name'], 'turned')
col_is_unique('app', 'tasks', 'title', 'none')
col_is_unique('app', 'orgs', ARRAY['Mood', 'name'])
has_check('app', 'orgs', 'it has')
has_check('app', 'tasks', 'it has not')
col_has_check('app', 'orgs', 'size', 'one')
col_has_check('app', 'orgs', ARRAY['size', 'worth'], 'two')
col_has_check('app', 'orgs', 'name', 'wrong')
col_has_check('app', 'tasks', 'title', 'none')
has_index('app', 'tasks', 'tasks_title_idx', 'it exists')
has_index('app', 'tasks', 'nothing', 'it does not')
has_index('nowhere', 'tasks', 'nothing', 'no schema')
has_index('app', 'tasks', 'tasks_title_idx', ARRAY['lower(title)', 'user_id', 'org_id'], 'keys')
has_index('app', 'tasks', 'tasks_title_idx', ARRAY['lower(title)', 'user_id'], 'wrong keys')
has_index('app', 'tasks', 'nothing', ARRAY['title'], 'none')
has_index('app', 'users', 'users_email_key', 'email', 'one')
has_index('app', 'users', 'users_email_key', ARRAY['email'])
has_index('app'::name, 'users'::name, 'users_email_key'::name, 'e'::name)
has_index('Odd "Schema', 'Odd''Table#1', 'Odd Index', ARRAY['"select"'], 'odd')
has_index('Odd "Schema', 'Odd''Table#1', 'Odd Index', ARRAY['select'], 'odd, unquoted')
index_is_unique('app', 'users', 'users_email_key', 'it is')
index_is_unique('app', 'tasks', 'tasks_title_idx', 'it is not')
index_is_unique('app', 'tasks', 'Nothing')
index_is_primary('app', 'users', 'users_pkey', 'it is')
index_is_primary('app', 'tasks', 'tasks_title_idx', 'it is not')
index_is_primary('app', 'tasks', 'nothing')
index_is_type('app', 'orgs', 'orgs_tags_idx', 'gin', 'it is')
index_is_type('app', 'orgs', 'orgs_tags_idx', 'btree', 'it is not')
index_is_type('app', 'orgs', 'nothing', 'btree')
indexes_are('app', 'users', ARRAY['users_pkey', 'users_email_key'], 'all')
indexes_are('app', 'users', ARRAY['Users_pkey'])
has_enum('app', 'mood', 'it exists')
has_enum('app'::name, 'users'::name)
has_enum('seen_enum', 'by search path')
enum_has_labels('app', 'mood', ARRAY['sad', 'O''K', 'very happy'], 'right')
enum_has_labels('app', 'mood', ARRAY['O''K', 'sad'], 'wrong')
enum_has_labels('app', 'nothing', ARRAY['a', 'b'])
has_trigger('app', 'users', 'touch', 'it exists')
has_trigger('app', 'users', 'nothing', 'it does not')
trigger_is('app', 'users', 'touch', 'app', 'touch', 'right')
trigger_is('app', 'users', 'touch', 'app', 'Other', 'wrong')
trigger_is('app', 'users', 'nothing', 'app', 'touch')
triggers_are('app', 'users', ARRAY['touch'], 'all')
triggers_are('app', 'tasks', '{}', 'none of our own')
triggers_are('app', 'users', ARRAY['b', 'A'])
has_function('app', 'add', ARRAY['integer', 'bigint'], 'it exists')
has_function('app', 'add', ARRAY['int', 'int8'], 'aliases')
has_function('app', 'add', ARRAY['bigint', 'integer'], 'turned')
has_function('app', 'add', ARRAY['no_such_type'], 'no type')
has_function('app', 'touch', '{}'::name[], 'no arguments')
has_function('app', 'add', 'any')
has_function('app', 'nothing', 'none')
has_function('app', 'Nothing', ARRAY['integer', 'bigint'])
function_returns('app', 'add', ARRAY['integer', 'bigint'], 'bigint', 'right')
function_returns('app', 'add', ARRAY['integer', 'bigint'], 'int8', 'alias')
function_returns('app', 'add', ARRAY['integer', 'bigint'], 'text', 'wrong')
function_returns('app', 'add', ARRAY['integer'], 'text', 'no function')
function_returns('app', 'many', ARRAY['integer'], 'setof app.orgs', 'set')
function_returns('app', 'many', ARRAY['integer'], 'app.orgs', 'no set')
function_returns('app', 'touch', 'trigger', 'any arguments')
function_returns('app', 'nothing', 'trigger', 'none')
function_returns('app', 'add', ARRAY['integer', 'bigint'], 'nothing')
has_extension('plpgsql')
has_extension('plpgsql', 'it exists')
has_extension('nothing')
has_extension('pg_catalog', 'plpgsql', 'with schema')
has_extension('app', 'plpgsql', 'wrong schema')
has_extension('app'::name, 'plpgsql'::name)
has_role('tap_reader')
has_role('tap_reader', 'it exists')
has_role('No role')
policies_are('app', 'users', ARRAY['tenant', 'reads', 'everyone', 'u', 'd'], 'all')
policies_are('app', 'users', ARRAY['tenant', 'Reads', 'everyone', 'u'])
policies_are('app', 'tasks', '{}', 'none')
policies_are('app', 'tasks', ARRAY['b', 'A b', 'B'])
policy_roles_are('app', 'users', 'reads', ARRAY['tap_reader', 'tap_writer'], 'right')
policy_roles_are('app', 'users', 'reads', ARRAY['tap_reader', 'Other'])
policy_roles_are('app', 'users', 'everyone', '{}', 'public')
policy_roles_are('app', 'users', 'everyone', ARRAY['public'], 'public')
policy_roles_are('app', 'users', 'nothing', ARRAY['tap_reader'])
policy_cmd_is('app', 'users', 'tenant', 'all', 'right')
policy_cmd_is('app', 'users', 'reads', 'select', 'right')
policy_cmd_is('app', 'users', 'everyone', 'INSERT', 'right')
policy_cmd_is('app', 'users', 'u', 'UPDATE', 'right')
policy_cmd_is('app', 'users', 'd', 'select', 'wrong')
policy_cmd_is('app', 'users', 'nothing', 'select', 'none')
policy_cmd_is('app', 'users', 'd'::name, 'select')
table_privs_are('app', 'users', 'tap_reader', ARRAY['SELECT', 'INSERT'], 'right')
table_privs_are('app', 'users', 'tap_reader', ARRAY['SELECT', 'UPDATE', 'DELETE'])
table_privs_are('app', 'users', 'tap_writer', '{}'::name[])
table_privs_are('app', 'users', 'tap_writer', ARRAY['select'], 'lower case')
table_privs_are('app', 'nobody', 'tap_reader', ARRAY['SELECT'], 'no table')
table_privs_are('app', 'users', 'No role', ARRAY['SELECT'], 'no role')
throws_ok('SELECT 1/0', '22012', 'division by zero', 'code and message')
throws_ok('SELECT 1/0', '22012', NULL, 'code')
throws_ok('SELECT 1/0', '22012', 'another message', 'wrong message')
throws_ok('SELECT 1/0', '42501', NULL, 'wrong code')
throws_ok('SELECT 1/0', '42501', 'message', 'wrong both')
throws_ok('SELECT 1', '42501', NULL, 'nothing thrown')
throws_ok('SELECT 1', NULL, NULL, 'nothing thrown')
throws_ok('SELECT 1/0', '22012', 'division by zero')
throws_ok('SELECT 1/0', 'division by zero', 'message')
throws_ok('SELECT 1/0', 'another', 'message')
throws_ok('SELECT 1/0', '22012')
throws_ok('SELECT 1/0', '42501')
throws_ok('SELECT 1/0', 'division by zero')
throws_ok('SELECT 1/0')
throws_ok('SELECT 1')
lives_ok('SELECT 1', 'it does')
lives_ok('SELECT 1')
lives_ok('SELECT 1/0', 'it does not')
lives_ok('INSERT INTO app.users VALUES (NULL)', 'all details')
lives_ok($$INSERT INTO app.orgs (name, size) VALUES ('c', 0)$$, 'a constraint')
lives_ok('SELECT nothing(1)', 'a hint')
lives_ok('SELECT FROM', 'no SQL')
is_empty('SELECT 1 WHERE false', 'it is')
is_empty('SELECT 1, NULL, ''a b'' UNION ALL SELECT 2, 3, ''c''', 'it is not')
is_empty('SELECT 1')
is_empty($$UPDATE app.orgs SET name = 'z' WHERE name = 'a' RETURNING size$$, 'rows changed')
isnt_empty('SELECT 1', 'it is not')
isnt_empty('SELECT 1 WHERE false', 'it is')
isnt_empty('SELECT 1 WHERE false')
results_eq('SELECT 1 UNION ALL SELECT 2', 'VALUES (1), (2)', 'same')
results_eq('SELECT 1 UNION ALL SELECT 2', 'VALUES (1), (3)', 'a row differs')
results_eq('SELECT 1 UNION ALL SELECT 2', 'VALUES (1)', 'one more')
results_eq('SELECT 1', 'VALUES (1), (2)', 'one fewer')
results_eq('SELECT 1', 'SELECT 1::bigint', 'types differ')
results_eq('SELECT 1', 'SELECT 2::bigint', 'types and values differ')
results_eq('SELECT 1', 'SELECT 1, 2', 'columns differ')
results_eq('SELECT 1 WHERE false', 'SELECT 1 WHERE false')
results_eq('SELECT name FROM app.orgs ORDER BY 1', ARRAY['a', 'b'], 'array')
results_eq('SELECT name FROM app.orgs ORDER BY 1', ARRAY['a', 'c'], 'array')
results_eq('SELECT name FROM app.orgs ORDER BY 1', ARRAY[]::text[])
set_eq('SELECT 1 UNION ALL SELECT 2', 'VALUES (2), (1), (1)', 'same')
set_eq('SELECT 1', 'VALUES (2), (3)', 'differ')
set_eq('SELECT 1', 'SELECT 1 AS a, 2 AS b', 'columns differ')
set_eq('SELECT 1 AS a, ''a'' AS b', 'SELECT ''b'' AS a, 2 AS b', 'types differ')
set_eq('SELECT name FROM app.orgs', ARRAY['b', 'a'])
set_eq('SELECT name FROM app.orgs', ARRAY['c', 'a'], 'array')
bag_eq('SELECT 1 UNION ALL SELECT 2', 'VALUES (2), (1)', 'same')
bag_eq('SELECT 1 UNION ALL SELECT 2', 'VALUES (2), (1), (1)', 'one more')
bag_eq('SELECT 1', 'VALUES (2)')
bag_eq('SELECT name FROM app.orgs', ARRAY['b', 'a'], 'array')
bag_eq('SELECT name FROM app.orgs', ARRAY['b', 'b', 'a'])
"""


def calls() -> list[str]:
    """The calls in order."""
    return CALLS.strip().splitlines()
