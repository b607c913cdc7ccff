"""Everything that the page of a result shows, and its paper: made from a finished scan, without a request.

All texts are in the language that is active, so that a template only puts them in their place.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kopgroep.programme.scans import CountScale, GateScale, Scale, Scan
from kopgroep.scans.engine.results import Result
from kopgroep.scans.models import Filling
from kopgroep.scans.peers import comparison
from kopgroep.scans.peers_words import PeersShown, no_peers, peers_shown
from kopgroep.scans.published import published
from kopgroep.scans.published_words import Published
from kopgroep.scans.recommended import Recommendation, recommended
from kopgroep.scans.result_ladder import LadderShown, ladder_shown, standing
from kopgroep.scans.result_profile import Row, row_of
from kopgroep.scans.result_words import day, figure, listed, say, scored, subject, top


@dataclass(frozen=True)
class LevelStep:
    """One level of the scale that heads the page."""

    name: str
    stretch: str
    current: bool


@dataclass(frozen=True)
class Heading:
    """The score that heads the page."""

    name: str
    value: str
    top: str
    levels: tuple[LevelStep, ...]
    measured: str


@dataclass(frozen=True)
class Check:
    """A short list of requirements, and which ones are not met. Several may be unknown: those are asked first."""

    name: str
    sentence: str
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    met: bool


@dataclass(frozen=True)
class ResultPage:
    """The page, from top to bottom."""

    scan: str
    version: str
    finished_on: date
    kicker: str
    company: str
    conclusion: str
    meaning: str
    heading: Heading | None
    held_back: str
    """Why the level is lower than the score alone would give; empty when it is not."""
    ladder: LadderShown | None
    profile: tuple[Row, ...]
    of_hundred: bool
    """Whether every dimension runs from 0 to 100, so that one axis serves all."""
    total: Row | None
    """The scale that heads the page, as the last row of the table when it is made of the rows above it."""
    measured: str
    checks: tuple[Check, ...]
    outcomes: tuple[Row, ...]
    """What else was measured."""
    peers: PeersShown | None
    no_peers: str
    published: Published
    advice: tuple[Recommendation, ...]
    advice_title: str
    grounds: str

    @property
    def compared(self) -> bool:
        """Whether the table has columns for others."""
        return any(row.median is not None for row in (*self.profile, *([self.total] if self.total else [])))

    @property
    def cautions(self) -> tuple[Check, ...]:
        """The requirements that are not met, or not known."""
        return tuple(check for check in self.checks if not check.met)


def result_page(filling: Filling, *, on: date) -> ResultPage:
    """What the page of a finished scan shows. ``on`` is the day on which it is read; raises ValueError before."""
    scan, result = filling.definition, filling.scored
    others = comparison(filling)
    heads = scan.scale_of[result.headline] if result.headline else None
    profile = profile_of(scan, result)
    return ResultPage(
        scan=say(scan.name),
        version=scan.version,
        finished_on=filling.day,
        kicker=_kicker(filling),
        company=filling.company_name or _("Your company"),
        conclusion=conclusion(filling),
        meaning=_meaning(scan, result),
        heading=_heading(heads, result) if heads and not isinstance(heads, GateScale) else None,
        held_back=held_back(scan, result, heads) if heads else "",
        ladder=ladder_shown(scan, result),
        profile=tuple(row_of(scale, result, others) for scale in profile),
        of_hundred=all((scale.lowest, scale.highest) == (0, 100) for scale in profile),
        total=row_of(heads, result, others) if heads and _is_made_of(heads, profile) else None,
        measured=_measured(profile, result),
        checks=tuple(_check(scan, scale, result) for scale in scan.scales if _is_list(scale)),
        outcomes=tuple(row_of(scale, result, others) for scale in _rest(scan, result, heads)),
        peers=peers_shown(filling, others) if others else None,
        no_peers="" if others else no_peers(),
        published=published(filling),
        advice=(advice := recommended(filling, on)),
        advice_title=_steps(len(advice)),
        grounds=scan.grounds,
    )


def conclusion(filling: Filling) -> str:
    """The result in one sentence: which company, and at which level it stands."""
    scan, result = filling.definition, filling.scored
    company = filling.company_name or _("Your company")
    if result.headline is None:
        return _("Too little was filled in to give %(company)s a level.") % {"company": company}
    scale, score = scan.scale_of[result.headline], result.scales[result.headline]
    if isinstance(scale, GateScale):
        return standing(company, scale, score)
    level = next((level for level in scale.levels if level.code == score.level), None)
    if level is None:
        words = {"company": company, "score": scored(scale, score.value), "scale": say(scale.name)}
        return _("%(company)s comes to %(score)s on %(scale)s.") % words
    return _("%(company)s stands at the level %(level)s.") % {"company": company, "level": say(level.name)}


def held_back(scan: Scan, result: Result, scale: Scale) -> str:
    """Why a level is lower than its score alone would give: which dimensions its demands ask more of."""
    score = result.scales[scale.code]
    if not score.fell_from:
        return ""
    level = next(level for level in scale.levels if level.code == score.fell_from)
    floor = {code: demand.minimum for demand in level.demands for code in demand.scales}
    short = [
        _("%(scale)s at least %(minimum)s (now %(value)s)")
        % {
            "scale": say(scan.scale_of[code].name),
            "minimum": figure(floor[code]),
            "value": figure(result.scales[code].value) or _("not measured"),
        }
        for code in score.held_by
    ]
    words = {"score": figure(score.value), "level": say(level.name), "short": listed(short)}
    return _("With %(score)s this would be %(level)s. That level also asks: %(short)s.") % words


def _steps(number: int) -> str:
    words = {1: _("One step for now"), 2: _("Two steps for now"), 3: _("Three steps for now")}
    return words.get(number, "")


def _kicker(filling: Filling) -> str:
    facts = {"scan": say(filling.definition.name), "version": filling.definition.version, "day": day(filling.day)}
    if filling.mode == Filling.Mode.TOGETHER and filling.adviser:
        return _("%(scan)s, version %(version)s. Filled in on %(day)s together with %(name)s") % {
            **facts, "name": filling.adviser.name,
        }  # fmt: skip
    if filling.mode == Filling.Mode.UPLOAD:
        return _("%(scan)s, version %(version)s. Read on %(day)s from a spreadsheet") % facts
    if filling.contact_name:
        return _("%(scan)s, version %(version)s. Filled in on %(day)s by %(name)s") % {
            **facts, "name": filling.contact_name,
        }  # fmt: skip
    return _("%(scan)s, version %(version)s. Filled in on %(day)s") % facts


def _meaning(scan: Scan, result: Result) -> str:
    """What the level means; then where it is strongest and where most is to be gained, when that says something."""
    if result.headline is None:
        return _too_little(scan, result)
    scale, score = scan.scale_of[result.headline], result.scales[result.headline]
    sentences = [say(level.text) for level in scale.levels if level.code == score.level]
    if not sentences:
        sentences = [say(scale.meaning)]
    ranked = sorted(
        (value, say(each.name))
        for each in profile_of(scan, result)
        if (value := result.scales[each.code].value) is not None
    )
    if len(ranked) > 2 and ranked[0][0] < ranked[1][0] and ranked[-1][0] > ranked[-2][0]:
        words = {"high": ranked[-1][1], "low": ranked[0][1]}
        sentences.append(_("You are strongest at %(high)s; there is most to gain at %(low)s.") % words)
    return " ".join(sentences)


def _too_little(scan: Scan, result: Result) -> str:
    """Where answers are missing, and what to do."""
    dimensions = profile_of(scan, result)
    empty = [say(each.name) for each in dimensions if result.scales[each.code].value is None]
    again = _("Do the scan again and answer more questions. What you filled in has been kept.")
    if not empty or len(empty) == len(dimensions):
        return again
    return _("There are too few answers at %(parts)s.") % {"parts": listed(empty)} + f" {again}"


def _heading(scale: Scale, result: Result) -> Heading:
    score = result.scales[scale.code]
    return Heading(
        name=say(scale.name),
        value=figure(score.value),
        top=top(scale),
        levels=tuple(
            LevelStep(say(level.name), _stretch(scale, number), level.code == score.level)
            for number, level in enumerate(scale.levels)
        ),
        measured=_of_questions(score.measured, score.questions) if not hasattr(scale, "scales") else "",
    )


def _stretch(scale: Scale, number: int) -> str:
    """From where to where a level goes, in words."""
    start = figure(scale.levels[number].at_least)
    end = figure(scale.levels[number + 1].at_least) if number + 1 < len(scale.levels) else ""
    if number == 0 and end:
        return _("below %(end)s") % {"end": end}
    return _("%(start)s to %(end)s") % {"start": start, "end": end} if end else _("from %(start)s") % {"start": start}


def _measured(profile: tuple[Scale, ...], result: Result) -> str:
    """On how many of the questions of the profile it was measured; questions that do not apply are left out."""
    scores = [result.scales[scale.code] for scale in profile]
    if not scores:
        return ""
    words = {"measured": sum(score.measured for score in scores), "questions": sum(score.questions for score in scores)}
    return _("Measured on %(measured)s of %(questions)s questions. Not measured is not 0.") % words


def _of_questions(measured: int, questions: int) -> str:
    return _("measured on %(measured)s of %(questions)s questions") % {"measured": measured, "questions": questions}


def _is_list(scale: Scale) -> bool:
    return isinstance(scale, CountScale) and scale.checks


def _is_made_of(scale: Scale, profile: tuple[Scale, ...]) -> bool:
    return bool(profile) and set(getattr(scale, "scales", ())) == {each.code for each in profile}


def profile_of(scan: Scan, result: Result) -> tuple[Scale, ...]:
    """The dimensions to show: those that the score at the head is made of or, when it is not made of any, all.

    A scan may have a short and a long way of measuring the same; they are not put in one drawing.
    """
    heads = scan.scale_of[result.headline or scan.headline[-1]]
    parts = [scan.scale_of[code] for code in getattr(heads, "scales", ())]
    return tuple(scale for scale in parts if scale.profile) or scan.profile


def _rest(scan: Scan, result: Result, heads: Scale | None) -> list[Scale]:
    """Scales that stand nowhere else on the page, as far as something of them was measured."""
    return [
        scale
        for scale in scan.scales
        if scale is not heads
        and not scale.profile
        and not _is_list(scale)
        and not isinstance(scale, GateScale)
        and result.scales[scale.code].measured
    ]


def _check(scan: Scan, scale: Scale, result: Result) -> Check:
    score = result.scales[scale.code]
    unknown = [code for code in score.unmet if code in scan.items and not result.states[code].is_measured]
    missing = [code for code in score.unmet if code not in unknown]
    met = score.questions - len(score.unmet)
    words = {"name": say(scale.name), "met": met, "questions": score.questions}
    return Check(
        name=say(scale.name),
        sentence=_("%(name)s: you meet %(met)s of %(questions)s.") % words,
        missing=tuple(subject(scan, code) for code in missing),
        unknown=tuple(subject(scan, code) for code in unknown),
        met=not score.unmet,
    )
