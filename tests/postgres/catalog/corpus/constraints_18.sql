CREATE EXTENSION btree_gist;
CREATE TABLE public.a (
    id integer,
    during daterange,
    n integer,
    twice integer GENERATED ALWAYS AS (n * 2),
    stated integer CONSTRAINT must NOT NULL,
    alone integer CONSTRAINT alone_must NOT NULL NO INHERIT,
    CONSTRAINT key_of_time PRIMARY KEY (id, during WITHOUT OVERLAPS)
);
ALTER TABLE public.a ADD CONSTRAINT pending NOT NULL n NOT VALID;
ALTER TABLE public.a ADD CONSTRAINT promised CHECK (n > 0) NOT ENFORCED;
CREATE TABLE public.b (
    a_id integer,
    during daterange,
    CONSTRAINT in_time FOREIGN KEY (a_id, PERIOD during) REFERENCES public.a (id, PERIOD during)
);
