"""The scalars of the configuration: `[scalars.NAME]` says what `@scalar` says in a schema."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.config.codes import MISSING_KEY
from wesley.config.settings import Scalar
from wesley.ir.api import ScalarType
from wesley.ir.origin import NOWHERE
from wesley.sdl.columns import typescript_type
from wesley.sdl.draft import Draft
from wesley.sdl.language.document import Kind
from wesley.sdl.rules.column_type import COLUMN_TYPE
from wesley.sdl.vocabulary import BUILT_IN
from wesley.sql.error import SqlError
from wesley.sql.type_name import canonical_type


def configured_scalars(draft: Draft) -> None:
    """Give the scalars the types that the configuration names."""
    for name, entry in draft.settings.scalars.items():
        definition = draft.types.get(name)
        if definition is not None and definition.kind is not Kind.SCALAR:
            draft.report(
                COLUMN_TYPE.code,
                f"the configuration describes the scalar `{name}`, and here it is something else",
                definition.origin,
                f"remove `[scalars.{name}]` from the configuration",
            )
        elif name not in draft.scalars:
            continue  # the configuration may serve several schemas
        elif name in BUILT_IN:
            draft.report(
                COLUMN_TYPE.code,
                f"`{name}` is a scalar of GraphQL itself and stays what it is",
                NOWHERE,
                f"remove `[scalars.{name}]` from the configuration; `@column(type:)` changes one column",
            )
        else:
            _configure(draft, draft.scalars[name], entry)


def _configure(draft: Draft, scalar: ScalarType, entry: Scalar) -> None:
    try:
        sql = canonical_type(entry.sql)
    except SqlError as error:
        message = f"`sql` of `[scalars.{scalar.name}]` in the configuration: {error.message}"
        draft.report(COLUMN_TYPE.code, message, scalar.origin)
        return
    ts, zod = entry.ts or None, entry.zod or None
    if not typescript_type.fits(ts, zod, sql):
        message = (
            f"`ts` of `[scalars.{scalar.name}]` in the configuration needs `zod` beside it: "
            f"no value of `{sql}` is known to be of the type `{ts}`"
        )
        draft.report(MISSING_KEY, message, scalar.origin, typescript_type.way_out(ts))
        return
    draft.scalars[scalar.name] = replace(
        scalar,
        sql=sql,
        well_known=False,
        ts=typescript_type.own(ts, zod),
        zod=zod,
        python=entry.python or None,
        json_schema=entry.json_schema or None,
        extension=entry.extension or None,
    )
