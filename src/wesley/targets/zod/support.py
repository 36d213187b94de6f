"""The constants and functions that the schemas are made of; a module holds those that it uses.

Each is what the name says in PostgreSQL. Without a suffix it is what may be written, with `Read` what may come back
where that is more. No regular expression here runs over a text of any length: those of JavaScript run out of stack.
"""

from __future__ import annotations

from msgspec import Struct


class Definition(Struct, frozen=True):
    """A declaration and the names of those that it needs."""

    text: str
    needs: tuple[str, ...] = ()


_DAY = "(?!0000)[^T]*"
_CLOCK = r"\d\d:\d\d:\d\d"
# PostgreSQL takes offsets up to 15:59:59 (MAX_TZDISP_HOUR in its source).
_OFFSET = r"(?:Z|[+-](?:0\d|1[0-5]):[0-5]\d)"
_NUMBER = r"-?\d{1,17}(?:\.\d{1,17})?(?:e[+-]\d\d?)?"

FUNCTIONS = {
    "isText": Definition(
        "// PostgreSQL stores neither NUL nor half of a surrogate pair.\n"
        r"const isText = (value: string): boolean => !/[\0\p{Cs}]/u.test(value)"
    ),
    "characters": Definition(
        "// Code points, as PostgreSQL counts them.\n"
        "function characters(value: string): number {\n"
        "  let count = 0\n"
        "  for (const _ of value) count += 1\n"
        "  return count\n"
        "}"
    ),
    "isJson": Definition(
        "// Level by level, because a recursive check overflows the stack on what PostgreSQL can store.\n"
        "function isJson(root: unknown, levels: number, isScalar: (value: unknown) => boolean): boolean {\n"
        "  let level = [root]\n"
        "  for (let depth = 0; level.length > 0; depth += 1) {\n"
        "    if (depth > levels) return false\n"
        "    const next: unknown[] = []\n"
        "    for (const value of level) {\n"
        "      if (Array.isArray(value)) {\n"
        "        for (const item of value) next.push(item)\n"
        "      } else if (isJsonObject(value)) {\n"
        "        for (const [key, item] of Object.entries(value)) {\n"
        "          if (!isScalar(key)) return false\n"
        "          next.push(item)\n"
        "        }\n"
        "      } else if (value !== null && !isScalar(value)) return false\n"
        "    }\n"
        "    level = next\n"
        "  }\n"
        "  return true\n"
        "}",
        ("isJsonObject",),
    ),
    "isJsonObject": Definition(
        "function isJsonObject(value: unknown): value is object {\n"
        '  if (typeof value !== "object" || value === null || Array.isArray(value)) return false\n'
        "  const prototype: unknown = Object.getPrototypeOf(value)\n"
        "  return prototype === null || Object.getPrototypeOf(prototype) === null\n"
        "}"
    ),
    "isReadScalar": Definition(
        'const isReadScalar = (value: unknown): boolean => ["string", "number", "boolean"].includes(typeof value)'
    ),
    "isWrittenScalar": Definition(
        "const isWrittenScalar = (value: unknown): boolean =>\n"
        '  typeof value === "string" ? isText(value) : typeof value === "boolean" || Number.isFinite(value)',
        ("isText",),
    ),
    "isReal": Definition(
        "// Neither too large for a single-precision number nor so small that it becomes 0.\n"
        "const isReal = (value: number): boolean =>\n"
        "  Number.isFinite(Math.fround(value)) && (value === 0 || Math.fround(value) !== 0)"
    ),
    "isHex": Definition(
        "const isHex = (value: string): boolean =>\n"
        r'  value.startsWith("\\x") && value.length % 2 === 0 && !/[^0-9a-f]/i.test(value.slice(2))'
    ),
    "isRectangular": Definition(
        "// The lists of one depth have one length, as a PostgreSQL array wants it.\n"
        "function isRectangular(lists: unknown[]): boolean {\n"
        "  let level = lists\n"
        "  while (level.length > 0 && level.every((list) => Array.isArray(list))) {\n"
        "    const sizes = new Set(level.map((list) => (list as unknown[]).length))\n"
        "    if (sizes.size > 1) return false\n"
        "    level = level.flat()\n"
        "  }\n"
        "  return true\n"
        "}"
    ),
    "isNetwork": Definition(
        "// A network has no bit set behind its mask.\n"
        "function isNetwork(value: string): boolean {\n"
        '  const [address = "", mask] = value.split("/")\n'
        '  return mask === undefined || !addressBits(address).slice(Number(mask)).includes("1")\n'
        "}",
        ("addressBits",),
    ),
    "addressBits": Definition(
        "function addressBits(address: string): string {\n"
        '  const bytes = (text: string) => text.split(".").map((byte) => binary(Number(byte), 8)).join("")\n'
        '  const group = (text: string) => (text.includes(".") ? bytes(text) : binary(parseInt(text, 16), 16))\n'
        '  const half = (text: string) => text.split(":").filter(Boolean).map(group).join("")\n'
        '  if (!address.includes(":")) return bytes(address)\n'
        '  const [head = "", tail] = address.split("::").map(half)\n'
        '  return tail === undefined ? head : head.padEnd(128 - tail.length, "0") + tail\n'
        "}",
        ("binary",),
    ),
    "binary": Definition('const binary = (value: number, digits: number) => value.toString(2).padStart(digits, "0")'),
    "compare": Definition(
        "// Decimal texts by their exact values: negative, 0 or positive.\n"
        "function compare(left: string, right: string): number {\n"
        '  const places = (text: string) => text.split(".")[1]?.length ?? 0\n'
        "  const scale = Math.max(places(left), places(right))\n"
        '  const whole = (text: string) => BigInt(text.replace(".", "") + "0".repeat(scale - places(text)))\n'
        "  const difference = whole(left) - whole(right)\n"
        "  return difference < 0n ? -1 : difference > 0n ? 1 : 0\n"
        "}"
    ),
}

CONSTANTS = {
    "absent": Definition('const absent = z.never({ error: "This key is not written here" }).exactOptional()'),
    "bool": Definition("const bool = z.boolean()"),
    "int2": Definition("const int2 = z.int().min(-32768).max(32767)"),
    "int4": Definition("const int4 = z.int32()"),
    "int8": Definition(
        "const int8 = z\n"
        "  .string()\n"
        r'  .regex(/^-?(?:0|[1-9]\d{0,18})$/, { abort: true, error: "A whole number as text" })' + "\n"
        '  .refine((value) => BigInt.asIntN(64, BigInt(value)) === BigInt(value), "At most 64 bits")'
    ),
    "float4": Definition('const float4 = z.number().refine(isReal, "Out of the range of real")', ("isReal",)),
    "float8": Definition("const float8 = z.number()"),
    "floatRead": Definition(
        "// JSON has no numbers for these three: PostgreSQL sends their names.\n"
        'const floatRead = z.union([z.number(), z.enum(["NaN", "Infinity", "-Infinity"]).transform(Number)])'
    ),
    "numericRead": Definition(
        r"const numericRead = z.string().regex(/^(?:-?\d+(?:\.\d+)?|NaN|-?Infinity)$/)",
    ),
    "text": Definition(
        'const text = z.string().refine(isText, "Contains NUL or half of a surrogate pair")', ("isText",)
    ),
    "textRead": Definition("const textRead = z.string()"),
    "uuid": Definition("const uuid = z.guid()"),
    "date": Definition('const date = z.iso.date().regex(/^(?!0000)/, "There is no year 0")'),
    "dateRead": Definition(r"const dateRead = z.string().regex(/^(?:-?infinity|\d{4,7}-\d\d-\d\d(?: BC)?)$/)"),
    "timeRead": Definition(rf"const timeRead = z.string().regex(/^{_CLOCK}(?:\.\d{{1,6}})?$/)"),
    "timeWithZoneRead": Definition(
        rf"const timeWithZoneRead = z.string().regex(/^{_CLOCK}(?:\.\d{{1,6}})?[+-]\d\d(?::\d\d){{0,2}}$/)"
    ),
    "timestampRead": Definition(
        "const timestampRead = z\n"
        "  .string()\n"
        rf"  .regex(/^(?:-?infinity|\d{{4,6}}-\d\d-\d\dT{_CLOCK}(?:\.\d{{1,6}})?(?: BC)?)$/)"
    ),
    "timestampWithZoneRead": Definition(
        "const timestampWithZoneRead = z\n"
        "  .string()\n"
        rf"  .regex(/^(?:-?infinity|\d{{4,6}}-\d\d-\d\dT{_CLOCK}(?:\.\d{{1,6}})?[+-]\d\d(?::\d\d){{1,2}}(?: BC)?)$/)"
    ),
    "json": Definition(
        "const json = z\n"
        "  .unknown()\n"
        "  .refine((value) => value !== null && isJson(value, 1000, isWrittenScalar), "
        '"JSON other than null, of at most 1000 levels") as unknown as '
        "z.ZodType<types.{json_value}, types.{json_value}>",
        ("isJson", "isWrittenScalar"),
    ),
    "jsonItem": Definition(
        "// PostgreSQL takes a list in a list for a dimension of the array, not for an element of type JSON.\n"
        'const jsonItem = json.refine((value) => !Array.isArray(value), "JSON other than null and a list")',
        ("json",),
    ),
    "jsonRead": Definition(
        "const jsonRead = z\n"
        "  .unknown()\n"
        "  .refine((value) => isJson(value, 100000, isReadScalar), "
        '"JSON") as unknown as z.ZodType<types.{json}, types.{json}>',
        ("isJson", "isReadScalar"),
    ),
    "bytes": Definition(
        r'const bytes = z.string().refine(isHex, "Hexadecimal digits after \\x, two a byte")', ("isHex",)
    ),
    "inet": Definition("const inet = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])"),
    "cidr": Definition(
        'const cidr = inet.refine(isNetwork, "A network without bits behind its mask")', ("inet", "isNetwork")
    ),
    "ipv4": Definition("const ipv4 = z.ipv4()"),
    "ipv6": Definition("const ipv6 = z.ipv6()"),
    "macaddr": Definition("const macaddr = z.string().regex(/^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i)"),
    "macaddr8": Definition("const macaddr8 = z.string().regex(/^[0-9a-f]{2}(?::[0-9a-f]{2}){7}$/i)"),
    "point": Definition(rf'const point = z.string().regex(/^\({_NUMBER},{_NUMBER}\)$/, "(x,y)")'),
    "email": Definition("const email = z.email()"),
    "parsedUrl": Definition("const parsedUrl = z.url()"),
    "url": Definition(
        "const url = z\n"
        "  .string()\n"
        r'  .regex(/^[A-Za-z][A-Za-z0-9+.-]*:\/\/[!-~]+$/, "A URL with ://, in ASCII without blanks")' + "\n"
        '  .refine((value) => parsedUrl.safeParse(value).success, "A URL")',
        ("parsedUrl",),
    ),
    "vectorRead": Definition("const vectorRead = z.array(z.number())"),
    "anything": Definition("const anything = z.unknown()"),
}


def date_time(name: str, base: str, digits: int, *, day: bool, zone: bool) -> Definition:
    """A date or time of day with a clock.

    Args:
        name: its name.
        base: the schema of Zod that knows the calendar.
        digits: decimals of a second that are stored.
        day: whether a date stands before the clock.
        zone: whether an offset stands behind it.
    """
    fraction = rf"(?:\.\d{{1,{digits}}})?" if digits else ""
    pattern = f"{_DAY + 'T' if day else ''}{_CLOCK}{fraction}{_OFFSET if zone else ''}"
    return Definition(f"const {name} = {base}.regex(/^{pattern}$/)")


def interval(name: str, digits: int) -> Definition:
    """An ISO 8601 duration of parts that together stay in the range of `interval`."""
    fraction = rf"(?:\.\d{{1,{digits}}})?" if digits else ""
    days = r"(?:-?\d{1,6}Y)?(?:-?\d{1,6}M)?(?:-?\d{1,6}W)?(?:-?\d{1,8}D)?"
    clock = rf"(?:T(?=.)(?:-?\d{{1,8}}H)?(?:-?\d{{1,8}}M)?(?:-?\d{{1,8}}{fraction}S)?)?"
    return Definition(f'const {name} = z.string().regex(/^P(?=.){days}{clock}$/, "A duration of ISO 8601")')


def numeric(name: str, modifiers: tuple[int, ...]) -> Definition:
    """A decimal that is stored without rounding.

    Without modifiers it has up to 131,072 digits before and 16,383 behind the point (manual, 8.1.2); since PostgreSQL
    15 the scale may be negative or larger than the precision.
    """
    precision, scale = (*modifiers, 0)[:2] if modifiers else (131072 + 16383, 16383)
    if scale < 0:
        pattern = rf"-?(?:0|[1-9]\d{{0,{precision - 1}}}0{{{-scale}}})"
    elif scale > precision:
        zeros = scale - precision
        pattern = rf"-?0(?:\.0{{1,{zeros}}}|\.0{{{zeros}}}\d{{1,{precision}}})?"
    else:
        whole = rf"(?:0|[1-9]\d{{0,{precision - scale - 1}}})" if precision > scale else "0"
        pattern = rf"-?{whole}" + (rf"(?:\.\d{{1,{scale}}})?" if scale else "")
    error = f"A decimal of the form numeric({precision},{scale})" if modifiers else "A decimal as text"
    return Definition(
        f'const {name} = z.string().regex(/^{pattern}$/, {{ abort: true, error: "{error}" }})',
    )


def limited_text(name: str, length: int) -> Definition:
    """A text of so many characters."""
    check = f'(value) => characters(value) <= {length}, "At most {length} characters"'
    return Definition(f"const {name} = text.refine({check})", ("characters", "text"))


def bits(name: str, length: int, *, varying: bool) -> Definition:
    """A string of bits; a length of 0 means any."""
    limit = "" if not length else f".max({length})" if varying else f".length({length})"
    return Definition(f'const {name} = z.string().regex(/^[01]*$/, "Bits"){limit}')


def vector(name: str, length: int) -> Definition:
    """A vector of pgvector; a length of 0 means up to its 16,000 dimensions."""
    limit = f".length({length})" if length else ".min(1).max(16000)"
    return Definition(f"const {name} = z.array(float4){limit}", ("float4",))
