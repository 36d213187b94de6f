"""How far standbys are behind."""

from __future__ import annotations

from wesley.execute.lag import look as look_at_standbys
from wesley.health.check import Check, Finding, graded, ok, skipped
from wesley.health.server import Server
from wesley.health.words import age, counted, size

_LIMITS = (10.0, 300.0)
_BYTES = (64 << 20, 4 << 30)
_RECOVERY = "SELECT pg_is_in_recovery()"


def _look(server: Server) -> Finding:
    if server.session.rows(_RECOVERY)[0][0]:
        return skipped("the server is a standby itself", "name the primary")
    seen = look_at_standbys(server.session, 0.0)
    if seen.hidden:
        return skipped("how far standbys are behind cannot be seen", "GRANT pg_monitor to this role")
    if not seen.standbys:
        return ok("there are no standbys", 0.0)
    # What a standby has told last stays what it told; only one that lacks something is behind.
    behind = [(seen.written - one.replayed, one.told or 0.0, one.name) for one in seen.standbys]
    lacking = [one for one in behind if one[0] > 0]
    worst, seconds, name = max(lacking or behind)
    seconds = seconds if lacking else 0.0
    told = f"{counted(len(behind), 'standby', 'standbys')}; {name} lacks {size(max(worst, 0))}"
    told += f" and is {age(seconds)} behind" if seconds >= 1 else ""
    do = "wait until it has caught up; backfills pause for standbys that are more than --max-lag behind"
    grade = max(seconds, *(limit for limit, lack in zip(_LIMITS, _BYTES, strict=True) if worst >= lack), 0.0, 0.0)
    return graded(told, do, grade, _LIMITS)


CHECK = Check(
    name="replication-lag",
    title="replication lag",
    why="A backfill writes WAL that standbys have to replay. One that is behind already answers with older rows still, "
    "and a failover to it loses more.",
    limits="warning from 10 s or 64 MB, error from 5 minutes or 4 GB",
    look=_look,
    unit="seconds",
)
