"""``report``: writes the files, and the same bytes again."""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kopgroep.accounts.models import User
from tests.factories import TODAY, make_company, make_intake


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_report_is_written_in_four_forms_and_again_to_the_byte(
    tmp_path: Path, anna: User, capsys: pytest.CaptureFixture[str]
) -> None:
    make_intake(make_company(), anna)
    call_command("report", "2023Q1", "--out", str(tmp_path / "one"))
    call_command("report", "2023Q1", "--out", str(tmp_path / "two"))
    found = digests(tmp_path / "one")
    assert list(found) == [f"kwartaal-2023Q1.{form}" for form in ("docx", "html", "pdf", "xlsx")]
    assert found == digests(tmp_path / "two")
    assert all(digest in capsys.readouterr().out for digest in [found["kwartaal-2023Q1.pdf"]])


@pytest.mark.django_db
def test_report_for_each_funder_is_a_file_for_each(tmp_path: Path) -> None:
    call_command("report", "2023Q1", "--kind", "kwartaal-financier", "--forms", "html", "--out", str(tmp_path))
    assert [path.name for path in sorted(tmp_path.iterdir())] == [
        "kwartaal-financier-ministerie-van-economische-zaken-en-klimaat-2023Q1.html",
        "kwartaal-financier-provincie-drenthe-2023Q1.html",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2023Q5"], '"2023Q5" is not a quarter'),
        (["2023Q4"], "2023Q4 has not begun"),
        (["2023Q1", "--kind", "geen"], "no report 'geen'"),
        (["2023Q1", "--for", "Niemand"], "iedereen"),
        (["2023Q1", "--kind", "kwartaal-plus"], "kwartaal-plus is made per plus, and this programme has none"),
        (["2023Q1", "--forms", "odt"], "known: html, pdf, docx, xlsx"),
    ],
)
def test_what_is_asked_wrongly_is_said(tmp_path: Path, words: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("report", *words, "--out", str(tmp_path))
