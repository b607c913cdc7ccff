"""Checking, showing and freezing a scan from its file. No test here has a database."""

import json
import shutil
from datetime import date
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kopgroep.programme import load
from kopgroep.scans.engine.scoring import score
from tests.programme.conftest import PROGRAMMES, copied

SOUND = "energie 1.0.0: sound; questions 6, scales 3, pieces of advice 2, publications 1; not frozen\n"


def run(*words: str | Path) -> str:
    out = StringIO()
    call_command(*map(str, words), stdout=out, stderr=out)
    return out.getvalue()


def told(*words: str | Path) -> str:
    with pytest.raises(CommandError) as raised:
        run(*words)
    return str(raised.value)


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    return copied("voorbeeld", tmp_path / "mine")


@pytest.fixture
def file(programme: Path) -> Path:
    return programme / "scans" / "energie.yaml"


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_sound_scan_is_one_line(file: Path) -> None:
    assert run("scan", "check", file) == SOUND


def test_folder_of_scans_and_programme_are_checked_whole(programme: Path) -> None:
    assert run("scan", "check", programme) == run("scan", "check", programme / "scans") == SOUND


def test_faults_are_named_with_line_key_and_remedy(file: Path) -> None:
    edit(file, "choices: sectoren", "choices: sectors")
    edit(file, "headline: [totaal]", "headline: [total]")
    assert told("scan", "check", file).splitlines() == [
        "3 faults:",
        "  scans/energie.yaml:28 scan.sections[0].items[1].choices: no such list 'sectors'. "
        "Known lists: sectoren; did you mean sectoren.",
        "  scans/energie.yaml:66 scan.choices.sectoren: no question uses list 'sectoren'. "
        "Remove it, or name it in choices:.",
        "  scans/energie.yaml:110 scan.headline[0]: no such scale 'total'. "
        "Known scales: meten, doen, totaal; did you mean totaal.",
    ]


def test_fault_of_another_file_does_not_stop_the_author(file: Path, programme: Path) -> None:
    edit(programme / "themes.yaml", "hour_cap: 12", "hour_cap: many")
    assert run("scan", "check", file) == SOUND + f"Other files have faults: ./kopgroep programme check {programme}\n"
    assert "<h1>Energiescan</h1>" in run("scan", "preview", file)


def test_fault_of_a_publication_that_is_shown_does(file: Path, programme: Path) -> None:
    edit(programme / "publications" / "energie-verzonnen.yaml", "value: 35", "value: 135")
    assert told("scan", "check", file).splitlines() == [
        "1 fault:",
        "  publications/energie-verzonnen.yaml:17 publication.figures[0].value: 135 is not a percentage. "
        "Write 0 to 100, or another unit.",
    ]


def test_file_elsewhere_is_checked_as_if_it_stood_in_the_programme(tmp_path: Path, file: Path, programme: Path) -> None:
    draft = Path(shutil.copy(file, tmp_path / "energie.yaml"))
    edit(draft, "minutes: 5", "minutes: 7")
    assert run("scan", "check", draft, "--programme", programme) == SOUND
    assert "<dt>minuten</dt><dd>7</dd>" in run("scan", "preview", draft, "--programme", programme)
    extra = Path(shutil.copy(draft, tmp_path / "water.yaml"))
    edit(extra, "code: energie\n", "code: water\n")
    assert told("scan", "freeze", extra, "--programme", programme) == (
        f"scans/water.yaml is no file of {programme}. Move it there first."
    )


def test_file_that_is_not_there(programme: Path) -> None:
    assert told("scan", "check", programme / "scans" / "water.yaml").splitlines()[1] == (
        "  scans/water.yaml: missing. Add scans/water.yaml; programmes/voorbeeld has a small one to start from."
    )


def test_folder_without_scans(tmp_path: Path) -> None:
    assert told("scan", "check", tmp_path) == (
        f"{tmp_path} has no scans. Give a scan file, or a folder with scans/*.yaml."
    )


def test_freezing_keeps_the_scan_and_the_next_change_asks_a_version(file: Path, programme: Path) -> None:
    kept = programme / "scans" / "history" / "energie.json"
    assert run("scan", "freeze", file) == f"energie 1.0.0: frozen in {kept}\n"
    assert list(json.loads(kept.read_text(encoding="utf-8"))["versions"]) == ["1.0.0"]
    assert run("scan", "freeze", file) == "energie 1.0.0: was frozen already\n"
    assert run("scan", "check", file) == SOUND.replace("not frozen", "frozen")
    edit(file, "hours: 8", "hours: 9")
    before = kept.read_text(encoding="utf-8")
    assert told("scan", "freeze", file).splitlines() == [
        "scans/energie.yaml cannot be used:",
        "  scans/energie.yaml:6 scan.version: more than words changed since version 1.0.0. Write version: 1.1.0.",
    ]
    assert kept.read_text(encoding="utf-8") == before
    edit(file, "version: 1.0.0", "version: 1.1.0")
    assert run("scan", "freeze", file) == f"energie 1.1.0: frozen in {kept}\n"
    assert list(json.loads(kept.read_text(encoding="utf-8"))["versions"]) == ["1.0.0", "1.1.0"]


def test_nothing_is_frozen_when_one_scan_has_faults(programme: Path, file: Path) -> None:
    second = Path(shutil.copy(file, programme / "scans" / "water.yaml"))
    edit(second, "code: energie\n", "code: water\n")
    edit(second, "headline: [totaal]", "headline: [total]")
    told("scan", "freeze", programme)
    assert not (programme / "scans" / "history").exists()


class Page(HTMLParser):
    """The texts of a page by id, and what it would fetch from elsewhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.fetched: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.ids += [named["id"]] if named.get("id") else []
        if tag in ("link", "script", "img", "iframe", "style") or "src" in named or "style" in named:
            self.fetched.append((tag, str(named)))


@pytest.mark.parametrize("found", sorted(PROGRAMMES.glob("*/scans/*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_preview_shows_every_question_scale_and_advice_in_one_file(found: Path, language: str, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    scan = load(found.parents[1]).scan(found.stem)
    assert run("scan", "preview", found, "--out", out, "--language", language) == (
        f"{scan.code} {scan.version} written to {out}\n"
    )
    page = Page(out.read_text(encoding="utf-8"))
    assert [each for each in page.ids if each.startswith("item-")] == [f"item-{code}" for code in scan.items]
    assert [each for each in page.ids if each.startswith("scale-")] == [f"scale-{code}" for code in scan.scale_of]
    assert [each for each in page.ids if each.startswith("advice-")] == [f"advice-{a.code}" for a in scan.advice]
    assert page.fetched == [("style", "{}")]


def test_preview_says_routing_points_levels_and_advice_in_words(file: Path) -> None:
    page = " ".join(run("scan", "preview", file, "--language", "en").split())
    for words in (
        "Asked when:</p><ul><li>“Do you have a smart meter or another measuring system?” was answered with yes</li>",
        "<p>Otherwise it counts as nought.</p>",
        '<td>Once a month</td><td class="figure">0.7</td>',
        '<td>LED lamps</td><td class="figure">1/4</td>',
        "Mean of Measuring, Doing; given when all of them are.",
        "<td>from 40 up to 75</td><td><strong>On the way</strong>",
        "only with 60 or more on: Measuring",
        "<li>the score of Measuring: below 60</li>",
        "<li>1 higher on “How often does somebody look at the readings?”</li>",
        "<td>all companies in the region</td>",
    ):
        assert words in page


def test_words_of_a_scan_are_shown_as_text(file: Path) -> None:
    edit(file, "nl: Ledlampen", "nl: <b>Ledlampen</b>")
    page = run("scan", "preview", file)
    assert "&lt;b&gt;Ledlampen&lt;/b&gt;" in page
    assert "<b>Ledlampen" not in page


def test_page_that_cannot_be_written(file: Path, tmp_path: Path) -> None:
    assert told("scan", "preview", file, "--out", tmp_path / "no" / "page.html") == (
        f"{tmp_path / 'no' / 'page.html'}: No such file or directory. Choose a file that you may write."
    )


SIXTH = """
scan:
  code: water
  version: 1.0.0
  name: {nl: Waterscan, en: Water scan}
  theme: circulair
  purpose: {nl: Je ziet waar je water kunt besparen., en: You see where you can save water.}
  minutes: 2
  grounds: Eigen vragen.
  sections:
    - code: water
      name: {nl: Water, en: Water}
      items:
        - {code: meter, ask: {nl: Heb je een watermeter?, en: Do you have a water meter?}, kind: yes_no}
        - code: hergebruik
          ask: {nl: Gebruik je water opnieuw?, en: Do you use water again?}
          kind: yes_partly_no
          when: [{item: meter, one_of: ["yes"]}]
          otherwise: zero
  scales:
    - code: water
      name: {nl: Water, en: Water}
      meaning: {nl: Hoe zuinig je bent., en: How sparing you are.}
      kind: mean
      profile: true
      items: {meter: 1, hergebruik: 1}
      weights: 2
      levels:
        - {code: begin, name: {nl: Begin, en: Start}, at_least: 0, text: {nl: Meet eerst., en: Measure first.}}
        - {code: zuinig, name: {nl: Zuinig, en: Sparing}, at_least: 60, text: {nl: Goed., en: Good.}}
  headline: [water]
  advice:
    - code: meten
      title: {nl: Meet, en: Measure}
      text: {nl: Hang een meter op., en: Hang up a meter.}
      reason: {nl: Je meet nog niet., en: You do not measure yet.}
      scale: water
      when: [{scale: water, below: 60}]
      hours: 1
      does: company
      proof: {nl: foto, en: photo}
      months: 3
"""


@pytest.fixture
def with_a_sixth(tmp_path: Path) -> Path:
    region = copied("drenthe", tmp_path / "region")
    (region / "scans" / "water.yaml").write_text(SIXTH, encoding="utf-8")
    return region


def test_one_file_gives_a_region_a_sixth_scan(with_a_sixth: Path) -> None:
    before, after = load(PROGRAMMES / "drenthe"), load(with_a_sixth)
    assert len(before.own_scans) == 5
    assert {scan.code for scan in after.scans} - {scan.code for scan in before.scans} == {"water"}
    listed = run("scan", "check", with_a_sixth).splitlines()
    assert listed[-1] == "water 1.0.0: sound; questions 2, scales 1, pieces of advice 1, publications 0; not frozen"
    assert "<h1>Waterscan</h1>" in run("scan", "preview", with_a_sixth / "scans" / "water.yaml")


def test_scan_of_one_file_scores(with_a_sixth: Path) -> None:
    scan = load(with_a_sixth).scan("water")
    stored = {"meter": {"value": "yes"}, "hergebruik": {"value": "partly"}}
    result = score(scan, stored, on=date(2026, 11, 23))
    assert (result.scales["water"].value, result.scales["water"].level, result.advice) == (75.0, "zuinig", ())
