-- Rows for every table of the first version of examples/saas: two customers, Acme (a) and Bolt (b). Ann and Ben work at
-- Acme, Cleo at Bolt.
INSERT INTO public.users (id, email, display_name, password_hash, locale, last_seen_at) VALUES
  ('00000000-0000-0000-0000-0000000000a1', 'ann@acme.example', 'Ann', 'x', 'en', '2024-05-01 10:00+00'),
  ('00000000-0000-0000-0000-0000000000a2', 'ben@acme.example', 'Ben', NULL, 'de-AT', NULL),
  ('00000000-0000-0000-0000-0000000000b1', 'cleo@bolt.example', 'Cleo', NULL, 'fr', '2024-05-02 10:00+00');

INSERT INTO public.organizations (id, name, slug, plan) VALUES
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme', 'TEAM'),
  ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt', 'FREE');

INSERT INTO public.teams (id, organization_id, name) VALUES
  ('00000000-0000-0000-0001-00000000000a', '00000000-0000-0000-0000-00000000000a', 'Web'),
  ('00000000-0000-0000-0001-00000000000b', '00000000-0000-0000-0000-00000000000b', 'Web');

INSERT INTO public.memberships (id, organization_id, user_id, role, manager_id, team_id) VALUES
  ('00000000-0000-0000-0002-0000000000a1', '00000000-0000-0000-0000-00000000000a',
   '00000000-0000-0000-0000-0000000000a1', 'OWNER', NULL, '00000000-0000-0000-0001-00000000000a'),
  ('00000000-0000-0000-0002-0000000000a2', '00000000-0000-0000-0000-00000000000a',
   '00000000-0000-0000-0000-0000000000a2', 'MEMBER', '00000000-0000-0000-0002-0000000000a1', NULL),
  ('00000000-0000-0000-0002-0000000000b1', '00000000-0000-0000-0000-00000000000b',
   '00000000-0000-0000-0000-0000000000b1', 'OWNER', NULL, '00000000-0000-0000-0001-00000000000b');

UPDATE public.organizations SET owner_membership_id = m.id
FROM public.memberships AS m WHERE m.organization_id = organizations.id AND m.role = 'OWNER';
UPDATE public.teams SET lead_id = m.id
FROM public.memberships AS m WHERE m.organization_id = teams.organization_id AND m.role = 'OWNER';

INSERT INTO public.api_keys (organization_id, label, digest, scopes)
SELECT id, 'deploys', sha256(slug::bytea), '{read,write}' FROM public.organizations;

INSERT INTO public.projects (id, organization_id, key, name, status, team_id, starts_on, ends_on, budget) VALUES
  ('00000000-0000-0000-0003-00000000000a', '00000000-0000-0000-0000-00000000000a', 'WEB', 'Site', 'ACTIVE',
   '00000000-0000-0000-0001-00000000000a', '2024-01-01', '2024-12-31', 1000),
  ('00000000-0000-0000-0003-00000000000b', '00000000-0000-0000-0000-00000000000b', 'APP', 'App', 'PLANNED',
   NULL, NULL, NULL, NULL);

INSERT INTO public.tasks (organization_id, project_id, number, title, status, assignee_id, due_at)
SELECT p.organization_id, p.id, n, 'Task ' || n, (ARRAY['TODO', 'DOING', 'DONE'])[1 + n % 3], m.id,
  CASE WHEN n % 2 = 0 THEN timestamptz '2024-06-01' + n * interval '1 day' END
FROM public.projects AS p
JOIN public.memberships AS m ON m.organization_id = p.organization_id AND m.role = 'OWNER'
CROSS JOIN generate_series(1, 40) AS n;

INSERT INTO public.task_dependencies (organization_id, task_id, waits_for_id)
SELECT a.organization_id, a.id, b.id FROM public.tasks AS a
JOIN public.tasks AS b ON b.organization_id = a.organization_id AND a.number = 1 AND b.number = 2;

INSERT INTO public.labels (organization_id, name) SELECT id, 'bug' FROM public.organizations;

INSERT INTO public.task_labels (organization_id, task_id, label_id)
SELECT t.organization_id, t.id, l.id FROM public.tasks AS t
JOIN public.labels AS l ON l.organization_id = t.organization_id AND t.number = 1;

INSERT INTO public.comments (organization_id, task_id, author_id, body)
SELECT organization_id, id, assignee_id, 'Soon' FROM public.tasks WHERE number = 1;

INSERT INTO public.attachments (organization_id, task_id, url, bytes, media_type)
SELECT organization_id, id, 'https://files.example/1.png', 42, 'image/png' FROM public.tasks WHERE number = 1;

INSERT INTO public.rooms (organization_id, name, seats)
SELECT id, room, 8 FROM public.organizations CROSS JOIN unnest(ARRAY['North', 'South']) AS room;

INSERT INTO public.bookings (organization_id, room_id, starts_at, ends_at)
SELECT organization_id, id, '2024-06-01 10:00+00', '2024-06-01 11:00+00' FROM public.rooms;

INSERT INTO public.audit_events (organization_id, actor, action, address)
SELECT id, 'ann', 'signed in', '192.0.2.1' FROM public.organizations;

INSERT INTO public.webhooks (organization_id, url, events, secret)
SELECT id, 'https://' || slug || '.example/hook', '{task.created}', 's' FROM public.organizations;

INSERT INTO public.webhook_deliveries (organization_id, webhook_id, payload, next_attempt_at)
SELECT organization_id, id, '{"number": 1}', '2024-06-01' FROM public.webhooks;

INSERT INTO public.notifications (organization_id, user_id, kind, text)
SELECT organization_id, user_id, 'task', 'Task 1 is Yours' FROM public.memberships;

INSERT INTO public.contracts (organization_id, tier, currency, price_per_seat, seats)
SELECT id, plan, 'EUR', 9.90, 3 FROM public.organizations;

INSERT INTO public.invoices (organization_id, number, status, currency, net, vat_rate)
SELECT id, 1, 'OPEN', 'EUR', 29.70, 20 FROM public.organizations;

INSERT INTO public.invoice_lines (organization_id, invoice_id, line_number, text, quantity, unit_price)
SELECT organization_id, id, 1, 'Seats', 3, 9.90 FROM public.invoices;

INSERT INTO public.payments (organization_id, invoice_id, amount, reference)
SELECT organization_id, id, 10, 'ref-' || organization_id FROM public.invoices;
