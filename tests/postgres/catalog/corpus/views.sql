CREATE TABLE public.t (id integer PRIMARY KEY, a text, n numeric(8, 2));
CREATE VIEW public.first AS SELECT t.id AS "The Id", upper(a) AS a FROM public.t WHERE n BETWEEN 1 AND 2;
CREATE VIEW public.second (x, y) WITH (security_barrier = true, check_option = local) AS SELECT id, n FROM public.t;
CREATE VIEW public.third AS
    WITH few AS (SELECT "The Id" AS id FROM public.first LIMIT 3)
    SELECT few.id, count(*) AS number, sum(t.n) FILTER (WHERE t.n > 0) AS total, rank() OVER (ORDER BY few.id)
    FROM few LEFT JOIN public.t USING (id) GROUP BY few.id;
CREATE VIEW public.listed (a, b) AS VALUES (1, 'x'), (2, 'y');
CREATE MATERIALIZED VIEW public.kept AS SELECT * FROM public.third WITH NO DATA;
COMMENT ON VIEW public.first IS 'The first.';
COMMENT ON COLUMN public.first."The Id" IS 'Its key.';
COMMENT ON MATERIALIZED VIEW public.kept IS 'Kept.';
ALTER VIEW public.second ALTER COLUMN x SET DEFAULT 7;
GRANT SELECT ON public.first TO PUBLIC;
GRANT SELECT (x), UPDATE (y) ON public.second TO PUBLIC;
