-- Plan, results, diagnostics. What a test file has done so far is kept in settings of the session: every role may change
-- them, and a rollback takes them back with the rest of the transaction.

CREATE FUNCTION _counter(what text) RETURNS integer LANGUAGE sql AS $$
    SELECT nullif(current_setting('wesley_tap.' || what, true), '')::integer
$$;

CREATE FUNCTION _count(what text, amount integer) RETURNS integer LANGUAGE sql AS $$
    SELECT set_config('wesley_tap.' || what, amount::text, false)::integer
$$;

CREATE FUNCTION plan(tests integer) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    IF _counter('planned') IS NOT NULL THEN
        RAISE EXCEPTION 'You tried to plan twice!';
    END IF;
    PERFORM _count('planned', tests), _count('failed', 0);
    RETURN '1..' || tests;
END
$$;

CREATE FUNCTION no_plan() RETURNS SETOF boolean LANGUAGE plpgsql AS $$
BEGIN
    PERFORM plan(0);
END
$$;

CREATE FUNCTION finish(exception_on_failure boolean DEFAULT NULL) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    ran     integer := _counter('ran');
    failed  integer := _counter('failed');
    planned integer := _counter('planned');
    these   text := CASE planned WHEN 1 THEN ' test' ELSE ' tests' END;
    those   text := CASE failed WHEN 1 THEN ' test' ELSE ' tests' END;
BEGIN
    IF ran IS NULL THEN
        RAISE EXCEPTION '# No tests run!';
    END IF;
    IF coalesce(planned, 0) = 0 THEN
        planned := ran;
        RETURN NEXT '1..' || planned;
    END IF;
    IF ran <> planned THEN
        RETURN NEXT diag('Looks like you planned ' || planned || these || ' but ran ' || ran);
    ELSIF failed > 0 AND exception_on_failure THEN
        RAISE EXCEPTION '%', failed || those || ' failed of ' || planned;
    ELSIF failed > 0 THEN
        RETURN NEXT diag('Looks like you failed ' || failed || those || ' of ' || planned);
    END IF;
END
$$;

-- pgTAP marks the line after a carriage return and line feed twice; so does this.
CREATE FUNCTION diag(msg text) RETURNS text LANGUAGE sql AS $$
    SELECT '# ' || regexp_replace(replace(msg, E'\r\n', E'\n# '), '[\r\n]', E'\n# ', 'g')
$$;

CREATE FUNCTION diag(msg anyelement) RETURNS text LANGUAGE sql AS $$ SELECT diag(msg::text) $$;
CREATE FUNCTION diag(VARIADIC parts text[]) RETURNS text LANGUAGE sql AS $$ SELECT diag(array_to_string(parts, '')) $$;
CREATE FUNCTION diag(VARIADIC parts anyarray) RETURNS text LANGUAGE sql AS $$ SELECT diag(array_to_string(parts, '')) $$;

CREATE FUNCTION ok(passed boolean, description text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    number integer := coalesce(_counter('ran'), 0) + 1;
    named  boolean := coalesce(description, '') <> '';
    line   text := 'ok ' || number;
BEGIN
    IF _counter('planned') IS NULL THEN
        RAISE EXCEPTION 'You tried to run a test without a plan! Gotta have a plan';
    END IF;
    PERFORM _count('ran', number);
    IF named THEN
        line := line || ' - ' || substr(diag(description), 3);
    END IF;
    IF passed THEN
        RETURN line;
    END IF;
    PERFORM _count('failed', _counter('failed') + 1);
    line := 'not ' || line || E'\n'
        || diag('Failed test ' || number || CASE WHEN named THEN ': "' || description || '"' ELSE '' END);
    IF passed IS NULL THEN
        line := line || E'\n' || diag('    (test result was NULL)');
    END IF;
    RETURN line;
END
$$;

CREATE FUNCTION ok(passed boolean) RETURNS text LANGUAGE sql AS $$ SELECT ok(passed, NULL) $$;
CREATE FUNCTION pass(description text) RETURNS text LANGUAGE sql AS $$ SELECT ok(true, description) $$;
CREATE FUNCTION pass() RETURNS text LANGUAGE sql AS $$ SELECT ok(true, NULL) $$;
CREATE FUNCTION fail(description text) RETURNS text LANGUAGE sql AS $$ SELECT ok(false, description) $$;
CREATE FUNCTION fail() RETURNS text LANGUAGE sql AS $$ SELECT ok(false, NULL) $$;

-- A failed test with more to say about it; nothing is said about one that passed.
CREATE FUNCTION _told(passed boolean, description text, more text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN ok(passed, description) || CASE WHEN passed OR more IS NULL THEN '' ELSE E'\n' || diag(more) END;
END
$$;

CREATE FUNCTION skip(why text, how_many integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    lines text[] := '{}';
BEGIN
    FOR _ IN 1..how_many LOOP
        lines := lines || (ok(true) || ' ' || diag('SKIP' || coalesce(' ' || why, '')));
    END LOOP;
    RETURN array_to_string(lines, E'\n');
END
$$;

CREATE FUNCTION skip(why text) RETURNS text LANGUAGE sql AS $$ SELECT skip(why, 1) $$;
CREATE FUNCTION skip(how_many integer, why text) RETURNS text LANGUAGE sql AS $$ SELECT skip(why, how_many) $$;
CREATE FUNCTION skip(how_many integer) RETURNS text LANGUAGE sql AS $$ SELECT skip(NULL, how_many) $$;

CREATE FUNCTION "is"(have anyelement, want anyelement, description text) RETURNS text LANGUAGE sql AS $$
    SELECT _told(
        have IS NOT DISTINCT FROM want, description,
        '        have: ' || CASE WHEN have IS NULL THEN 'NULL' ELSE have::text END || E'\n'
        || '        want: ' || CASE WHEN want IS NULL THEN 'NULL' ELSE want::text END
    )
$$;

CREATE FUNCTION "is"(have anyelement, want anyelement) RETURNS text LANGUAGE sql AS $$
    SELECT "is"(have, want, NULL)
$$;

CREATE FUNCTION isnt(have anyelement, want anyelement, description text) RETURNS text LANGUAGE sql AS $$
    SELECT _told(
        have IS DISTINCT FROM want, description,
        '        have: ' || coalesce(have::text, 'NULL') || E'\n' || '        want: anything else'
    )
$$;

CREATE FUNCTION isnt(have anyelement, want anyelement) RETURNS text LANGUAGE sql AS $$
    SELECT isnt(have, want, NULL)
$$;
