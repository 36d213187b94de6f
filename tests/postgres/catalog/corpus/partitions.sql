CREATE TABLE public.events (id bigint, at timestamptz NOT NULL, kind text, UNIQUE (at, kind))
    PARTITION BY RANGE (at);
CREATE INDEX events_kind ON public.events (kind);
CREATE TABLE public.events_2024 PARTITION OF public.events FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2025-01-01 00:00:00+00');
CREATE TABLE public.events_rest PARTITION OF public.events DEFAULT;
CREATE TABLE public.events_old PARTITION OF public.events FOR VALUES FROM (MINVALUE) TO ('2024-01-01 00:00:00+00')
    PARTITION BY LIST (kind);
CREATE TABLE public.events_old_a PARTITION OF public.events_old FOR VALUES IN ('a', NULL);
CREATE TABLE public.places (id integer, name text, other text) PARTITION BY LIST ((lower(name)) COLLATE "C" text_pattern_ops);
CREATE TABLE public.places_a PARTITION OF public.places FOR VALUES IN ('a', 'it''s', NULL) WITH (fillfactor = 50);
CREATE TABLE public.shards (id uuid, n integer) PARTITION BY HASH (id, n);
CREATE TABLE public.shards_0 PARTITION OF public.shards FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE UNLOGGED TABLE public.shards_1 PARTITION OF public.shards FOR VALUES WITH (MODULUS 2, REMAINDER 1);

CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER on_all AFTER INSERT ON public.events FOR EACH ROW EXECUTE FUNCTION public.touch();
CREATE TRIGGER on_one AFTER INSERT ON public.events_rest FOR EACH ROW EXECUTE FUNCTION public.touch();
CREATE INDEX events_rest_id ON public.events_rest (id);
ALTER TABLE public.events_rest ADD CONSTRAINT only_here CHECK (kind <> 'x');
ALTER TABLE public.events_rest ALTER COLUMN kind SET DEFAULT 'rest';
ALTER TABLE public.events_rest ENABLE ROW LEVEL SECURITY;
CREATE POLICY here ON public.events_rest USING (id > 0);
GRANT SELECT ON public.events_rest TO PUBLIC;
GRANT SELECT (id) ON public.events_2024 TO PUBLIC;
COMMENT ON TABLE public.events_2024 IS 'The year.';
COMMENT ON COLUMN public.events_2024.at IS 'When.';
ALTER TABLE public.places_a ALTER COLUMN other SET NOT NULL;
