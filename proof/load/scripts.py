"""What clients of the orders do: each transaction says whose rows it works on, and reads, changes or adds one."""

from __future__ import annotations

from proof.clients import Script
from proof.load.rows import CUSTOMERS, TENANTS

_TRANSACTION = f"""\\set id random(1, :rows)
\\set tenant 1 + :id % {TENANTS}
\\set customer random(1, {CUSTOMERS})
\\set quantity random(0, 1000)
BEGIN;
SELECT set_config('app.tenant_id', :tenant::text, true);
{{statement}} \\gset
COMMIT;
"""
_READ = "SELECT quantity AS q, note AS n, stage AS s FROM orders WHERE id = :id"
_CHANGE = """
UPDATE orders SET quantity = :quantity, note = 'Note ' || :quantity::text WHERE id = :id RETURNING quantity AS q
""".strip()
_ADD = """
INSERT INTO orders (tenant_id, customer_id, reference, quantity, note)
VALUES (:tenant, :customer, gen_random_uuid()::text, :quantity, 'New') RETURNING quantity AS q
""".strip()

SCRIPTS = (
    Script(name="read", weight=5, text=_TRANSACTION.format(statement=_READ)),
    Script(name="change", weight=4, text=_TRANSACTION.format(statement=_CHANGE)),
    Script(name="add", weight=1, text=_TRANSACTION.format(statement=_ADD)),
)
