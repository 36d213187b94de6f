-- Columns: existence, type, nullability, default.

CREATE FUNCTION _column(schema name, relation name, col name) RETURNS pg_attribute LANGUAGE sql AS $$
    SELECT a FROM pg_attribute AS a
    WHERE a.attrelid = _relation(schema, relation) AND a.attname = col AND a.attnum > 0 AND NOT a.attisdropped
$$;

CREATE FUNCTION has_column(schema name, relation name, col name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT ok((_column(schema, relation, col)).attnum IS NOT NULL, description)
$$;

-- A test of a column that must exist: failed where it does not.
CREATE FUNCTION _of_column(passed boolean, schema name, relation name, col name, description text) RETURNS text
LANGUAGE sql AS $$
    SELECT _told(
        (_column(schema, relation, col)).attnum IS NOT NULL AND passed, description,
        CASE WHEN (_column(schema, relation, col)).attnum IS NULL
            THEN '    Column ' || _dotted(schema, relation, col) || ' does not exist' END
    )
$$;

CREATE FUNCTION col_not_null(schema_name name, table_name name, column_name name, description text) RETURNS text
LANGUAGE sql AS $$
    SELECT _of_column(
        (_column($1, $2, $3)).attnotnull, $1, $2, $3,
        coalesce(description, 'Column ' || _dotted($1, $2, $3) || ' should be NOT NULL')
    )
$$;

CREATE FUNCTION col_is_null(schema_name name, table_name name, column_name name, description text) RETURNS text
LANGUAGE sql AS $$
    SELECT _of_column(
        NOT (_column($1, $2, $3)).attnotnull, $1, $2, $3,
        coalesce(description, 'Column ' || _dotted($1, $2, $3) || ' should allow NULL')
    )
$$;

CREATE FUNCTION col_has_default(schema name, relation name, col name, description text) RETURNS text
LANGUAGE sql AS $$
    SELECT _of_column((_column(schema, relation, col)).atthasdef, schema, relation, col, description)
$$;

CREATE FUNCTION col_hasnt_default(schema name, relation name, col name, description text) RETURNS text
LANGUAGE sql AS $$
    SELECT _of_column(NOT (_column(schema, relation, col)).atthasdef, schema, relation, col, description)
$$;

-- A type as format_type() prints it, with its modifier; NULL when it is none.
CREATE FUNCTION _type_name(type text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    modifier integer;
    reader   regproc;
    base     regtype;
BEGIN
    IF current_setting('server_version_num')::integer >= 170000 THEN
        EXECUTE 'SELECT format_type(to_regtype($1), to_regtypemod($1))' INTO type USING type;
        RETURN type;
    END IF;
    base := type::regtype;
    -- Only to_regtypemod() of version 17 reads the fields of an interval.
    IF base = 'interval'::regtype THEN
        RETURN type;
    END IF;
    SELECT typmodin INTO reader FROM pg_type WHERE oid = base;
    IF reader::oid <> 0 THEN
        EXECUTE format('SELECT %s($1)', reader) INTO modifier
        USING string_to_array(substring(type FROM '\(([^")]+)\)'), ',')::cstring[];
    END IF;
    RETURN format_type(base, modifier);
EXCEPTION WHEN OTHERS THEN
    RETURN NULL;
END
$$;

CREATE FUNCTION _is_type(
    schema name, relation name, col name, have text, want text, asked text, description text
) RETURNS text LANGUAGE sql AS $$
    SELECT CASE
        WHEN have IS NULL THEN _told(
            false, description,
            '   Column ' || coalesce(quote_ident(schema) || '.', '') || _dotted(relation, col) || ' does not exist'
        )
        WHEN want IS NULL THEN _told(false, description, '    Type ' || asked || ' does not exist')
        ELSE _told(have = want, description, '        have: ' || have || E'\n        want: ' || want)
    END
$$;

CREATE FUNCTION col_type_is(schema name, relation name, col name, type text, description text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    found pg_attribute := _column(schema, relation, col);
BEGIN
    RETURN _is_type(
        schema, relation, col, format_type(found.atttypid, found.atttypmod), _type_name(type), type, description
    );
END
$$;

-- The form with the type's schema prints the schema always.
CREATE FUNCTION col_type_is(
    schema name, relation name, col name, type_schema name, type text, description text
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    found pg_attribute := _column(schema, relation, col);
    asked text := quote_ident(type_schema) || '.' || type;
    have  text;
    want  text;
BEGIN
    SELECT CASE WHEN pg_type_is_visible(t.oid) THEN quote_ident(n.nspname) || '.' ELSE '' END
        || format_type(t.oid, found.atttypmod)
    INTO have
    FROM pg_type AS t JOIN pg_namespace AS n ON n.oid = t.typnamespace WHERE t.oid = found.atttypid;
    IF quote_ident(type_schema) = ANY (current_schemas(true)) THEN
        want := quote_ident(type_schema) || '.' || _type_name(type);
    ELSE
        want := _type_name(asked);
    END IF;
    RETURN _is_type(schema, relation, col, have, want, asked, description);
END
$$;

CREATE FUNCTION col_type_is(schema name, relation name, col name, type_schema name, type text) RETURNS text
LANGUAGE sql AS $$
    SELECT col_type_is(
        schema, relation, col, type_schema, type,
        'Column ' || _dotted(schema, relation, col) || ' should be type ' || quote_ident(type_schema) || '.' || type
    )
$$;
CREATE FUNCTION col_type_is(schema name, relation name, col name, type text) RETURNS text LANGUAGE sql AS $$
    SELECT col_type_is(
        schema, relation, col, type, 'Column ' || _dotted(schema, relation, col) || ' should be type ' || type
    )
$$;
CREATE FUNCTION col_type_is(relation name, col name, type text, description text) RETURNS text LANGUAGE sql AS $$
    SELECT col_type_is(NULL, relation, col, type, description)
$$;

-- A default that is a call, a cast of a parenthesis or a keyword is compared as the server prints it, any other as a
-- value of the column's type.
CREATE FUNCTION _default_is(schema name, relation name, col name, want anyelement, description text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    found pg_attribute := _column(schema, relation, col);
    name  text := '    Column ' || _dotted(schema, relation, col);
    type  text := format_type(found.atttypid, found.atttypmod);
    have  text;
    line  text;
BEGIN
    IF found.attnum IS NULL THEN
        RETURN _told(false, description, name || ' does not exist');
    ELSIF NOT found.atthasdef THEN
        RETURN _told(false, description, name || ' has no default');
    END IF;
    SELECT pg_get_expr(adbin, adrelid) INTO have
    FROM pg_attrdef WHERE adrelid = found.attrelid AND adnum = found.attnum;
    IF have ~ '^[^'']+\(' OR have ~ '\)::[^'']+$' OR have ~ (
        '^(CURRENT_(CATALOG|ROLE|SCHEMA|USER|DATE|TIME|TIMESTAMP)|(SESSION_)?USER|LOCALTIME(STAMP)?)$'
    ) THEN
        RETURN "is"(have, want, description);
    END IF;
    EXECUTE format('SELECT "is"(%s::%s, %L::%s, %L)', have, type, want, type, description) INTO line;
    RETURN line;
END
$$;

CREATE FUNCTION col_default_is(schema name, relation name, col name, want anyelement, description text)
RETURNS text LANGUAGE sql AS $$
    SELECT _default_is(schema, relation, col, want, description)
$$;
CREATE FUNCTION col_default_is(schema name, relation name, col name, want text, description text) RETURNS text
LANGUAGE sql AS $$
    SELECT _default_is(schema, relation, col, want, description)
$$;
