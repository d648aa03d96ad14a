"""`python -m bot`: the shell command from a checkout."""

from bot.cli import main

main()
