"""The defaults are a configuration that works, and they are the ones that the documents promise."""

from __future__ import annotations

from wesley.config.checks import check
from wesley.config.settings import Settings


def test_defaults_have_nothing_wrong() -> None:
    assert check(Settings()) == []


def test_defaults() -> None:
    settings = Settings()
    assert settings.schema == ("schema/**/*.graphql",)
    assert (settings.outputs.dir, settings.outputs.only) == ("generated", ())
    assert (settings.postgres.version, settings.postgres.schema) == (15, "public")
    assert (settings.naming.tables, settings.naming.columns, settings.naming.fields) == (
        "plural",
        "snake_case",
        "consistent",
    )
    assert (settings.ids.type, settings.ids.default) == ("uuid", None)
    assert (settings.tenancy.setting, settings.tenancy.user_setting) == ("app.tenant_id", "app.user_id")
    assert (settings.tenancy.role, settings.roles.create, settings.roles.grants) == ("app_user", True, {})
