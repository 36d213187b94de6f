"""A report as JUnit XML: a suite for each file, a case for each test."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from wesley.postgres.report.values import Report
    from wesley.postgres.tap import Result, TapFile

COUNTS = ("tests", "failures", "errors", "skipped")
# Everything but what XML 1.0 lets stand (section 2.2): ElementTree writes the others as they are.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(report: Report) -> str:
    """The report as JUnit XML, ending with a line feed; a broken file is a case of its own with an error.

    Args:
        report: what the run gave.
    """
    suites = [_suite(file) for file in report.files]
    counts = {name: str(sum(int(suite.get(name, "0")) for suite in suites)) for name in COUNTS}
    root = ET.Element("testsuites", name="wesley test", attrib=counts)
    root.extend(suites)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(file: TapFile) -> ET.Element:
    suite = ET.Element(
        "testsuite",
        name=_legal(file.name),
        tests=str(len(file.results) + len(file.faults)),
        failures=str(sum(not result.passed for result in file.results)),
        errors=str(len(file.faults)),
        skipped=str(sum(_skipped(result) is not None for result in file.results)),
    )
    suite.extend(_case(file, result) for result in file.results)
    suite.extend(_fault(file, fault) for fault in file.faults)
    return suite


def _case(file: TapFile, result: Result) -> ET.Element:
    name = f"{result.number} - {result.description}" if result.description else str(result.number)
    case = ET.Element("testcase", classname=_legal(file.name), name=_legal(name))
    if (skipped := _skipped(result)) is not None:
        ET.SubElement(case, "skipped", message=_legal(skipped))
    elif not result.passed:
        failure = ET.SubElement(case, "failure", message=_legal(result.description or "not ok"))
        failure.text = _legal("\n".join(result.diagnostics))
    return case


def _skipped(result: Result) -> str | None:
    """JUnit knows no expected failures: one counts as skipped."""
    return result.skipped if result.todo is None else f"TODO {result.todo}"


def _fault(file: TapFile, fault: str) -> ET.Element:
    case = ET.Element("testcase", classname=_legal(file.name), name="the whole file")
    error = ET.SubElement(case, "error", message=_legal(fault))
    error.text = _legal(file.failure.help if file.failure else fault)
    return case


def _legal(text: str) -> str:
    return FORBIDDEN.sub("�", text)
