-- The schema before: small tables with something of every kind that a plan changes.
CREATE TYPE stage AS ENUM ('new', 'paid', 'lost');
CREATE DOMAIN amount AS integer CHECK (VALUE >= 0);
CREATE SEQUENCE tickets INCREMENT 1;
CREATE FUNCTION doubled(value integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT value * 2';

CREATE TABLE customers (
    id integer PRIMARY KEY,
    email text,
    age integer,
    remark text,
    tenant integer NOT NULL DEFAULT 1
);
CREATE INDEX customers_remark_idx ON customers (remark);

CREATE TABLE orders (
    id integer PRIMARY KEY,
    customer_id integer,
    quantity integer NOT NULL,
    price amount,
    stage stage NOT NULL DEFAULT 'new',
    note text,
    reference text,
    CONSTRAINT orders_note_check CHECK (length(note) < 1000)
);
CREATE INDEX orders_stage_idx ON orders (stage);
CREATE INDEX orders_quantity_idx ON orders (quantity);

CREATE TABLE visits (
    at integer NOT NULL,
    page text
);

CREATE TABLE readings (
    id integer NOT NULL,
    year integer NOT NULL,
    value integer,
    PRIMARY KEY (id, year)
) PARTITION BY LIST (year);
CREATE TABLE readings_2024 PARTITION OF readings FOR VALUES IN (2024);
CREATE TABLE readings_2025 PARTITION OF readings FOR VALUES IN (2025);

CREATE TABLE archive (id integer PRIMARY KEY, text text);

CREATE VIEW adults AS SELECT id, email FROM customers WHERE age >= 18;
