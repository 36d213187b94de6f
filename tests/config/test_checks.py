"""Names, settings and codes have the shape that PostgreSQL and the outputs need."""

from __future__ import annotations

import pytest

from tests.config.test_decode import problems, settings

LONG = "n" * 64


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("schema = []", "`schema` is empty"),
        ("schema = ['']", "an element of `schema` is no path"),
        ("[postgres]\nschema = ''", "`postgres.schema` has an empty name"),
        (f"[postgres]\nschema = '{LONG}'", "`postgres.schema` is too long"),
        ('[postgres]\nschema = "a\\u0000b"', "`postgres.schema` holds a NUL"),
        ("[postgres]\nschema = 'pg_mine'", "`postgres.schema` cannot be 'pg_mine'"),
        ("[postgres]\nextensions = ['']", "an element of `postgres.extensions` has an empty name"),
        ("[postgres]\nextensions = ['a/b']", "`postgres.extensions` is no name of an extension: it has a slash"),
        ("[naming]\nplurals.person = ''", "`naming.plurals.person` has an empty name"),
        ("[tenancy]\nsetting = 'tenant'", "`tenancy.setting` is no name of a custom setting"),
        ('[tenancy]\nsetting = "app.x\'; DROP"', "`tenancy.setting` is no name of a custom setting"),
        ("[tenancy]\nuser_setting = 'app.tenant_id'", "`tenancy.user_setting` is the setting of the tenant too"),
        ("[tenancy]\nrole = 'public'", "`tenancy.role` cannot be 'public'"),
        ("[roles.grants]\npublic = []", "`roles.grants.public` cannot be 'public'"),
        (f"[roles.grants]\n{LONG} = []", "is too long for a name"),
        ("[scalars.'a b']\nsql = 'text'", "is no name of a scalar"),
        ("[scalars.ID]\nsql = 'text'", "`scalars.ID` cannot be set here"),
        ("[scalars.A]\nsql = 'text'\nts = \"a\\nb\"", "`scalars.A.ts` holds a control character"),
        ("[scalars.A]\nsql = 'text'\nts = 'a; b'", "`scalars.A.ts` is not one TypeScript type: it has a `;`"),
        ("[scalars.A]\nsql = 'text'\nzod = 'a, b = 1'", "`scalars.A.zod` is not one Zod schema: it has a `,`"),
        ("[scalars.A]\nsql = 'text'\nextension = '--'", "`scalars.A.extension` is no name of an extension: it begins"),
        ("[scalars.A]\nsql = 'text'\njson_schema = 'x'", "`scalars.A.json_schema` is no JSON object"),
        ('[ids]\ndefault = "a\\u0000"', "`ids.default` holds a NUL"),
        ("[directives]\nignore = ['@auth']", "is no name of a directive"),
        ("[lint]\nselect = ['w1']", "is no code: 'w1'"),
    ],
)
def test_refused(text: str, message: str) -> None:
    (problem,) = problems(text)
    assert problem.code.code == "CFG004"
    assert message in problem.message
    assert problem.help
    assert problem.origin.known


def test_63_bytes_fit_and_64_do_not_even_when_they_are_fewer_characters() -> None:
    assert settings(f"[postgres]\nschema = '{'n' * 63}'").postgres.schema == "n" * 63
    (problem,) = problems(f"[postgres]\nschema = '{'é' * 32}'")
    assert "63 bytes" in problem.help
