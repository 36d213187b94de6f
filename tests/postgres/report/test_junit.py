"""The JUnit report is well-formed XML whatever the names are."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from tests.postgres.report.reports import FAILED, PASSED
from wesley.postgres.report.junit import junit
from wesley.postgres.report.values import Report
from wesley.postgres.tap import Failure, Result, TapFile


def test_suites_cases_and_counts() -> None:
    root = read(FAILED)
    assert root.attrib == {"name": "wesley test", "tests": "6", "failures": "1", "errors": "1", "skipped": "2"}
    suites = [(suite.get("name"), suite.get("tests"), suite.get("failures"), suite.get("errors")) for suite in root]
    assert suites == [
        ("tests/users.sql", "2", "0", "0"),
        ('tests/"<odd>"&.sql', "3", "1", "0"),
        ("tests/broken.sql", "1", "0", "1"),
    ]
    failure = root.find(".//failure")
    assert failure is not None
    assert failure.text
    assert failure.text.endswith("        have: �\n        want: 2")
    error = root.find(".//error")
    assert error is not None
    assert error.attrib == {"message": 'line 3: relation "x" does not exist (42P01)'}
    skipped = [one.get("message") for one in root.iter("skipped")]
    assert skipped == ["no index", "TODO not yet"]


def test_a_report_without_failures() -> None:
    root = read(PASSED)
    assert (root.get("failures"), root.get("errors")) == ("0", "0")


@given(st.text(), st.text(), st.text())
def test_every_text_gives_well_formed_xml(name: str, description: str, message: str) -> None:
    result = Result(number=1, ok=False, description=description, diagnostics=(message,))
    file = TapFile(name=name, planned=1, results=(result,), failure=Failure(message=message, line=1, help=message))
    root = read(Report(server="18.1", pgtap="pgTAP 1.3.5", files=(file,)))
    assert (root.get("failures"), root.get("errors")) == ("1", "1")


def read(report: Report) -> ET.Element:
    return ET.fromstring(junit(report))  # noqa: S314  # our own output
