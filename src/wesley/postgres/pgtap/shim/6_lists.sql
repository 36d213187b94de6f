-- Whole lists: columns, indexes, triggers, policies, their roles, privileges.

CREATE FUNCTION _missing_from(these text[], others text[], shown_as text) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(E'\n        ' || format(shown_as, thing), '' ORDER BY thing COLLATE "C")
    FROM (SELECT unnest(these) EXCEPT SELECT unnest(others)) AS t(thing)
$$;

-- Shown as %I where the things are names, as %s where they are words.
CREATE FUNCTION _same_list(what text, have text[], want text[], description text, shown_as text) RETURNS text
LANGUAGE sql AS $$
    SELECT _told(
        extra IS NULL AND missing IS NULL, description,
        concat_ws(E'\n', '    Extra ' || what || ':' || extra, '    Missing ' || what || ':' || missing)
    )
    FROM (SELECT _missing_from(have, want, shown_as), _missing_from(want, have, shown_as)) AS t(extra, missing)
$$;

CREATE FUNCTION columns_are(schema name, relation name, cols name[], description text) RETURNS text
LANGUAGE sql AS $$
    SELECT _same_list('columns', ARRAY(
        SELECT attname::text FROM pg_attribute
        WHERE attrelid = _relation(schema, relation) AND attnum > 0 AND NOT attisdropped
    ), cols::text[], description, '%I')
$$;
CREATE FUNCTION columns_are(schema name, relation name, cols name[]) RETURNS text LANGUAGE sql AS $$
    SELECT columns_are(
        schema, relation, cols, 'Table ' || _dotted(schema, relation) || ' should have the correct columns'
    )
$$;

CREATE FUNCTION indexes_are(schema name, relation name, indexes name[], description text) RETURNS text
LANGUAGE sql AS $$
    SELECT _same_list('indexes', ARRAY(
        SELECT c.relname::text FROM pg_index AS x JOIN pg_class AS c ON c.oid = x.indexrelid
        WHERE x.indrelid = _relation(schema, relation)
    ), indexes::text[], description, '%I')
$$;
CREATE FUNCTION indexes_are(schema name, relation name, indexes name[]) RETURNS text LANGUAGE sql AS $$
    SELECT indexes_are(
        schema, relation, indexes, 'Table ' || _dotted(schema, relation) || ' should have the correct indexes'
    )
$$;

CREATE FUNCTION triggers_are(schema name, relation name, triggers name[], description text) RETURNS text
LANGUAGE sql AS $$
    SELECT _same_list('triggers', ARRAY(
        SELECT tgname::text FROM pg_trigger WHERE tgrelid = _relation(schema, relation) AND NOT tgisinternal
    ), triggers::text[], description, '%I')
$$;
CREATE FUNCTION triggers_are(schema name, relation name, triggers name[]) RETURNS text LANGUAGE sql AS $$
    SELECT triggers_are(
        schema, relation, triggers, 'Table ' || _dotted(schema, relation) || ' should have the correct triggers'
    )
$$;

CREATE FUNCTION policies_are(schema name, relation name, policies name[], description text) RETURNS text
LANGUAGE sql AS $$
    SELECT _same_list('policies', ARRAY(
        SELECT polname::text FROM pg_policy WHERE polrelid = _relation(schema, relation)
    ), policies::text[], description, '%I')
$$;
CREATE FUNCTION policies_are(schema name, relation name, policies name[]) RETURNS text LANGUAGE sql AS $$
    SELECT policies_are(
        schema, relation, policies, 'Table ' || _dotted(schema, relation) || ' should have the correct policies'
    )
$$;

-- A policy for PUBLIC has no role here: its only role has the identifier 0.
CREATE FUNCTION policy_roles_are(schema name, relation name, policy name, roles name[], description text)
RETURNS text LANGUAGE sql AS $$
    SELECT _same_list('policy roles', ARRAY(
        SELECT r.rolname::text FROM pg_policy AS p JOIN pg_roles AS r ON r.oid = ANY (p.polroles)
        WHERE p.polrelid = _relation(schema, relation) AND p.polname = policy
    ), roles::text[], description, '%I')
$$;
CREATE FUNCTION policy_roles_are(schema name, relation name, policy name, roles name[]) RETURNS text
LANGUAGE sql AS $$
    SELECT policy_roles_are(
        schema, relation, policy, roles,
        'Policy ' || quote_ident(policy) || ' for table ' || _dotted(schema, relation)
        || ' should have the correct roles'
    )
$$;

CREATE FUNCTION policy_cmd_is(schema name, relation name, policy name, command text, description text) RETURNS text
LANGUAGE sql AS $$
    SELECT "is"(
        (SELECT CASE polcmd
                WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'
                ELSE 'ALL' END
         FROM pg_policy WHERE polrelid = _relation(schema, relation) AND polname = policy),
        upper(command), description
    )
$$;
CREATE FUNCTION policy_cmd_is(schema name, relation name, policy name, command text) RETURNS text LANGUAGE sql AS $$
    SELECT policy_cmd_is(
        schema, relation, policy, command,
        'Policy ' || quote_ident(policy) || ' for table ' || _dotted(schema, relation)
        || ' should apply to ' || upper(command) || ' command'
    )
$$;
CREATE FUNCTION policy_cmd_is(relation name, policy name, command text, description text) RETURNS text
LANGUAGE sql AS $$
    SELECT policy_cmd_is(NULL, relation, policy, command, description)
$$;

CREATE FUNCTION table_privs_are(schema name, relation name, role name, privileges name[], description text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    found oid := _relation(schema, relation);
BEGIN
    IF found IS NULL THEN
        RETURN _told(false, description, '    Table ' || _dotted(schema, relation) || ' does not exist');
    ELSIF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
        RETURN _told(false, description, '    Role ' || quote_ident(role) || ' does not exist');
    END IF;
    RETURN _same_list('privileges', ARRAY(
        SELECT privilege FROM unnest('{DELETE,INSERT,REFERENCES,SELECT,TRIGGER,TRUNCATE,UPDATE}'::text[]) AS privilege
        WHERE has_table_privilege(role, found, privilege)
    ), privileges::text[], description, '%s');
END
$$;
CREATE FUNCTION table_privs_are(schema name, relation name, role name, privileges name[]) RETURNS text
LANGUAGE sql AS $$
    SELECT table_privs_are(
        schema, relation, role, privileges,
        'Role ' || quote_ident(role) || ' should be granted '
        || CASE WHEN cardinality(privileges) = 0 THEN 'no privileges' ELSE array_to_string(privileges, ', ') END
        || ' on table ' || _dotted(schema, relation)
    )
$$;
