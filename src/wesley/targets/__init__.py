"""The outputs. Each target is a package that exposes `TARGET` and imports what is heavy when it emits."""

from wesley.targets import pgtap, postgres, typescript, zod
from wesley.targets.target import Target

# In the order in which they are written and listed.
ALL: tuple[Target, ...] = (postgres.TARGET, typescript.TARGET, zod.TARGET, pgtap.TARGET)
