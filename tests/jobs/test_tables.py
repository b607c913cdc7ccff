"""A database without tables is named, with what to do."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_import_into_an_empty_database_says_how_to_make_its_tables(tmp_path: Path) -> None:
    environment = os.environ | {"KOPGROEP_VAR": str(tmp_path), "DATABASE_URL": "sqlite:///"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, str(ROOT / "manage.py"), "import_register", "geen.csv"]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    assert "./kopgroep migrate" in answer.stderr
    assert "Traceback" not in answer.stderr
