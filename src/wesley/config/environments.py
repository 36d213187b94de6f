"""The shape of `[env.NAME] url`: a reference to an environment variable, or a URL without a password.

No message here repeats a URL: it could hold a secret.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wesley.config.codes import SECRET, WRONG_VALUE
from wesley.config.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wesley.config.settings import Environment

_SCHEMES = ("postgresql://", "postgres://")
_VARIABLE = re.compile(r"env:[A-Za-z_][A-Za-z0-9_]*\Z")
_SECRET_OPTIONS = ("password", "sslpassword", "oauth_client_secret")


def check_environments(environments: Mapping[str, Environment]) -> Iterator[Finding]:
    """Everything that is wrong with the URLs of `[env]`."""
    for name, environment in environments.items():
        path = ("env", name, "url")
        where = f"`env.{name}.url`"
        if not environment.url or _VARIABLE.match(environment.url):
            continue
        if has_password(environment.url):
            help_text = 'take the password out, or write url = "env:DATABASE_URL" and set that variable'
            yield Finding(SECRET, path, f"{where} holds a password", help_text)
        elif not environment.url.startswith(_SCHEMES) or "\0" in environment.url:
            help_text = "write `env:NAME` for an environment variable, or `postgresql://user@host/database`"
            yield Finding(WRONG_VALUE, path, f"{where} is no PostgreSQL URL", help_text)


def has_password(url: str) -> bool:
    """True when a libpq URL or connection string names a password (manual, 34.1.1)."""
    from urllib.parse import unquote

    _, _, rest = url.partition("://")
    user, at, _ = rest.partition("/")[0].rpartition("@")
    if at and ":" in user:
        return True
    names = re.findall(r"([A-Za-z_%0-9]+)\s*=", url)
    return any(unquote(name).lower() in _SECRET_OPTIONS for name in names)
