-- The schema before: small tables with something of every kind that a plan changes.
CREATE EXTENSION hstore;
CREATE SCHEMA leaving;
CREATE TYPE stage AS ENUM ('new', 'paid', 'lost');
CREATE TYPE mood AS ENUM ('low', 'middle', 'high');
CREATE TYPE leaving.unused AS ENUM ('never');
CREATE DOMAIN amount AS integer CHECK (VALUE >= 0);
CREATE DOMAIN weight AS integer DEFAULT 1 CONSTRAINT light CHECK (VALUE < 1000) CONSTRAINT not_less CHECK (VALUE > 0);
CREATE DOMAIN leaving.idle AS text;
CREATE SEQUENCE tickets INCREMENT 1;
CREATE SEQUENCE leaving.numbers;
CREATE FUNCTION doubled(value integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT value * 2';
CREATE FUNCTION halved(value integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT value / 2';
CREATE FUNCTION unused(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';

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

CREATE TABLE events (
    id integer NOT NULL,
    day integer NOT NULL,
    customer_id integer
) PARTITION BY RANGE (day);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
CREATE TABLE events_rest PARTITION OF events DEFAULT;

CREATE TABLE sensors (id integer NOT NULL, year integer NOT NULL, PRIMARY KEY (id, year)) PARTITION BY LIST (year);
CREATE TABLE sensors_2023 PARTITION OF sensors FOR VALUES IN (2023);
CREATE TABLE sensors_2024 PARTITION OF sensors FOR VALUES IN (2024);
CREATE TABLE sensors_2022 (id integer NOT NULL, year integer NOT NULL, PRIMARY KEY (id, year));

CREATE TABLE archive (id integer PRIMARY KEY, text text);
CREATE TABLE leaving.gone (id serial PRIMARY KEY, tags hstore);

CREATE TABLE bookings (id integer PRIMARY KEY, room integer, during int4range);
CREATE TABLE rentals (id integer PRIMARY KEY, during int4range, EXCLUDE USING gist (during WITH &&));

CREATE TABLE invoices (
    id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    order_id integer CONSTRAINT invoices_order_fkey REFERENCES orders,
    customer_id integer CONSTRAINT invoices_customer_fkey REFERENCES customers,
    number bigint CONSTRAINT invoices_number_key UNIQUE,
    copies integer NOT NULL DEFAULT 1,
    total integer NOT NULL,
    tax integer GENERATED ALWAYS AS (total / 5) STORED,
    text varchar(20),
    CONSTRAINT invoices_copies_check CHECK (copies > 0)
);
CREATE INDEX invoices_text_idx ON invoices (text);
CREATE INDEX invoices_total_idx ON invoices (total);

CREATE TABLE letters (
    id integer PRIMARY KEY,
    mood mood NOT NULL DEFAULT 'middle',
    weight weight,
    body text
) WITH (fillfactor = 90);
CREATE TRIGGER letters_stamp BEFORE INSERT ON letters FOR EACH ROW EXECUTE FUNCTION keep();
CREATE TRIGGER letters_first BEFORE DELETE ON letters FOR EACH ROW EXECUTE FUNCTION keep('x');
CREATE TRIGGER letters_leaving BEFORE UPDATE ON letters FOR EACH STATEMENT EXECUTE FUNCTION keep();
CREATE TABLE seats (train integer, place integer, PRIMARY KEY (train, place));
CREATE TABLE wagons (id integer, train integer);
CREATE UNLOGGED TABLE drafts (id integer PRIMARY KEY);
CREATE TABLE pages (id integer PRIMARY KEY, half integer DEFAULT halved(10), CONSTRAINT pages_check CHECK (halved(id) >= 0));

CREATE TABLE papers (id integer PRIMARY KEY, owner integer NOT NULL, is_locked boolean NOT NULL, secret text);
CREATE POLICY papers_read ON papers FOR SELECT USING (true);
CREATE POLICY papers_write ON papers FOR UPDATE USING (NOT is_locked) WITH CHECK (NOT is_locked);
CREATE POLICY papers_limit ON papers AS RESTRICTIVE FOR SELECT USING (id > 0);
CREATE POLICY papers_leaving ON papers FOR DELETE USING (id > 20);
ALTER TABLE papers ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON papers TO pg_monitor;
CREATE TABLE notices (id integer PRIMARY KEY, is_hidden boolean NOT NULL);
CREATE POLICY notices_read ON notices FOR SELECT USING (NOT is_hidden);
ALTER TABLE notices ENABLE ROW LEVEL SECURITY;

CREATE VIEW children AS SELECT id FROM customers WHERE tenant = 2;
CREATE VIEW adults AS SELECT id, email FROM customers WHERE age >= 18;
CREATE VIEW sums AS SELECT customer_id, sum(price) AS price FROM orders GROUP BY customer_id;
CREATE MATERIALIZED VIEW large_sums AS SELECT customer_id, price FROM sums WHERE price > 100;
CREATE INDEX large_sums_price_idx ON large_sums (price);
COMMENT ON MATERIALIZED VIEW large_sums IS 'Who pays most.';
CREATE MATERIALIZED VIEW owners AS SELECT owner, count(*) AS papers FROM papers GROUP BY owner;
CREATE INDEX owners_papers_idx ON owners (papers);
