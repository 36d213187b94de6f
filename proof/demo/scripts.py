"""What the first version of examples/saas says to its database while it is migrated to the second one."""

from __future__ import annotations

from proof.clients import Script

_TRANSACTION = """\\set task random(0, :rows - 1)
\\set customer :task % 20
\\set person 20 * random(0, 9) + :customer
\\set number random(1000000, 2000000000)
BEGIN;
SELECT set_config('app.tenant_id', md5('organization ' || :customer)::uuid::text, true),
  set_config('app.user_id', md5('user ' || :person)::uuid::text, true);
{statement} \\gset
COMMIT;
"""
_READ = "SELECT title AS t, number AS n, is_closed AS c FROM tasks WHERE id = md5('task ' || :task)::uuid"
_WORK = """
UPDATE tasks SET status = 'DOING' WHERE id = md5('task ' || :task)::uuid RETURNING number AS n
""".strip()
_ADD = """
INSERT INTO tasks (organization_id, project_id, number, title)
VALUES (md5('organization ' || :customer)::uuid, md5('project ' || :customer)::uuid, :number, 'New')
RETURNING number AS n
""".strip()
_COME = """
UPDATE users SET last_seen_at = now(), display_name = 'Person ' || :number
WHERE id = md5('user ' || :person)::uuid RETURNING locale AS l
""".strip()

SCRIPTS = tuple(
    Script(name=name, weight=weight, text=_TRANSACTION.format(statement=statement))
    for name, weight, statement in (("read", 5, _READ), ("work", 3, _WORK), ("add", 1, _ADD), ("come", 1, _COME))
)
