"""What must hold inside a figure without a target, and between it and the rest of the programme."""

from collections.abc import Iterator, Mapping, Sequence

from kopgroep.programme.faults import known
from kopgroep.programme.indicators import Companies, LadderSteps, OncePerPeriod, Rule
from kopgroep.programme.key_figures import (
    CountAsked,
    CoverageAsked,
    DaysAsked,
    KeyFigure,
    NeedsAsked,
    ResultAsked,
    ScoreAsked,
    ShareAsked,
)
from kopgroep.programme.kinds import Dimension, EntryKind, Evidence
from kopgroep.programme.parts import Part
from kopgroep.programme.reading import Folder
from kopgroep.programme.references import OUTCOMES, codes
from kopgroep.programme.sheets import FiguresSheet, ResultsSheet
from kopgroep.programme.yaml_lines import KeyPath

FILE = "figures.yaml"
NAMING = (EntryKind.CONTACT_HELD, EntryKind.INTAKE_HELD)
"""The kinds of line that say which needs were named."""
HELPED = ("yes", "partly", "no")
"""What an entrepreneur can say in the end of a referral."""
STRONGEST = {EntryKind.RESULT_STATED: Evidence.ASKED, EntryKind.RESULT_VERIFIED: Evidence.BEFORE_AFTER}
"""What one company says of itself shows no more than this, however many of them are added up."""

Slip = tuple[tuple[str | int, ...], str, str]
"""Where in a figure, what is wrong, and what to do about it."""


def check_figures(folder: Folder, parts: Mapping[str, Part]) -> None:
    """Note what does not fit in every figure, when the file of figures could be read."""
    sheet = parts.get(FILE)
    if not isinstance(sheet, FiguresSheet):
        return
    results = parts.get("results.yaml")
    scores = {s.code: s.scores for s in results.surveys} if isinstance(results, ResultsSheet) else {}
    for at, figure in enumerate(sheet.figures):
        place: KeyPath = ("figures", at)
        for where, problem, remedy in (*_slips(figure, scores), *_outcome_slips(figure, folder)):
            folder.blame_at(FILE, (*place, *where), problem, remedy)


def _slips(figure: KeyFigure, scores: Mapping[str, Sequence[str]]) -> Iterator[Slip]:
    """What does not fit inside a figure itself, or with the survey that it asks of."""
    for where, rule in rules_of(figure):
        if rule.per_year:
            yield (*where, "per_year"), "a figure says its days once", "Remove per_year, and write over: year"
    match figure.ask:
        case ShareAsked(part=part, whole=whole):
            yield from _share_slips(part, whole)
        case CoverageAsked(part=part):
            if not _of_companies(part):
                yield ("ask", "part", "count"), "coverage is of companies", "Write count: companies"
            if set(figure.by) - {Dimension.MUNICIPALITY}:
                remedy = "Write by: [municipality]"
                yield ("by",), "the number of establishments is known per municipality only", remedy
        case NeedsAsked(kinds=kinds):
            for at, kind in enumerate(kinds):
                if kind not in NAMING:
                    yield ("ask", "kinds", at), f"lines of kind {kind} name no needs", known(kind, NAMING, "kinds")
        case DaysAsked(start=start, end=end):
            if start == end:
                yield ("ask", "end"), "starts and ends with the same line", "Choose another kind of line as end"
        case ScoreAsked(survey=survey, question=question):
            options = scores.get(survey, ())
            if options and question not in options:
                problem = f"question {question!r} is no score of the survey"
                yield ("ask", "question"), problem, known(question, options, "scores")
        case ResultAsked(kind=kind):
            yield from _evidence_slips(kind, figure.evidence)


def _share_slips(part: Rule, whole: Rule) -> Iterator[Slip]:
    for key, rule in (("part", part), ("whole", whole)):
        if isinstance(rule, OncePerPeriod):
            problem = "a company can count more than once, so that this is a share of neither companies nor lines"
            yield ("ask", key, "count"), problem, "Write count: companies"
            return
    if _of_companies(part) != _of_companies(whole):
        problem = "one of part and whole counts companies, the other lines"
        yield ("ask", "part", "count"), problem, "Let both count companies, or both lines"


def _evidence_slips(kind: EntryKind, evidence: Evidence | None) -> Iterator[Slip]:
    strongest = STRONGEST.get(kind)
    if strongest is None:
        if evidence is not None:
            yield ("evidence",), "nobody claims a forecast", "Remove evidence"
    elif evidence is None:
        yield (), "a result is a claim of effect, and says how much it can bear", "Add evidence: 0"
    elif evidence > strongest:
        problem = f"what a company says of itself bears no more than level {strongest.value}"
        yield ("evidence",), problem, f"Write evidence: {strongest.value}"


def _outcome_slips(figure: KeyFigure, folder: Folder) -> Iterator[Slip]:
    """Outcomes that do not belong to the kind of line, or are on no list."""
    for where, rule in rules_of(figure):
        outcomes = () if isinstance(rule, LadderSteps) else rule.outcomes
        options = list(_options(rule.kind, folder))
        for at, code in enumerate(outcomes):
            if not options:
                yield (*where, "outcomes"), f"lines of kind {rule.kind} have no outcome", "Remove outcomes"
                break
            if code not in options:
                yield (*where, "outcomes", at), f"no such code {code!r}", known(code, options, "outcomes")


def _options(kind: EntryKind, folder: Folder) -> Sequence[str]:
    if kind is EntryKind.REFERRAL_CONFIRMED:
        return HELPED
    if kind in (EntryKind.SURVEY_ASKED, EntryKind.SURVEY_ANSWERED):
        return codes(folder, "surveys")
    return codes(folder, OUTCOMES[kind][0]) if kind in OUTCOMES else ()


def rules_of(figure: KeyFigure) -> Iterator[tuple[KeyPath, Rule]]:
    """The counting rules of a figure, each with its place."""
    match figure.ask:
        case CountAsked(rule=rule):
            yield ("ask", "rule"), rule
        case ShareAsked(part=part, whole=whole):
            yield ("ask", "part"), part
            yield ("ask", "whole"), whole
        case CoverageAsked(part=part):
            yield ("ask", "part"), part


def _of_companies(rule: Rule) -> bool:
    return isinstance(rule, Companies | LadderSteps)
