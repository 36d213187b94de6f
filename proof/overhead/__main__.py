"""`python -m proof.overhead`: this proof alone."""

from __future__ import annotations

import sys

from proof.overhead.run import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
