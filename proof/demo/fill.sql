-- Rows for the first version of examples/saas: 20 customers with ten people and five projects each, and as many tasks as
-- are asked for. Keys are hashes of numbers, so that clients know them.
INSERT INTO organizations (id, name, slug)
SELECT md5('organization ' || n)::uuid, 'Customer ' || n, 'customer-' || n FROM generate_series(0, 19) AS n;

INSERT INTO users (id, email, display_name)
SELECT md5('user ' || n)::uuid, 'user' || n || '@saas.example', 'Person ' || n FROM generate_series(0, 199) AS n;

INSERT INTO memberships (organization_id, user_id)
SELECT md5('organization ' || n % 20)::uuid, md5('user ' || n)::uuid FROM generate_series(0, 199) AS n;

INSERT INTO projects (id, organization_id, key, name)
SELECT md5('project ' || n)::uuid, md5('organization ' || n % 20)::uuid, 'P' || n / 20, 'Project ' || n
FROM generate_series(0, 99) AS n;

INSERT INTO tasks (id, organization_id, project_id, number, title, status, due_at)
SELECT md5('task ' || n)::uuid, md5('organization ' || n % 20)::uuid, md5('project ' || n % 100)::uuid, n + 1,
  'Task ' || n, 'TODO', CASE WHEN n % 2 = 0 THEN timestamptz '2027-01-01' + n * interval '1 minute' END
FROM generate_series(0, {tasks} - 1) AS n;

INSERT INTO webhooks (organization_id, url, events, secret)
SELECT md5('organization ' || n % 20)::uuid, 'https://hooks.example/' || n, '{{}}', 'secret'
FROM generate_series(0, 1999) AS n;

INSERT INTO rooms (organization_id, name, seats)
SELECT md5('organization ' || n % 20)::uuid, 'Room ' || n, 8 FROM generate_series(0, 199) AS n;

VACUUM (ANALYZE);
