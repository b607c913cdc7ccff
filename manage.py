#!/usr/bin/env python3
"""Django's own command line, for the words that ./kopgroep passes on."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Run one management command."""
    sys.path.insert(0, str(Path(__file__).resolve().parent / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kopgroep.config.settings")
    if sys.argv[1:2] == ["programme"]:  # the word that finds the faults of a programme must run with a broken one
        os.environ.setdefault("KOPGROEP_PROGRAMME_UNCHECKED", "1")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
