-- Schemas, tables, views, enums, functions, triggers, extensions, roles.

-- The object identifier of a relation; without a schema, of the one that the search path finds.
CREATE FUNCTION _relation(schema name, relation name, kinds text DEFAULT NULL) RETURNS oid LANGUAGE sql AS $$
    SELECT c.oid
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relname = relation
      AND (n.nspname = schema OR schema IS NULL AND pg_table_is_visible(c.oid))
      AND (kinds IS NULL OR strpos(kinds, c.relkind::text) > 0)
$$;

CREATE FUNCTION _dotted(VARIADIC names name[]) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(quote_ident(name), '.' ORDER BY place) FROM unnest(names) WITH ORDINALITY AS n(name, place)
$$;

CREATE FUNCTION has_schema(schema name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT ok(EXISTS (SELECT FROM pg_namespace WHERE nspname = schema), description)
$$;
CREATE FUNCTION has_schema(schema name) RETURNS text LANGUAGE sql AS $$
    SELECT has_schema(schema, 'Schema ' || quote_ident(schema) || ' should exist')
$$;

CREATE FUNCTION has_table(schema name, relation name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT ok(_relation(schema, relation, 'rp') IS NOT NULL, description)
$$;
CREATE FUNCTION has_table(schema name, relation name) RETURNS text LANGUAGE sql AS $$
    SELECT has_table(schema, relation, 'Table ' || _dotted(schema, relation) || ' should exist')
$$;
CREATE FUNCTION has_table(relation name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT has_table(NULL, relation, description)
$$;

CREATE FUNCTION has_view(schema name, relation name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT ok(_relation(schema, relation, 'v') IS NOT NULL, description)
$$;
CREATE FUNCTION has_view(schema name, relation name) RETURNS text LANGUAGE sql AS $$
    SELECT has_view(schema, relation, 'View ' || _dotted(schema, relation) || ' should exist')
$$;
CREATE FUNCTION has_view(relation name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT has_view(NULL, relation, description)
$$;

CREATE FUNCTION has_materialized_view(schema name, relation name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT ok(_relation(schema, relation, 'm') IS NOT NULL, description)
$$;

CREATE FUNCTION is_partitioned(schema name, relation name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT ok(_relation(schema, relation, 'p') IS NOT NULL, description)
$$;
CREATE FUNCTION is_partitioned(schema name, relation name) RETURNS text LANGUAGE sql AS $$
    SELECT is_partitioned(schema, relation, 'Table ' || _dotted(schema, relation) || ' should be partitioned')
$$;
CREATE FUNCTION is_partitioned(relation name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT is_partitioned(NULL, relation, description)
$$;

CREATE FUNCTION _enum(schema name, type name) RETURNS oid LANGUAGE sql AS $$
    SELECT t.oid
    FROM pg_type AS t JOIN pg_namespace AS n ON n.oid = t.typnamespace
    WHERE t.typname = type AND t.typtype = 'e' AND t.typisdefined
      AND (n.nspname = schema OR schema IS NULL AND pg_type_is_visible(t.oid))
$$;

CREATE FUNCTION has_enum(schema name, type name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT ok(_enum(schema, type) IS NOT NULL, description)
$$;
CREATE FUNCTION has_enum(schema name, type name) RETURNS text LANGUAGE sql AS $$
    SELECT has_enum(schema, type, 'Enum ' || _dotted(schema, type) || ' should exist')
$$;
CREATE FUNCTION has_enum(type name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT has_enum(NULL, type, description)
$$;

CREATE FUNCTION enum_has_labels(schema name, type name, labels name[], description text) RETURNS text
LANGUAGE sql AS $$
    SELECT "is"(
        ARRAY(SELECT enumlabel FROM pg_enum WHERE enumtypid = _enum(schema, type) ORDER BY enumsortorder),
        labels, description
    )
$$;
CREATE FUNCTION enum_has_labels(schema name, type name, labels name[]) RETURNS text LANGUAGE sql AS $$
    SELECT enum_has_labels(
        schema, type, labels,
        'Enum ' || _dotted(schema, type) || ' should have labels (' || array_to_string(labels, ', ') || ')'
    )
$$;

-- A type's name in full, or NULL; names in an array are cut at 63 bytes, so long names of types do not compare.
CREATE FUNCTION _type_names(types name[]) RETURNS text LANGUAGE sql AS $$
    SELECT coalesce(string_agg(coalesce(to_regtype(type::text)::text, type::text), ',' ORDER BY place), '')
    FROM unnest(types) WITH ORDINALITY AS t(type, place)
$$;

-- The functions of a name; without arguments all of them.
CREATE FUNCTION _functions(schema name, function name, arguments name[]) RETURNS SETOF pg_proc LANGUAGE sql AS $$
    SELECT p.*
    FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
    WHERE n.nspname = schema AND p.proname = function
      AND (arguments IS NULL OR array_to_string(p.proargtypes::regtype[], ',') = _type_names(arguments))
$$;

CREATE FUNCTION has_function(schema name, function name, arguments name[], description text) RETURNS text
LANGUAGE sql AS $$
    SELECT ok(EXISTS (SELECT FROM _functions(schema, function, arguments)), description)
$$;
CREATE FUNCTION has_function(schema name, function name, arguments name[]) RETURNS text LANGUAGE sql AS $$
    SELECT has_function(
        schema, function, arguments,
        'Function ' || _dotted(schema, function) || '(' || array_to_string(arguments, ', ') || ') should exist'
    )
$$;
CREATE FUNCTION has_function(schema name, function name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT has_function(schema, function, NULL::name[], description)
$$;

CREATE FUNCTION _returns(schema name, function name, arguments name[], type text, description text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    have text;
    kind text := coalesce(substring(type FROM '^setof\s+'), '');
    base text := substr(type, length(kind) + 1);
BEGIN
    SELECT CASE WHEN proretset THEN 'setof ' ELSE '' END || prorettype::regtype INTO have
    FROM _functions(schema, function, arguments);
    IF have IS NULL THEN
        RETURN _told(
            false, description,
            '    Function ' || _dotted(schema, function) || '('
            || array_to_string(coalesce(arguments, '{}'), ', ') || ') does not exist'
        );
    END IF;
    RETURN "is"(have, kind || coalesce(to_regtype(base)::text, base), description);
END
$$;

CREATE FUNCTION function_returns(schema name, function name, arguments name[], type text, description text)
RETURNS text LANGUAGE sql AS $$
    SELECT _returns(schema, function, arguments, type, description)
$$;
CREATE FUNCTION function_returns(schema name, function name, arguments name[], type text) RETURNS text
LANGUAGE sql AS $$
    SELECT _returns(
        schema, function, arguments, type,
        'Function ' || _dotted(schema, function) || '(' || array_to_string(arguments, ', ')
        || ') should return ' || type
    )
$$;
CREATE FUNCTION function_returns(schema name, function name, type text, description text) RETURNS text
LANGUAGE sql AS $$
    SELECT _returns(schema, function, NULL, type, description)
$$;

CREATE FUNCTION has_trigger(schema name, relation name, trigger name, description text) RETURNS text
LANGUAGE sql AS $$
    SELECT ok(
        EXISTS (SELECT FROM pg_trigger WHERE tgrelid = _relation(schema, relation) AND tgname = trigger), description
    )
$$;

CREATE FUNCTION trigger_is(
    schema name, relation name, trigger name, function_schema name, function name, description text
) RETURNS text LANGUAGE sql AS $$
    SELECT "is"(
        (SELECT _dotted(n.nspname, p.proname)
         FROM pg_trigger AS t
         JOIN pg_proc AS p ON p.oid = t.tgfoid
         JOIN pg_namespace AS n ON n.oid = p.pronamespace
         WHERE t.tgrelid = _relation(schema, relation) AND t.tgname = trigger),
        _dotted(function_schema, function), description
    )
$$;
CREATE FUNCTION trigger_is(schema name, relation name, trigger name, function_schema name, function name)
RETURNS text LANGUAGE sql AS $$
    SELECT trigger_is(
        schema, relation, trigger, function_schema, function,
        'Trigger ' || quote_ident(trigger) || ' should call ' || _dotted(function_schema, function) || '()'
    )
$$;

CREATE FUNCTION _extension(schema name, extension name) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (
        SELECT FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace
        WHERE e.extname = extension AND (n.nspname = schema OR schema IS NULL)
    )
$$;

CREATE FUNCTION has_extension(schema name, extension name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT ok(_extension(schema, extension), description)
$$;
CREATE FUNCTION has_extension(schema name, extension name) RETURNS text LANGUAGE sql AS $$
    SELECT ok(
        _extension(schema, extension),
        'Extension ' || quote_ident(extension) || ' should exist in schema ' || quote_ident(schema)
    )
$$;
CREATE FUNCTION has_extension(extension name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT ok(_extension(NULL, extension), description)
$$;
CREATE FUNCTION has_extension(extension name) RETURNS text LANGUAGE sql AS $$
    SELECT ok(_extension(NULL, extension), 'Extension ' || quote_ident(extension) || ' should exist')
$$;

CREATE FUNCTION has_role(role name, description text) RETURNS text LANGUAGE sql AS $$
    SELECT ok(EXISTS (SELECT FROM pg_roles WHERE rolname = role), description)
$$;
CREATE FUNCTION has_role(role name) RETURNS text LANGUAGE sql AS $$
    SELECT has_role(role, 'Role ' || quote_ident(role) || ' should exist')
$$;
