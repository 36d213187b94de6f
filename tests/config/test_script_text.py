"""What is written for TypeScript stays one type or one expression where outputs hold it."""

from __future__ import annotations

import pytest

from wesley.config.script_text import fault


@pytest.mark.parametrize(
    "text",
    [
        "string",
        "`#${string}`",
        "'a' | \"b;\"",
        "Record<string, Map<number, string[]>>",
        "{ a: number; b?: string, c: [1, 2] }",
        "(value: string) => void",
        "z.string().regex(/^[(/'\"`;]+\\/$/u).min(1)",
        "z.custom<Record<string, number>>((value) => typeof value === 'string' && value.length < 5)",
        "z.templateLiteral(['#', z.string()])",
        "z.string().refine((text) => {\n  const size = text.length\n  return size / 2 >= 1 && size<4;\n})",
        "z.literal(`a${`b${1}`}; ,`)",
        "A extends B ? C : D",
    ],
)
def test_one_type_or_expression(text: str) -> None:
    assert fault(text) == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "there is nothing in it"),
        (" \n", "there is nothing in it"),
        ("string; export const more = 1", "it has a `;`, which ends it"),
        ("z.string(), more = 1", "it has a `,` outside brackets, which ends it"),
        ("a = b", "it has a `=`, which begins something else"),
        ("string\nexport const more = 1", "it has more than one line"),
        ("string\u2028more()", "it has more than one line"),
        ("string // more", "it has a comment"),
        ("string /* more", "it has a comment"),
        ("(string", "`(` is not closed"),
        ("string)", "`)` closes nothing"),
        ("(string]", "`]` closes nothing"),
        ("a<b, more = 1", "`<` is not closed"),
        ("'string", "a string is not closed"),
        ("'a\nb'", "a string is not closed"),
        ("`a${b", "`${` is not closed"),
        ("`a", "a template is not closed"),
        ("f(/a", "a regular expression is not closed"),
    ],
)
def test_what_is_more_or_less(text: str, reason: str) -> None:
    assert fault(text) == reason
