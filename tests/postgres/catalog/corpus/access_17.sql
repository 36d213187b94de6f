DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'wesley_reader') THEN CREATE ROLE wesley_reader; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
CREATE TABLE public.t (id integer PRIMARY KEY);
GRANT MAINTAIN, SELECT ON public.t TO wesley_reader;
CREATE VIEW public.v AS SELECT id FROM public.t;
GRANT ALL ON public.v TO wesley_reader;
REVOKE TRIGGER ON public.t FROM CURRENT_USER;
