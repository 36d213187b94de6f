"""`python -m wesley.cli`, for where the command is not on PATH."""

from wesley.cli import main

main()
