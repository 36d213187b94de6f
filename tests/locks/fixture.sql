-- What the facts are measured on: small tables with rows, since a table without rows is never scanned.
CREATE TYPE mood AS ENUM ('calm', 'happy');

CREATE TABLE owner (id bigint PRIMARY KEY, name text);
INSERT INTO owner SELECT n, 'owner ' || n FROM generate_series(1, 100) AS n;

CREATE TABLE item (
    id bigint PRIMARY KEY,
    a integer,
    b integer,
    required integer NOT NULL,
    code integer,
    owner_id bigint,
    small smallint,
    real_number real,
    double_number double precision,
    price numeric(10, 2),
    amount numeric,
    name varchar(50),
    label varchar,
    fixed char(10),
    body text,
    body_c text COLLATE "C",
    uuid_text text,
    feeling_text text,
    feeling mood,
    moment timestamp,
    moment_ms timestamp(3),
    instant timestamptz,
    clock_ms time(3),
    day date,
    span interval,
    flags bit(8),
    some_flags varbit(8),
    document json,
    binary_document jsonb,
    bytes bytea,
    tags varchar(10)[],
    host inet
);
INSERT INTO item
SELECT
    n, n, n, n, n, 1 + n % 100, 1, 1.5, 1.5, 1.5, 1.5,
    'n' || n, 'l', 'f', 'b', 'c', '00000000-0000-0000-0000-000000000001', 'calm', 'calm',
    '2024-01-01', '2024-01-01', '2024-01-01 00:00:00+00', '12:00', '2024-01-01', '1 day',
    B'00000001', B'1', '{}', '{}', '\x00', ARRAY['t'], '10.0.0.1'
FROM generate_series(1, 300) AS n;
CREATE INDEX item_a ON item (a);
CREATE UNIQUE INDEX item_code ON item (code);
CREATE INDEX item_moment ON item (moment);
CREATE INDEX item_name ON item (name);
CREATE INDEX item_price ON item (price);

CREATE TABLE note (id bigint PRIMARY KEY, item_id bigint);
INSERT INTO note SELECT n, n FROM generate_series(1, 100) AS n;

CREATE TABLE event (id bigint, k integer, owner_id bigint) PARTITION BY RANGE (k);
CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM (0) TO (1000);
CREATE TABLE event_2 PARTITION OF event FOR VALUES FROM (1000) TO (2000);
INSERT INTO event SELECT n, 10 * n, 1 + n % 100 FROM generate_series(1, 150) AS n;
CREATE TABLE loose (id bigint, k integer, owner_id bigint);
INSERT INTO loose SELECT n, 2000 + n, 1 FROM generate_series(1, 100) AS n;

CREATE VIEW item_view AS SELECT id, a FROM item;
CREATE MATERIALIZED VIEW item_list AS SELECT id, a FROM item;
CREATE UNIQUE INDEX item_list_id ON item_list (id);

CREATE FUNCTION keep_row() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE FUNCTION plus(x integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT x';
CREATE SEQUENCE counter;
ANALYZE;
