"""`@lint`: a warning that is not given here."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.ir.api import NO_HINTS, Hints
from wesley.problems.suggest import did_you_mean
from wesley.sdl.directive import Directive, Location, Parameter, Place
from wesley.sdl.draft import Site
from wesley.sdl.rules.directive_argument import DIRECTIVE_ARGUMENT
from wesley.sdl.use import Use


def apply(site: Site, use: Use) -> None:
    """Note the codes. Each must be one of a rule of the linter, or the beginning of one."""
    from wesley.sdl.lint import ALL  # its rules know the directives

    known = [rule.code.code for rule in ALL]
    right = True
    for item in use.items("ignore"):
        entry = str(item.value)
        if not any(code.startswith(entry) for code in known):
            hint = did_you_mean(entry, known) or "`wesley explain` lists all codes"
            site.draft.report(DIRECTIVE_ARGUMENT.code, f"`{entry}` is no code of a warning", item.origin, hint)
            right = False
    if not (use.text("reason") or "").strip():
        message = "`reason` of @lint says nothing"
        hint = "say why the warning does not matter here"
        site.draft.report(DIRECTIVE_ARGUMENT.code, message, use.origin_of("reason"), hint)
        right = False
    if right:
        _note(site, use.texts("ignore"))


def _note(site: Site, codes: tuple[str, ...]) -> None:
    draft, name = site.draft, site.definition.name
    if site.field is not None:
        site.facts.hints = _with(site.facts.hints, codes)
    elif name in draft.enums:
        draft.enums[name].hints = _with(draft.enums[name].hints, codes)
    else:
        draft.hints[name] = _with(draft.hints.get(name, NO_HINTS), codes)


def _with(hints: Hints, codes: tuple[str, ...]) -> Hints:
    return replace(hints, lint_ignore=tuple(sorted(set(codes))))


LINT = Directive(
    name="lint",
    description="Warnings that are not given here, and why.",
    locations=(Location.OBJECT, Location.FIELD_DEFINITION, Location.ENUM),
    parameters=(
        Parameter(name="ignore", type="[String!]!", description="Codes of warnings, or beginnings of codes."),
        Parameter(name="reason", type="String!", description="Why they do not matter here, for whoever reads on."),
    ),
    apply=apply,
    place=Place.ANY,
    example='type audit_entry @table @lint(ignore: ["W101"], reason: "the name that the auditors use") {\n'
    "  id: ID! @primaryKey\n}",
)
