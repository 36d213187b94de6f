DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'wesley_reader') THEN CREATE ROLE wesley_reader; END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'Wesley Writer') THEN CREATE ROLE "Wesley Writer"; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
CREATE SCHEMA app;
GRANT USAGE ON SCHEMA app TO wesley_reader, "Wesley Writer";
GRANT CREATE ON SCHEMA app TO "Wesley Writer";
CREATE TABLE app.docs (id integer PRIMARY KEY, owner text, body text, team integer);
CREATE TABLE app.members (team integer, name text);
GRANT SELECT ON app.docs TO PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON app.docs TO "Wesley Writer" WITH GRANT OPTION;
GRANT UPDATE (body, owner), INSERT (body, owner), REFERENCES (id), SELECT (id) ON app.docs TO wesley_reader;
GRANT SELECT ON app.members TO wesley_reader;
GRANT UPDATE (name), SELECT (name) ON app.members TO wesley_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO wesley_reader;
ALTER TABLE app.docs ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.members FORCE ROW LEVEL SECURITY;
CREATE POLICY mine ON app.docs USING (owner = current_user) WITH CHECK (owner = current_user AND body <> '');
CREATE POLICY of_team ON app.docs AS RESTRICTIVE FOR SELECT TO wesley_reader, "Wesley Writer"
    USING (EXISTS (SELECT FROM app.members m WHERE m.team = docs.team AND m.name = current_user));
CREATE POLICY may_add ON app.docs FOR INSERT TO "Wesley Writer" WITH CHECK (true);
CREATE POLICY may_change ON app.docs FOR UPDATE TO "Wesley Writer" USING (team > 0);
CREATE POLICY may_drop ON app.docs FOR DELETE USING (false);
COMMENT ON POLICY mine ON app.docs IS 'Own ones.';
COMMENT ON SCHEMA app IS 'All of it.';
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
