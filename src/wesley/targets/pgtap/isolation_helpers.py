"""Temporary functions of the isolation tests: they act as somebody, and always undo what they did."""

ACTING = """\
-- Row-level security does not hold for superusers. An owner is let past FORCE while test rows are written.
CREATE FUNCTION pg_temp.forced() RETURNS regclass[] LANGUAGE sql AS $$
  SELECT coalesce(array_agg(oid::regclass), '{}') FROM pg_class
  WHERE relforcerowsecurity AND pg_has_role(relowner, 'USAGE')
  AND NOT (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user) $$;
CREATE FUNCTION pg_temp.force(relations regclass[], word text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE relation regclass;
BEGIN
  FOREACH relation IN ARRAY relations LOOP
    EXECUTE format('ALTER TABLE %s %s ROW LEVEL SECURITY', relation, word);
  END LOOP;
END $$;
-- Writes test rows that stay: 'done', or what PostgreSQL said.
CREATE FUNCTION pg_temp.arrange(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE relations regclass[] := pg_temp.forced();
BEGIN
  PERFORM pg_temp.force(relations, 'NO FORCE');
  EXECUTE statement;
  SET CONSTRAINTS ALL IMMEDIATE;
  PERFORM pg_temp.force(relations, 'FORCE');
  RETURN 'done';
EXCEPTION WHEN OTHERS THEN
  RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
-- Whether this session can act as a role; it joins the role for the length of the transaction where it may.
CREATE FUNCTION pg_temp.join_role(name text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE before text := current_setting('role');
BEGIN
  BEGIN
    PERFORM set_config('role', name, true);
  EXCEPTION WHEN insufficient_privilege THEN
    EXECUTE format('GRANT %I TO CURRENT_USER', name);
    PERFORM set_config('role', name, true);
  END;
  PERFORM set_config('role', before, true);
  RETURN 'done';
EXCEPTION WHEN OTHERS THEN
  RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
-- The SQLSTATE and the constraint by which a statement is refused; nothing stays.
CREATE FUNCTION pg_temp.refusal(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE rule text;
BEGIN
  PERFORM pg_temp.force(pg_temp.forced(), 'NO FORCE');
  EXECUTE statement;
  RAISE EXCEPTION USING ERRCODE = 'WS000', MESSAGE = 'undo';
EXCEPTION
  WHEN SQLSTATE 'WS000' THEN RETURN 'accepted';
  WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS rule = CONSTRAINT_NAME;
    RETURN concat_ws(' ', SQLSTATE, nullif(rule, ''));
END $$;
CREATE FUNCTION pg_temp.bypasses(name text) RETURNS boolean LANGUAGE sql AS $$
  SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = name $$;
-- Runs a statement as a role with settings (name, value, name, value, ...): 'rows:n' or the SQLSTATE. With a second
-- query: how many rows that one finds afterwards, again as this session. Nothing stays.
CREATE FUNCTION pg_temp.outcome(role text, settings text[], statement text, afterwards text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  affected bigint;
BEGIN
  FOR at IN 1 .. coalesce(array_length(settings, 1), 0) BY 2 LOOP
    PERFORM set_config(settings[at], settings[at + 1], true);
  END LOOP;
  IF role IS NULL THEN
    PERFORM pg_temp.force(pg_temp.forced(), 'NO FORCE');
  ELSE
    BEGIN
      PERFORM set_config('role', role, true);
    EXCEPTION WHEN OTHERS THEN
      RAISE EXCEPTION USING ERRCODE = 'WS001', MESSAGE = 'cannot act as ' || role;
    END;
  END IF;
  EXECUTE statement;
  GET DIAGNOSTICS affected = ROW_COUNT;
  SET CONSTRAINTS ALL IMMEDIATE;
  IF afterwards IS NOT NULL THEN
    PERFORM set_config('role', 'none', true);
    PERFORM pg_temp.force(pg_temp.forced(), 'NO FORCE');
    EXECUTE afterwards;
    GET DIAGNOSTICS affected = ROW_COUNT;
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'WS000', MESSAGE = 'undo';
EXCEPTION
  WHEN SQLSTATE 'WS000' THEN RETURN 'rows:' || affected;
  WHEN SQLSTATE 'WS001' THEN RETURN SQLERRM;
  WHEN OTHERS THEN RETURN SQLSTATE;
END $$;
"""
