"""What drift is called in a line."""

from __future__ import annotations

from wesley.drift.finding import Finding
from wesley.drift.look import Drift
from wesley.health.words import counted, listed


def told(drift: Drift) -> str:
    """The differences, and how many others are expected or ignored."""
    parts = [listed([_told(one) for one in drift.findings])] if drift.findings else []
    parts += [f"{counted(len(drift.expected), 'difference')} until the plan is at its end"] if drift.expected else []
    parts += [f"{counted(len(drift.ignored), 'difference')} ignored by rules"] if drift.ignored else []
    return "; ".join(parts)


def _told(finding: Finding) -> str:
    return f"{finding.subject.kind} {finding.subject.path} is {finding.kind}"
