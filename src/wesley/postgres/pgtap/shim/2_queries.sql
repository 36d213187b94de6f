-- What statements do and what queries give.

-- A name stands for a prepared statement.
CREATE FUNCTION _statement(sql text) RETURNS text LANGUAGE sql AS $$
    SELECT CASE WHEN sql ~ '^"' OR sql !~ '\s' THEN 'EXECUTE ' || sql ELSE sql END
$$;

CREATE FUNCTION throws_ok(sql text, code character(5), message text, description text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    wanted text := coalesce(code, 'an exception');
    title  text := coalesce(
        description, 'threw ' || code || ': ' || message, 'threw ' || code, 'threw ' || message, 'threw an exception'
    );
BEGIN
    BEGIN
        EXECUTE _statement(sql);
    EXCEPTION WHEN OTHERS OR ASSERT_FAILURE THEN
        RETURN _told(
            coalesce(SQLSTATE = code, true) AND coalesce(SQLERRM = message, true), title,
            '      caught: ' || SQLSTATE || ': ' || SQLERRM || E'\n'
            || '      wanted: ' || wanted || coalesce(': ' || message, '')
        );
    END;
    RETURN _told(false, title, E'      caught: no exception\n      wanted: ' || wanted);
END
$$;

-- Five bytes are an SQLSTATE, anything else is a message.
CREATE FUNCTION throws_ok(sql text, expected text, other text) RETURNS text LANGUAGE sql AS $$
    SELECT CASE octet_length(expected)
        WHEN 5 THEN throws_ok(sql, expected::character(5), other, NULL)
        ELSE throws_ok(sql, NULL, expected, other)
    END
$$;

CREATE FUNCTION throws_ok(sql text, expected text) RETURNS text LANGUAGE sql AS $$
    SELECT throws_ok(sql, expected, NULL)
$$;

CREATE FUNCTION throws_ok(sql text) RETURNS text LANGUAGE sql AS $$ SELECT throws_ok(sql, NULL, NULL, NULL) $$;

CREATE FUNCTION lives_ok(sql text, description text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    detail text; hint text; context text; sch text; tab text; col text; con text; typ text;
    more   text;
BEGIN
    BEGIN
        EXECUTE _statement(sql);
    EXCEPTION WHEN OTHERS OR ASSERT_FAILURE THEN
        GET STACKED DIAGNOSTICS
            detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT, context = PG_EXCEPTION_CONTEXT,
            sch = SCHEMA_NAME, tab = TABLE_NAME, col = COLUMN_NAME, con = CONSTRAINT_NAME, typ = PG_DATATYPE_NAME;
        SELECT '    died: ' || SQLSTATE || ': ' || SQLERRM
            || coalesce(string_agg(E'\n        ' || rpad(label || ':', 12) || value, '' ORDER BY place), '')
            || coalesce(E'\n        CONTEXT:\n' || regexp_replace(nullif(context, ''), '^', repeat(' ', 12), 'gn'), '')
        INTO more
        FROM unnest(
            '{DETAIL,HINT,SCHEMA,TABLE,COLUMN,CONSTRAINT,TYPE}'::text[], ARRAY[detail, hint, sch, tab, col, con, typ]
        ) WITH ORDINALITY AS said(label, value, place)
        WHERE value <> '';
        RETURN _told(false, description, more);
    END;
    RETURN ok(true, description);
END
$$;

CREATE FUNCTION lives_ok(sql text) RETURNS text LANGUAGE sql AS $$ SELECT lives_ok(sql, NULL) $$;

CREATE FUNCTION is_empty(sql text, description text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    found record;
    rows  text[] := '{}';
BEGIN
    FOR found IN EXECUTE _statement(sql) LOOP
        rows := rows || found::text;
    END LOOP;
    RETURN _told(
        cardinality(rows) = 0, description,
        E'    Unexpected records:\n        ' || array_to_string(rows, E'\n        ')
    );
END
$$;

CREATE FUNCTION is_empty(sql text) RETURNS text LANGUAGE sql AS $$ SELECT is_empty(sql, NULL) $$;

CREATE FUNCTION isnt_empty(sql text, description text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    found record;
BEGIN
    FOR found IN EXECUTE _statement(sql) LOOP
        RETURN ok(true, description);
    END LOOP;
    RETURN ok(false, description);
END
$$;

CREATE FUNCTION isnt_empty(sql text) RETURNS text LANGUAGE sql AS $$ SELECT isnt_empty(sql, NULL) $$;

-- Two results row by row; a cursor that has ended gives a record of nothing.
CREATE FUNCTION _same_rows(have refcursor, want refcursor, description text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    a record; b record;
    has_a boolean; has_b boolean;
    row_number integer := 0;
    reason text; seen text;
BEGIN
    LOOP
        FETCH have INTO a;
        has_a := FOUND;
        FETCH want INTO b;
        has_b := FOUND;
        EXIT WHEN NOT has_a AND NOT has_b;
        row_number := row_number + 1;
        seen := E':\n        have: ' || CASE WHEN has_a THEN a::text ELSE 'NULL' END
             || E'\n        want: ' || CASE WHEN has_b THEN b::text ELSE 'NULL' END;
        BEGIN
            IF a IS DISTINCT FROM b OR has_a <> has_b THEN
                RETURN _told(false, description, '    Results differ beginning at row ' || row_number || seen);
            END IF;
        EXCEPTION WHEN datatype_mismatch THEN
            GET STACKED DIAGNOSTICS reason = MESSAGE_TEXT;
            RETURN _told(
                false, description,
                '    Number of columns or their types differ between the queries'
                || CASE WHEN a::text = b::text THEN '' ELSE seen END || E'\n        ERROR: ' || reason
            );
        END;
    END LOOP;
    RETURN ok(true, description);
END
$$;

CREATE FUNCTION results_eq(have text, want text, description text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    a refcursor; b refcursor; line text;
BEGIN
    OPEN a FOR EXECUTE _statement(have);
    OPEN b FOR EXECUTE _statement(want);
    line := _same_rows(a, b, description);
    CLOSE a;
    CLOSE b;
    RETURN line;
END
$$;

CREATE FUNCTION results_eq(have text, want anyarray, description text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    a refcursor; b refcursor; line text;
BEGIN
    OPEN a FOR EXECUTE _statement(have);
    OPEN b FOR SELECT want[i] FROM generate_subscripts(want, 1) AS i;
    line := _same_rows(a, b, description);
    CLOSE a;
    CLOSE b;
    RETURN line;
END
$$;

CREATE FUNCTION results_eq(have text, want text) RETURNS text LANGUAGE sql AS $$
    SELECT results_eq(have, want, NULL::text)
$$;

CREATE FUNCTION results_eq(have text, want anyarray) RETURNS text LANGUAGE sql AS $$
    SELECT results_eq(have, want, NULL::text)
$$;

-- The column types of a temporary table of ours.
CREATE FUNCTION _types(relation regclass) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(format_type(atttypid, atttypmod), ',' ORDER BY attnum)
    FROM pg_attribute WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped
$$;

-- Compare what is in tap_have and tap_want, and drop both.
CREATE FUNCTION _same_set(every text, description text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    more text := '';
    side text[];
    found record;
    rows text[];
BEGIN
    BEGIN
        FOREACH side SLICE 1 IN ARRAY ARRAY[['Extra', 'tap_have', 'tap_want'], ['Missing', 'tap_want', 'tap_have']] LOOP
            rows := '{}';
            FOR found IN EXECUTE format(
                'SELECT * FROM pg_temp.%I EXCEPT %s SELECT * FROM pg_temp.%I', side[2], every, side[3]
            ) LOOP
                rows := rows || found::text;
            END LOOP;
            IF cardinality(rows) > 0 THEN
                more := more || CASE more WHEN '' THEN '' ELSE E'\n' END
                    || '    ' || side[1] || E' records:\n        ' || array_to_string(rows, E'\n        ');
            END IF;
        END LOOP;
    EXCEPTION WHEN syntax_error OR datatype_mismatch THEN
        more := E'    Columns differ between queries:\n'
            || '        have: (' || _types('pg_temp.tap_have') || E')\n'
            || '        want: (' || _types('pg_temp.tap_want') || ')';
    END;
    DROP TABLE pg_temp.tap_have, pg_temp.tap_want;
    RETURN _told(more = '', description, more);
END
$$;

CREATE FUNCTION _compare(have text, want text, every text, description text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'CREATE TEMPORARY TABLE tap_have AS ' || _statement(have);
    EXECUTE 'CREATE TEMPORARY TABLE tap_want AS ' || _statement(want);
    RETURN _same_set(every, description);
END
$$;

CREATE FUNCTION _compare(have text, want anyarray, every text, description text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'CREATE TEMPORARY TABLE tap_have AS ' || _statement(have);
    CREATE TEMPORARY TABLE tap_want AS SELECT want[i] FROM generate_subscripts(want, 1) AS i;
    RETURN _same_set(every, description);
END
$$;

CREATE FUNCTION set_eq(have text, want text, description text) RETURNS text LANGUAGE sql AS $$
    SELECT _compare(have, want, '', description)
$$;
CREATE FUNCTION set_eq(have text, want text) RETURNS text LANGUAGE sql AS $$
    SELECT _compare(have, want, '', NULL)
$$;
CREATE FUNCTION set_eq(have text, want anyarray, description text) RETURNS text LANGUAGE sql AS $$
    SELECT _compare(have, want, '', description)
$$;
CREATE FUNCTION set_eq(have text, want anyarray) RETURNS text LANGUAGE sql AS $$
    SELECT _compare(have, want, '', NULL)
$$;
CREATE FUNCTION bag_eq(have text, want text, description text) RETURNS text LANGUAGE sql AS $$
    SELECT _compare(have, want, 'ALL', description)
$$;
CREATE FUNCTION bag_eq(have text, want text) RETURNS text LANGUAGE sql AS $$
    SELECT _compare(have, want, 'ALL', NULL)
$$;
CREATE FUNCTION bag_eq(have text, want anyarray, description text) RETURNS text LANGUAGE sql AS $$
    SELECT _compare(have, want, 'ALL', description)
$$;
CREATE FUNCTION bag_eq(have text, want anyarray) RETURNS text LANGUAGE sql AS $$
    SELECT _compare(have, want, 'ALL', NULL)
$$;
