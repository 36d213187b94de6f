CREATE TYPE public.mood AS ENUM ('sad', 'ok', 'it''s fine');
ALTER TYPE public.mood ADD VALUE 'happy' BEFORE 'ok';
COMMENT ON TYPE public.mood IS 'How it is.';
CREATE TYPE public."Empty" AS ENUM ();
CREATE DOMAIN public.email AS text COLLATE "C" DEFAULT 'nobody@example.com' NOT NULL
    CONSTRAINT has_at CHECK (VALUE LIKE '%@%') CONSTRAINT short CHECK (length(VALUE) < 100);
ALTER DOMAIN public.email ADD CONSTRAINT lower_case CHECK (VALUE = lower(VALUE)) NOT VALID;
COMMENT ON DOMAIN public.email IS 'An address.';
CREATE DOMAIN public.price AS numeric(10, 2);
CREATE SEQUENCE public.tickets START WITH 1000 INCREMENT BY 10 CACHE 5;
CREATE SEQUENCE public.down AS smallint INCREMENT BY -1 MINVALUE -500 MAXVALUE 100 START WITH 50 CYCLE;
COMMENT ON SEQUENCE public.tickets IS 'Numbers of tickets.';
CREATE TABLE public.people (
    id bigserial PRIMARY KEY,
    mood public.mood DEFAULT 'ok',
    moods public.mood[],
    mail public.email,
    price public.price,
    ticket integer DEFAULT nextval('public.tickets')
);
CREATE TYPE public.pair AS (a integer, p public.people);
CREATE TYPE public.span AS RANGE (subtype = float8);
GRANT USAGE ON SEQUENCE public.tickets TO PUBLIC;
REVOKE USAGE ON TYPE public.mood FROM PUBLIC;
