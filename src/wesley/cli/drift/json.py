"""What `wesley drift` says to programs."""

from __future__ import annotations

from typing import Any

import msgspec

from wesley.cli.drift.answer import Answer
from wesley.drift.adopt.adoption import Adoption
from wesley.drift.finding import Finding
from wesley.ir.origin import Origin


def as_json(answer: Answer) -> str:
    """The answer as a JSON object."""
    told: dict[str, Any] = {
        "database": answer.database,
        "against": answer.against,
        "severity": answer.drift.severity,
        **answer.drift.counted(),
        "findings": [_finding(one, answer.adoption(one)) for one in answer.drift.findings],
        "expected": [_finding(one) for one in answer.drift.expected],
        "ignored": [_finding(one) for one in answer.drift.ignored],
        "left_alone": answer.left_alone,
        "unfit_rules": answer.unfit,
        "undecided": answer.undecided,
        "waits": answer.waits,
        "unfinished": answer.unfinished,
        "repair": {**msgspec.to_builtins(answer.repair), "commands": answer.commands},
    }
    return (msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n").decode()


def _finding(finding: Finding, adoption: Adoption | None = None) -> dict[str, Any]:
    subject = finding.subject
    told: dict[str, Any] = {
        "kind": finding.kind,
        "severity": finding.severity,
        "object": {"kind": subject.kind, "schema": subject.schema, "table": subject.table, "name": subject.name},
        "differs": finding.differs,
        "expected": finding.expected,
        "found": finding.found,
        "place": place(finding.origin),
    }
    if adoption is not None:
        edits = [
            {
                "file": edit.file,
                "start": edit.start,
                "end": edit.end,
                "text": edit.text,
                "removed": edit.removed,
                "where": edit.where,
            }
            for edit in adoption.edits
        ]
        told["adopt"] = {"edits": edits, "reason": adoption.reason}
    return told


def place(origin: Origin) -> dict[str, Any] | None:
    """A place of the schema; None where there is none."""
    return {"file": origin.file, "line": origin.line, "column": origin.column} if origin.known else None
