"""What follows from all directives together, once every one of them has had its say."""

from __future__ import annotations

from wesley.sdl import indexing, start
from wesley.sdl.directives.primary_key import give_default_ids
from wesley.sdl.draft import Draft
from wesley.sdl.enums import store_enums


def finish(draft: Draft) -> None:
    """Complete the draft. The order is meaning: names are final first, indexes are counted last."""
    give_default_ids(draft)
    store_enums(draft)
    start.value_checks(draft)
    indexing.need_extensions(draft)
