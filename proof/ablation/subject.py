"""`wesley` in a process of its own that has trouble, with or without the safeguard against it."""

from __future__ import annotations

import sys

from proof.ablation.safeguards import SAFEGUARDS
from wesley.cli import main

AS_IT_IS = "as-it-is"
WITHOUT = "without"

if __name__ == "__main__":
    name, way, conninfo = sys.argv[1:4]
    safeguard = next(one for one in SAFEGUARDS if one.name == name)
    if way == WITHOUT:
        safeguard.off()
    safeguard.trouble(conninfo)
    sys.argv[1:] = sys.argv[4:]
    main()
