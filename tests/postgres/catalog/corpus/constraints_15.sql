CREATE TABLE public.a (tenant integer, id integer, PRIMARY KEY (tenant, id));
CREATE TABLE public.b (
    tenant integer NOT NULL,
    a_id integer,
    code text,
    CONSTRAINT one_null UNIQUE NULLS NOT DISTINCT (code),
    CONSTRAINT to_a FOREIGN KEY (tenant, a_id) REFERENCES public.a ON DELETE SET NULL (a_id)
);
CREATE UNIQUE INDEX code_once ON public.b (code, a_id) NULLS NOT DISTINCT;
CREATE VIEW public.asks WITH (security_invoker = on, security_barrier) AS SELECT code FROM public.b;
CREATE EXTENSION pg_trgm;
CREATE INDEX similar_words ON public.b USING gist (code gist_trgm_ops (siglen = 32));
CREATE PUBLICATION parts FOR TABLE public.a (tenant, id), public.b WHERE (tenant > 0);
