-- Primary keys, foreign keys, uniques, checks, indexes.

CREATE FUNCTION _column_names(relation oid, numbers smallint[]) RETURNS name[] LANGUAGE sql AS $$
    SELECT ARRAY(
        SELECT a.attname
        FROM unnest(numbers) WITH ORDINALITY AS k(number, place)
        JOIN pg_attribute AS a ON a.attrelid = relation AND a.attnum = k.number
        ORDER BY k.place
    )
$$;

-- The columns of each constraint of a kind: p, u or c as in pg_constraint.contype.
CREATE FUNCTION _keys(schema name, relation name, kind text) RETURNS SETOF name[] LANGUAGE sql AS $$
    SELECT _column_names(conrelid, conkey) FROM pg_constraint
    WHERE conrelid = _relation(schema, relation) AND contype::text = kind
    ORDER BY 1
$$;

CREATE FUNCTION _listed(names name[]) RETURNS text LANGUAGE sql AS $$
    SELECT coalesce(string_agg(quote_ident(name), ', ' ORDER BY place), '')
    FROM unnest(names) WITH ORDINALITY AS n(name, place)
$$;

CREATE FUNCTION _has_constraint(schema name, relation name, kind text) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (
        SELECT FROM pg_constraint WHERE conrelid = _relation(schema, relation) AND contype::text = kind
    )
$$;

CREATE FUNCTION has_pk(schema name, relation name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT ok(_has_constraint(schema, relation, 'p'), description)
$$;
CREATE FUNCTION has_pk(schema name, relation name) RETURNS text LANGUAGE sql AS $$
    SELECT has_pk(schema, relation, 'Table ' || _dotted(schema, relation) || ' should have a primary key')
$$;
CREATE FUNCTION has_pk(relation name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT has_pk(NULL, relation, description)
$$;
CREATE FUNCTION has_fk(schema name, relation name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT ok(_has_constraint(schema, relation, 'f'), description)
$$;
CREATE FUNCTION has_unique(schema text, relation text, description text) RETURNS text LANGUAGE sql AS $$
    SELECT ok(_has_constraint(schema, relation, 'u'), description)
$$;
CREATE FUNCTION has_check(schema name, relation name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT ok(_has_constraint(schema, relation, 'c'), description)
$$;

CREATE FUNCTION col_is_pk(schema name, relation name, cols name[], description text) RETURNS text LANGUAGE sql AS $$
    SELECT "is"((SELECT key FROM _keys(schema, relation, 'p') AS key LIMIT 1), cols, description)
$$;
CREATE FUNCTION col_is_pk(schema name, relation name, col name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT col_is_pk(schema, relation, ARRAY[col], description)
$$;
CREATE FUNCTION col_is_pk(schema name, relation name, cols name[]) RETURNS text LANGUAGE sql AS $$
    SELECT col_is_pk(
        schema, relation, cols,
        'Columns ' || _dotted(schema, relation) || '(' || _listed(cols) || ') should be a primary key'
    )
$$;

CREATE FUNCTION _is_key(schema name, relation name, kind text, cols name[], description text) RETURNS text
LANGUAGE sql AS $$
    SELECT _told(
        cols IN (SELECT _keys(schema, relation, kind)), description,
        '        have: ' || coalesce((
            SELECT string_agg(key::text, E'\n              ') FROM _keys(schema, relation, kind) AS key
        ), '') || E'\n        want: ' || CASE WHEN cols IS NULL THEN 'NULL' ELSE cols::text END
    )
$$;

CREATE FUNCTION col_is_unique(schema name, relation name, cols name[], description text) RETURNS text
LANGUAGE sql AS $$
    SELECT _is_key(schema, relation, 'u', cols, description)
$$;
CREATE FUNCTION col_is_unique(schema name, relation name, col name, description text) RETURNS text
LANGUAGE sql AS $$
    SELECT _is_key(schema, relation, 'u', ARRAY[col], description)
$$;
CREATE FUNCTION col_is_unique(schema name, relation name, cols name[]) RETURNS text LANGUAGE sql AS $$
    SELECT col_is_unique(
        schema, relation, cols,
        'Columns ' || quote_ident(relation) || '(' || _listed(cols) || ') should have a unique constraint'
    )
$$;

CREATE FUNCTION col_has_check(schema name, relation name, cols name[], description text) RETURNS text
LANGUAGE sql AS $$
    SELECT _is_key(schema, relation, 'c', cols, description)
$$;
CREATE FUNCTION col_has_check(schema name, relation name, col name, description text) RETURNS text
LANGUAGE sql AS $$
    SELECT _is_key(schema, relation, 'c', ARRAY[col], description)
$$;

-- The foreign keys of a table. pgTAP does not see one that refers to a partitioned table (its index is of kind I).
CREATE FUNCTION _foreign_keys(schema name, relation name)
RETURNS TABLE (cols name[], target_schema name, target name, target_cols name[]) LANGUAGE sql AS $$
    SELECT _column_names(k.conrelid, k.conkey), n.nspname, c.relname, _column_names(k.confrelid, k.confkey)
    FROM pg_constraint AS k
    JOIN pg_class AS c ON c.oid = k.confrelid
    JOIN pg_namespace AS n ON n.oid = c.relnamespace
    JOIN pg_class AS i ON i.oid = k.conindid AND i.relkind = 'i'
    WHERE k.conrelid = _relation(schema, relation) AND k.contype = 'f'
$$;

CREATE FUNCTION col_is_fk(schema name, relation name, cols name[], description text) RETURNS text LANGUAGE sql AS $$
    SELECT _told(
        EXISTS (SELECT FROM _foreign_keys(schema, relation) AS k WHERE k.cols = $3), description,
        '    Table ' || _dotted(schema, relation) || coalesce((
            SELECT E' has foreign key constraints on these columns:\n        '
                || string_agg(_listed(k.cols), E'\n        ' ORDER BY k.cols)
            FROM _foreign_keys(schema, relation) AS k
        ), ' has no foreign key columns')
    )
$$;
CREATE FUNCTION col_is_fk(schema name, relation name, col name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT col_is_fk(schema, relation, ARRAY[col], description)
$$;

CREATE FUNCTION fk_ok(
    schema name, relation name, cols name[], target_schema name, target name, target_cols name[], description text
) RETURNS text LANGUAGE sql AS $$
    SELECT "is"(
        refers || coalesce((
            SELECT k.target_schema || '.' || k.target || '(' || _listed(k.target_cols) || ')'
            FROM _foreign_keys(schema, relation) AS k WHERE k.cols = $3 LIMIT 1
        ), 'NOTHING'),
        refers || target_schema || '.' || target || '(' || _listed(target_cols) || ')',
        description
    )
    FROM (SELECT _dotted(schema, relation) || '(' || _listed(cols) || ') REFERENCES ') AS r(refers)
$$;
CREATE FUNCTION fk_ok(
    schema name, relation name, cols name[], target_schema name, target name, target_cols name[]
) RETURNS text LANGUAGE sql AS $$
    SELECT fk_ok(
        schema, relation, cols, target_schema, target, target_cols,
        _dotted(schema, relation) || '(' || _listed(cols) || ') should reference '
        || target_schema || '.' || target || '(' || _listed(target_cols) || ')'
    )
$$;
CREATE FUNCTION fk_ok(
    schema name, relation name, col name, target_schema name, target name, target_col name, description text
) RETURNS text LANGUAGE sql AS $$
    SELECT fk_ok(schema, relation, ARRAY[col], target_schema, target, ARRAY[target_col], description)
$$;

CREATE FUNCTION _index(schema name, relation name, index name) RETURNS pg_index LANGUAGE sql AS $$
    SELECT x FROM pg_index AS x JOIN pg_class AS c ON c.oid = x.indexrelid
    WHERE x.indrelid = _relation(schema, relation) AND c.relname = index
$$;

-- The keys of an index as the server prints them, covered columns included.
CREATE FUNCTION _index_keys(found pg_index) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(pg_get_indexdef(found.indexrelid, place, false), ', ' ORDER BY place)
    FROM generate_series(1, found.indnatts) AS place
$$;

CREATE FUNCTION has_index(schema name, relation name, index name, cols name[], description text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    title text := quote_ident(index) || ' ON ' || coalesce(quote_ident(schema) || '.', '') || quote_ident(relation);
    have  text := _index_keys(_index(schema, relation, index));
BEGIN
    IF have IS NULL THEN
        RETURN _told(false, description, 'Index ' || title || ' not found');
    END IF;
    RETURN "is"(title || '(' || have || ')', title || '(' || array_to_string(cols, ', ') || ')', description);
END
$$;
CREATE FUNCTION has_index(schema name, relation name, index name, cols name[]) RETURNS text LANGUAGE sql AS $$
    SELECT has_index(schema, relation, index, cols, 'Index ' || quote_ident(index) || ' should exist')
$$;
CREATE FUNCTION has_index(schema name, relation name, index name, col name, description text) RETURNS text
LANGUAGE sql AS $$
    SELECT has_index(schema, relation, index, ARRAY[col], description)
$$;
CREATE FUNCTION has_index(schema name, relation name, index name, col name) RETURNS text LANGUAGE sql AS $$
    SELECT has_index(schema, relation, index, ARRAY[col], 'Index ' || quote_ident(index) || ' should exist')
$$;
-- Where the first argument is no schema, the three are a table, an index and its only key.
CREATE FUNCTION has_index(schema name, relation name, index name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT CASE WHEN EXISTS (SELECT FROM pg_namespace WHERE nspname = schema)
        THEN ok((_index(schema, relation, index)).indexrelid IS NOT NULL, description)
        ELSE has_index(NULL, schema, relation, ARRAY[index], description)
    END
$$;

CREATE FUNCTION index_is_unique(schema name, relation name, index name, description text) RETURNS text
LANGUAGE sql AS $$
    SELECT ok(coalesce((_index(schema, relation, index)).indisunique, false), description)
$$;
CREATE FUNCTION index_is_unique(schema name, relation name, index name) RETURNS text LANGUAGE sql AS $$
    SELECT index_is_unique(schema, relation, index, 'Index ' || quote_ident(index) || ' should be unique')
$$;

CREATE FUNCTION index_is_primary(schema name, relation name, index name, description text) RETURNS text
LANGUAGE sql AS $$
    SELECT ok(coalesce((_index(schema, relation, index)).indisprimary, false), description)
$$;
CREATE FUNCTION index_is_primary(schema name, relation name, index name) RETURNS text LANGUAGE sql AS $$
    SELECT index_is_primary(schema, relation, index, 'Index ' || quote_ident(index) || ' should be on a primary key')
$$;

CREATE FUNCTION index_is_type(schema name, relation name, index name, method name, description text) RETURNS text
LANGUAGE sql AS $$
    SELECT "is"(
        (SELECT m.amname FROM pg_class AS c JOIN pg_am AS m ON m.oid = c.relam
         WHERE c.oid = (_index(schema, relation, index)).indexrelid),
        method, description
    )
$$;
CREATE FUNCTION index_is_type(schema name, relation name, index name, method name) RETURNS text LANGUAGE sql AS $$
    SELECT index_is_type(
        schema, relation, index, method,
        'Index ' || quote_ident(index) || ' should be a ' || quote_ident(method) || ' index'
    )
$$;
