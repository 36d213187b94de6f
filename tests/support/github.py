"""GitHub's public schema, from the npm package `@octokit/graphql-schema`: input that nobody here wrote."""

from __future__ import annotations

import re

from tests.support.node import package

TWICE = "  repositoryDeployKeySetting: EnterpriseEnabledDisabledSettingValue!"
LAST_LINE = "  ): OrganizationConnection!\n"

# A field that its interface does not deprecate (specification of September 2025, section 3.6, type validation).
DEPRECATED = re.compile(
    r"(\n  (?:id|databaseId|authorAssociation|resourcePath|url): \w+!?)\s+@deprecated\(\s*reason: \"[^\"]*\"\s*\)"
)


def github_sdl() -> str:
    """The SDL, with the two faults of version 15.26.1 mended that GraphQL forbids, and so does Wesley.

    `EnterpriseOwnerInfo` defines two fields twice, and some fields are deprecated though their interface's are not.
    """
    text = (package("@octokit/graphql-schema") / "schema.graphql").read_text(encoding="utf-8")
    return DEPRECATED.sub(r"\1", _without_twins(text))


def _without_twins(text: str) -> str:
    again = text.find(TWICE, text.index(TWICE) + len(TWICE))
    start = text.rindex("\n\n", 0, again)
    return text[:start] + "\n" + text[text.index(LAST_LINE, again) + len(LAST_LINE) :]
