"""`make cases`: write what plans give into the case files."""

from __future__ import annotations

from tests.changes.case import cases, generated, rewritten


def main() -> None:
    """Rewrite every case file of which the schema language says both sides."""
    for case in cases():
        if not case.needs_server:
            case.path.write_text(rewritten(case, generated(case.plan())), encoding="utf-8")


if __name__ == "__main__":
    main()
