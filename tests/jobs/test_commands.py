"""The two commands, from files to the database and back to the terminal."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from kopgroep.companies.models import Company, Establishment, EstablishmentSnapshot
from tests.companies.register.extracts import numbered, trade


def run(*words: str | Path, language: str = "en") -> str:
    out = StringIO()
    with translation.override(language):
        call_command(*map(str, words), stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.mark.django_db
def test_an_invented_region_goes_through_the_importer_without_a_refusal(tmp_path: Path) -> None:
    run("make_region", "--out", tmp_path, "--scale", "0.01", "--snapshots", "2")
    first, second = sorted(tmp_path.glob("handelsregister-*.csv"))
    words = run("import_register", first).splitlines()[-1]
    count = Establishment.objects.count()
    assert words == f"{count} new, 0 changed, 0 unchanged, 0 refused."
    assert run("import_register", second).endswith("0 refused.\n")
    (employment,) = tmp_path.glob("werkgelegenheidsregister-*.csv")
    open_now = Establishment.objects.filter(ended_on=None).count()
    assert run("import_register", employment) == f"0 new, 0 changed, {open_now} unchanged, 0 refused.\n"
    assert EstablishmentSnapshot.objects.count() > 2 * count
    assert Company.objects.filter(fictional=False).count() == 0
    assert not list(tmp_path.glob("*-refused.csv"))


@pytest.mark.django_db
def test_import_register_says_what_it_did_and_where_the_refused_rows_are(tmp_path: Path) -> None:
    path = trade(tmp_path / "a.csv", numbered(1), numbered(2, postcode="x"), numbered(3, email="none"))
    assert run("import_register", path, "--refused", tmp_path / "bad.csv") == (
        "2 new, 0 changed, 0 unchanged, 1 refused.\n"
        "Note: 1 e-mail addresses could not be used and were left out, first on line 4.\n"
        f"The refused rows, each with its reason, are in {tmp_path / 'bad.csv'}.\n"
    )


@pytest.mark.django_db
def test_import_register_speaks_dutch(tmp_path: Path) -> None:
    path = trade(tmp_path / "a.csv", numbered(1))
    assert run("import_register", path, language="nl") == "1 nieuw, 0 veranderd, 0 gelijk gebleven, 0 geweigerd.\n"


@pytest.mark.django_db
def test_import_register_names_the_file_that_it_cannot_read(tmp_path: Path) -> None:
    path = trade(tmp_path / "a.csv")
    with pytest.raises(CommandError, match=r"^a\.csv: The file has a header and no rows\. Export it again\.$"):
        run("import_register", path)


@pytest.mark.django_db
@pytest.mark.parametrize("words", [("--snapshot", "2021-13-01"), ("--mapping", "none.yaml")])
def test_import_register_refuses_wrong_options(tmp_path: Path, words: tuple[str, str]) -> None:
    path = trade(tmp_path / "a.csv", numbered(1))
    with pytest.raises(CommandError):
        run("import_register", path, *words)
    assert not Establishment.objects.exists()


def test_make_region_refuses_a_scale_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--scale must be above 0"):
        run("make_region", "--out", tmp_path, "--scale", "0")
