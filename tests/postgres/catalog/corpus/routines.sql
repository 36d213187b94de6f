CREATE TABLE public.t (id integer PRIMARY KEY, a text, b text);
CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = '' SET work_mem = '4MB' SET "my.setting" = 'a=b' AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION public.add(a integer, VARIADIC rest integer[]) RETURNS bigint LANGUAGE sql
    IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE SET search_path = pg_catalog, public AS 'SELECT 1::bigint';
CREATE FUNCTION public.rows_of(public.t) RETURNS SETOF public.t LANGUAGE sql STABLE PARALLEL RESTRICTED
    AS 'SELECT $1';
COMMENT ON FUNCTION public.touch() IS 'Touches.';
CREATE FUNCTION public.with_default(a integer DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION public.gives(OUT a integer, OUT b text) LANGUAGE sql AS 'SELECT 1, ''x''';
CREATE FUNCTION public.tabular() RETURNS TABLE (x integer) LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION public.dear() RETURNS integer LANGUAGE sql COST 5000 AS 'SELECT 1';
CREATE FUNCTION public.secret() RETURNS integer LANGUAGE sql AS 'SELECT 1';
REVOKE EXECUTE ON FUNCTION public.secret() FROM PUBLIC;
CREATE PROCEDURE public.work() LANGUAGE plpgsql AS 'BEGIN END';
CREATE FUNCTION public.of_row(x public.t, y integer DEFAULT 0) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE public.total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');

CREATE TRIGGER before_row BEFORE INSERT OR UPDATE OF b, a ON public.t
    FOR EACH ROW WHEN (new.a IS DISTINCT FROM 'x') EXECUTE FUNCTION public.touch('one', 'it''s', 'ä');
CREATE TRIGGER after_statement AFTER UPDATE ON public.t REFERENCING OLD TABLE AS before NEW TABLE AS "After"
    FOR EACH STATEMENT EXECUTE FUNCTION public.touch();
CREATE TRIGGER emptied BEFORE TRUNCATE ON public.t EXECUTE FUNCTION public.touch();
CREATE TRIGGER off AFTER DELETE ON public.t FOR EACH ROW WHEN (old.id > 1) EXECUTE FUNCTION public.touch();
CREATE TRIGGER always AFTER DELETE ON public.t FOR EACH ROW EXECUTE FUNCTION public.touch();
CREATE TRIGGER on_replica AFTER DELETE ON public.t FOR EACH ROW EXECUTE FUNCTION public.touch();
ALTER TABLE public.t DISABLE TRIGGER off;
ALTER TABLE public.t ENABLE ALWAYS TRIGGER always;
ALTER TABLE public.t ENABLE REPLICA TRIGGER on_replica;
CREATE CONSTRAINT TRIGGER deferred AFTER UPDATE OF a ON public.t DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION public.touch();
COMMENT ON TRIGGER off ON public.t IS 'For now.';
CREATE VIEW public.v AS SELECT id, a FROM public.t;
CREATE TRIGGER instead INSTEAD OF INSERT ON public.v FOR EACH ROW EXECUTE FUNCTION public.touch();
CREATE RULE nothing AS ON DELETE TO public.t WHERE old.b = 'kept' DO INSTEAD NOTHING;
