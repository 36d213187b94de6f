CREATE EXTENSION btree_gist;
CREATE TABLE public.a (
    x integer,
    y integer,
    z text,
    during tstzrange,
    CONSTRAINT the_key PRIMARY KEY (y, x) INCLUDE (z) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT z_once UNIQUE (z) INCLUDE (during),
    CONSTRAINT later UNIQUE (x, z) DEFERRABLE,
    UNIQUE (x, y),
    CONSTRAINT positive CHECK (x > 0 AND y > 0) NO INHERIT,
    CHECK (z <> ''),
    CONSTRAINT apart EXCLUDE USING gist (x WITH =, during WITH &&) WHERE (y > 0) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT by_text EXCLUDE USING btree ((lower(z)) COLLATE "C" text_pattern_ops WITH =)
);
CREATE TABLE public.b (
    id integer PRIMARY KEY,
    x integer,
    y integer,
    parent integer REFERENCES public.b ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT full_match FOREIGN KEY (x, y) REFERENCES public.a (x, y) MATCH FULL
        ON DELETE RESTRICT ON UPDATE SET DEFAULT DEFERRABLE INITIALLY IMMEDIATE
);
ALTER TABLE public.b ADD CONSTRAINT unproved FOREIGN KEY (y, x) REFERENCES public.a (x, y) NOT VALID;
ALTER TABLE public.b ADD CONSTRAINT unchecked CHECK (x IS NOT NULL OR y IN (1, 2)) NOT VALID;
ALTER TABLE public.b ADD CONSTRAINT named_like_nothing UNIQUE (y) WITH (fillfactor = 60);
COMMENT ON CONSTRAINT unchecked ON public.b IS 'Not looked at yet.';
