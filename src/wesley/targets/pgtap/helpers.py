"""Temporary functions that the structure tests call: what the catalog says of one thing, as one readable text.

They take the relation as text, so that a missing table fails its tests and does not end the script. Columns of the
catalog that not every supported PostgreSQL has are read through `to_jsonb`.
"""

COLUMNS = """\
CREATE FUNCTION pg_temp.columns(relation text) RETURNS text[] LANGUAGE sql AS $$
  SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute
  WHERE attrelid = to_regclass(relation) AND attnum > 0 AND NOT attisdropped $$;
CREATE FUNCTION pg_temp.column_type(relation text, col text) RETURNS text LANGUAGE sql AS $$
  SELECT format_type(a.atttypid, a.atttypmod)
    || CASE to_jsonb(a) ->> 'attcompression' WHEN 'p' THEN ' COMPRESSION pglz'
         WHEN 'l' THEN ' COMPRESSION lz4' ELSE '' END
    || coalesce((SELECT ' COLLATE ' || quote_ident(c.collname) FROM pg_collation c
                 WHERE c.oid = a.attcollation AND a.attcollation <> t.typcollation), '')
  FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
  WHERE a.attrelid = to_regclass(relation) AND a.attname = col AND NOT a.attisdropped $$;
CREATE FUNCTION pg_temp.column_value(relation text, col text) RETURNS text LANGUAGE sql AS $$
  SELECT CASE
      WHEN a.attidentity <> '' THEN 'GENERATED ' || CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END
        || (SELECT format(' AS IDENTITY START %s INCREMENT %s', s.seqstart, s.seqincrement) FROM pg_sequence s
            WHERE s.seqrelid = pg_get_serial_sequence(relation, col)::regclass)
      WHEN a.attgenerated <> '' THEN 'GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid)
        || CASE a.attgenerated WHEN 's' THEN ') STORED' ELSE ') VIRTUAL' END
      ELSE 'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) END
  FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = to_regclass(relation) AND a.attname = col AND NOT a.attisdropped $$;
CREATE FUNCTION pg_temp.column_comment(relation text, col text) RETURNS text LANGUAGE sql AS $$
  SELECT col_description(attrelid, attnum) FROM pg_attribute
  WHERE attrelid = to_regclass(relation) AND attname = col AND NOT attisdropped $$;
CREATE FUNCTION pg_temp.relation_comment(relation text) RETURNS text LANGUAGE sql AS $$
  SELECT obj_description(to_regclass(relation), 'pg_class') $$;
"""

CONSTRAINTS = """\
CREATE FUNCTION pg_temp.constraints(relation text) RETURNS text[] LANGUAGE sql AS $$
  SELECT coalesce(array_agg(conname::text ORDER BY conname), '{}') FROM pg_constraint
  WHERE conrelid = to_regclass(relation) AND contype IN ('p', 'u', 'f', 'c', 'x') AND conparentid = 0 $$;
CREATE FUNCTION pg_temp.constraint_definition(relation text, name text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = to_regclass(relation) AND conname = name $$;
CREATE FUNCTION pg_temp.names(relation oid, numbers smallint[]) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(a.attname, ', ' ORDER BY k.place) FROM unnest(numbers) WITH ORDINALITY k(number, place)
  JOIN pg_attribute a ON a.attrelid = relation AND a.attnum = k.number $$;
CREATE FUNCTION pg_temp.timing(can boolean, late boolean) RETURNS text LANGUAGE sql AS $$
  SELECT CASE WHEN late THEN ' DEFERRABLE INITIALLY DEFERRED' WHEN can THEN ' DEFERRABLE' ELSE '' END $$;
CREATE FUNCTION pg_temp.key(relation text, name text) RETURNS text LANGUAGE sql AS $$
  SELECT CASE c.contype WHEN 'p' THEN 'PRIMARY KEY' ELSE 'UNIQUE' END
    || CASE to_jsonb(i) ->> 'indnullsnotdistinct' WHEN 'true' THEN ' NULLS NOT DISTINCT' ELSE '' END
    || ' (' || pg_temp.names(c.conrelid, c.conkey) || ')'
    || coalesce(' INCLUDE ('
         || pg_temp.names(c.conrelid, (i.indkey::smallint[])[i.indnkeyatts : i.indnatts - 1]) || ')', '')
    || pg_temp.timing(c.condeferrable, c.condeferred)
  FROM pg_constraint c JOIN pg_index i ON i.indexrelid = c.conindid
  WHERE c.conrelid = to_regclass(relation) AND c.conname = name AND c.contype IN ('p', 'u') $$;
CREATE FUNCTION pg_temp.action(letter "char") RETURNS text LANGUAGE sql AS $$
  SELECT CASE letter WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE'
    WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' END $$;
CREATE FUNCTION pg_temp.foreign_key(relation text, name text) RETURNS text LANGUAGE sql AS $$
  SELECT 'FOREIGN KEY (' || pg_temp.names(c.conrelid, c.conkey) || ') REFERENCES ' || n.nspname || '.' || r.relname
    || ' (' || pg_temp.names(c.confrelid, c.confkey) || ') ON DELETE ' || pg_temp.action(c.confdeltype)
    || coalesce(' (' || pg_temp.names(c.conrelid, (SELECT array_agg(e::smallint)
         FROM jsonb_array_elements_text(nullif(to_jsonb(c) -> 'confdelsetcols', 'null')) e)) || ')', '')
    || ' ON UPDATE ' || pg_temp.action(c.confupdtype) || CASE c.confmatchtype WHEN 's' THEN '' ELSE ' MATCH FULL' END
    || pg_temp.timing(c.condeferrable, c.condeferred) || CASE WHEN c.convalidated THEN '' ELSE ' NOT VALID' END
  FROM pg_constraint c JOIN pg_class r ON r.oid = c.confrelid JOIN pg_namespace n ON n.oid = r.relnamespace
  WHERE c.conrelid = to_regclass(relation) AND c.conname = name AND c.contype = 'f' AND c.conparentid = 0 $$;
"""

INDEXES = """\
CREATE FUNCTION pg_temp.indexes(relation text) RETURNS text[] LANGUAGE sql AS $$
  SELECT coalesce(array_agg(c.relname::text ORDER BY c.relname), '{}') FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = to_regclass(relation) $$;
CREATE FUNCTION pg_temp.index_definition(relation text, name text) RETURNS text LANGUAGE sql AS $$
  SELECT CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END || substr(d.text, strpos(d.text, ' USING ') + 1)
    || CASE WHEN i.indisvalid THEN '' ELSE ' INVALID' END
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid,
  LATERAL (SELECT replace(pg_get_indexdef(i.indexrelid), format('%I ON', c.relname), '')) d(text)
  WHERE i.indrelid = to_regclass(relation) AND c.relname = name $$;
CREATE FUNCTION pg_temp.index_comment(relation text, name text) RETURNS text LANGUAGE sql AS $$
  SELECT obj_description(c.oid, 'pg_class') FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE i.indrelid = to_regclass(relation) AND c.relname = name $$;
"""

ACCESS = """\
CREATE FUNCTION pg_temp.row_security(relation text) RETURNS text LANGUAGE sql AS $$
  SELECT CASE WHEN relrowsecurity THEN 'enabled' ELSE 'disabled' END
    || CASE WHEN relforcerowsecurity THEN ', forced' ELSE '' END FROM pg_class WHERE oid = to_regclass(relation) $$;
CREATE FUNCTION pg_temp.policies(relation text) RETURNS text[] LANGUAGE sql AS $$
  SELECT coalesce(array_agg(polname::text ORDER BY polname), '{}') FROM pg_policy
  WHERE polrelid = to_regclass(relation) $$;
CREATE FUNCTION pg_temp.policy(relation text, name text) RETURNS text LANGUAGE sql AS $$
  SELECT CASE WHEN polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END || ' FOR '
    || CASE polcmd WHEN '*' THEN 'ALL' WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
         ELSE 'DELETE' END
    || ' TO ' || (SELECT string_agg(coalesce(r.rolname, 'public'), ', ' ORDER BY r.rolname)
                  FROM unnest(polroles) m LEFT JOIN pg_roles r ON r.oid = m)
    || coalesce(' USING (' || pg_get_expr(polqual, polrelid) || ')', '')
    || coalesce(' WITH CHECK (' || pg_get_expr(polwithcheck, polrelid) || ')', '')
  FROM pg_policy WHERE polrelid = to_regclass(relation) AND polname = name $$;
CREATE FUNCTION pg_temp.privileges(relation text, holder text) RETURNS text LANGUAGE sql AS $$
  WITH who AS (SELECT CASE holder WHEN 'public' THEN 0::oid
    ELSE (SELECT oid FROM pg_roles WHERE rolname = holder) END AS oid),
  held AS (
    SELECT p.privilege_type AS privilege FROM pg_class c, aclexplode(c.relacl) p, who
    WHERE c.oid = to_regclass(relation) AND p.grantee = who.oid AND p.privilege_type <> 'MAINTAIN'
    UNION SELECT p.privilege_type || ' (' || string_agg(a.attname, ', ' ORDER BY a.attname) || ')'
    FROM pg_attribute a, aclexplode(a.attacl) p, who
    WHERE a.attrelid = to_regclass(relation) AND p.grantee = who.oid AND NOT a.attisdropped GROUP BY p.privilege_type)
  SELECT coalesce(string_agg(privilege, ', ' ORDER BY privilege COLLATE "C"), 'none') FROM held $$;
"""

TRIGGERS = """\
CREATE FUNCTION pg_temp.triggers(relation text) RETURNS text[] LANGUAGE sql AS $$
  SELECT coalesce(array_agg(tgname::text ORDER BY tgname), '{}') FROM pg_trigger
  WHERE tgrelid = to_regclass(relation) AND NOT tgisinternal $$;
CREATE FUNCTION pg_temp.trigger_definition(relation text, name text) RETURNS text LANGUAGE sql AS $$
  SELECT replace(replace(pg_get_triggerdef(t.oid), format(' ON %I.%I ', n.nspname, c.relname), ' '),
      format(' ON pg_temp.%I ', c.relname), ' ') || CASE t.tgenabled WHEN 'O' THEN '' ELSE ' DISABLED' END
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE t.tgrelid = to_regclass(relation) AND t.tgname = name AND NOT t.tgisinternal $$;
"""

PARTITIONS = """\
CREATE FUNCTION pg_temp.partition_key(relation text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_get_partkeydef(to_regclass(relation)) $$;
CREATE FUNCTION pg_temp.partitions(relation text) RETURNS text[] LANGUAGE sql AS $$
  SELECT array_agg(n.nspname || '.' || c.relname ORDER BY n.nspname, c.relname) FROM pg_inherits i
  JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE i.inhparent = to_regclass(relation) $$;
CREATE FUNCTION pg_temp.partition_bound(partition text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_get_expr(relpartbound, oid) FROM pg_class WHERE oid = to_regclass(partition) $$;
"""

SCHEMA = """\
CREATE FUNCTION pg_temp.labels(type text) RETURNS text[] LANGUAGE sql AS $$
  SELECT array_agg(enumlabel::text ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = to_regtype(type) $$;
CREATE FUNCTION pg_temp.type_comment(type text) RETURNS text LANGUAGE sql AS $$
  SELECT obj_description(to_regtype(type), 'pg_type') $$;
CREATE FUNCTION pg_temp.function_oid(home text, name text, arguments text) RETURNS oid
  LANGUAGE sql SET search_path = '' AS $$
  SELECT p.oid FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  WHERE n.nspname = home AND p.proname = name AND pg_catalog.pg_get_function_identity_arguments(p.oid) = arguments $$;
CREATE FUNCTION pg_temp.function_form(routine oid) RETURNS text LANGUAGE sql SET search_path = '' AS $$
  SELECT pg_catalog.format('RETURNS %s LANGUAGE %s %s%s%s', pg_catalog.pg_get_function_result(p.oid), l.lanname,
    CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END,
    CASE WHEN p.prosecdef THEN ' SECURITY DEFINER' ELSE '' END,
    (SELECT pg_catalog.string_agg(' SET ' || setting, '' ORDER BY setting) FROM pg_catalog.unnest(p.proconfig) setting))
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_language l ON l.oid = p.prolang WHERE p.oid = routine $$;
CREATE FUNCTION pg_temp.function_body(routine oid) RETURNS text LANGUAGE sql AS $$
  SELECT btrim(prosrc, E' \\n') FROM pg_proc WHERE oid = routine $$;
CREATE FUNCTION pg_temp.security_invoker(relation text) RETURNS boolean LANGUAGE sql AS $$
  SELECT coalesce('security_invoker=true' = ANY (reloptions), false) FROM pg_class WHERE oid = to_regclass(relation) $$;
CREATE FUNCTION pg_temp.base_type(relation text, col text) RETURNS text LANGUAGE sql AS $$
  SELECT format_type(atttypid, NULL) FROM pg_attribute
  WHERE attrelid = to_regclass(relation) AND attname = col AND NOT attisdropped $$;
CREATE FUNCTION pg_temp.named_type(type text) RETURNS text LANGUAGE sql AS $$
  SELECT format_type(to_regtype(type), NULL) $$;
CREATE FUNCTION pg_temp.view_definition(relation text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_get_viewdef(to_regclass(relation)) $$;
CREATE FUNCTION pg_temp.usage(home text, holder text) RETURNS text LANGUAGE sql AS $$
  SELECT coalesce(string_agg(p.privilege_type, ', ' ORDER BY p.privilege_type COLLATE "C"), 'none')
  FROM pg_namespace n, aclexplode(n.nspacl) p WHERE n.nspname = home
  AND p.grantee = CASE holder WHEN 'public' THEN 0::oid ELSE (SELECT oid FROM pg_roles WHERE rolname = holder) END $$;
"""
