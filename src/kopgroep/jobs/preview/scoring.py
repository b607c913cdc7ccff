"""The scales of a scan, its steps and its links as the page shows them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kopgroep.jobs.preview import words
from kopgroep.programme.ladder import Ladder
from kopgroep.programme.scans import (
    Comparability,
    CountScale,
    GateScale,
    GrowthScale,
    ItemRise,
    LadderRise,
    LevelRise,
    MeanOfScale,
    MeanScale,
    RatioScale,
    Scale,
    ScaleLink,
    Scan,
    StepRule,
)
from kopgroep.programme.scans.scales import Demand


@dataclass(frozen=True)
class Counted:
    """Something that gives points, with its weight and, when it is made of answers, what must hold."""

    name: str
    weight: str
    conditions: list[str]


@dataclass(frozen=True)
class Door:
    """A gate of a ladder."""

    name: str
    must: list[str]
    either: list[str]


@dataclass(frozen=True)
class Stretch:
    """A level with the values that stand for it."""

    span: str
    name: str
    text: str
    demands: list[str]


@dataclass(frozen=True)
class Measure:
    """A scale with how it is computed."""

    scale: Scale
    how: str
    counted: list[Counted]
    gates: list[Door]
    levels: list[Stretch]


def measures_of(scan: Scan, ladder: Ladder | None) -> list[Measure]:
    """Every scale."""
    return [
        Measure(scale, how(scan, scale), counted_in(scan, scale), gates_of(scan, scale, ladder), levels_of(scan, scale))
        for scale in scan.scales
    ]


def how(scan: Scan, scale: Scale) -> str:
    """How a scale is computed, in a sentence."""
    if isinstance(scale, MeanScale):
        told = _("Weighted mean of the points, times 100; given when %(percent)s%% of the weight was answered.")
        return told % {"percent": scale.required_percent}
    if isinstance(scale, CountScale):
        told = _("Sum of the points, at most %(most)s; given when %(percent)s%% of the weight was answered.")
        return told % {"most": words.number(scale.weights), "percent": scale.required_percent}
    if isinstance(scale, MeanOfScale):
        names = ", ".join(words.said(scan.scale_of[code].name) for code in scale.scales)
        if scale.at_least is None:
            return _("Mean of %(scales)s; given when all of them are.") % {"scales": names}
        told = _("Mean of %(scales)s; given when %(number)s of them are.")
        return told % {"scales": names, "number": scale.at_least}
    if isinstance(scale, RatioScale):
        parts, wholes = (" + ".join(asked(scan, code) for code in codes) for codes in (scale.parts, scale.wholes))
        return _("(%(parts)s) as percentage of (%(wholes)s).") % {"parts": parts, "wholes": wholes}
    if isinstance(scale, GrowthScale):
        ends = {"start": asked(scan, scale.start), "end": asked(scan, scale.end), "years": scale.years}
        return _("Mean growth a year from %(start)s to %(end)s, over %(years)s years.") % ends
    return _("The highest phase whose gate is fully met. Lower gates may be open.")


def asked(scan: Scan, code: str) -> str:
    """A question in quotes."""
    return f"“{words.said(scan.items[code].ask)}”"


def counted_in(scan: Scan, scale: Scale) -> list[Counted]:
    """What a scale counts."""
    if not isinstance(scale, MeanScale | CountScale):
        return []
    variables = {variable.code: variable for variable in scale.variables}
    found = []
    for code, weight in scale.items.items():
        variable = variables.get(code)
        name = words.said(variable.name if variable else scan.items[code].ask)
        rules = words.conditions(scan, variable.all_of) if variable else []
        found.append(Counted(name, words.number(weight), rules))
    return found


def gates_of(scan: Scan, scale: Scale, ladder: Ladder | None) -> list[Door]:
    """The gates of a ladder, from the bottom."""
    if not isinstance(scale, GateScale):
        return []
    names = {phase.code: words.said(phase.name) for phase in (ladder.phases if ladder else ())}
    return [
        Door(
            names.get(gate.phase, gate.phase),
            words.conditions(scan, gate.must),
            words.conditions(scan, gate.either),
        )
        for gate in scale.gates
    ]


def levels_of(scan: Scan, scale: Scale) -> list[Stretch]:
    """The levels, from the lowest."""
    ends = [*(level.at_least for level in scale.levels), None][1:]
    return [
        Stretch(
            words.number(level.at_least) if isinstance(scale, GateScale) else words.span(level.at_least, below),
            words.said(level.name),
            words.said(level.text),
            [demand_of(scan, demand) for demand in level.demands],
        )
        for level, below in zip(scale.levels, ends, strict=True)
    ]


def demand_of(scan: Scan, demand: Demand) -> str:
    """A floor under a level."""
    told = {
        "scales": ", ".join(words.said(scan.scale_of[code].name) for code in demand.scales),
        "minimum": words.number(demand.minimum),
        "number": demand.number,
    }
    if demand.number is None:
        return _("only with %(minimum)s or more on: %(scales)s") % told
    return _("only with %(minimum)s or more on at least %(number)s of: %(scales)s") % told


def step_of(scan: Scan, rule: StepRule) -> str:
    """When a later scan shows a step."""
    if isinstance(rule, ItemRise):
        questions = words.either([asked(scan, code) for code in rule.items])
        return _("%(rise)s higher on %(questions)s") % {"rise": rule.rise, "questions": questions}
    name = words.said(scan.scale_of[rule.scale].name)
    if isinstance(rule, LevelRise):
        return _("a higher level of %(scale)s") % {"scale": name}
    if isinstance(rule, LadderRise):
        return _("%(rise)s phase or more higher on %(scale)s") % {"rise": rule.rise, "scale": name}
    if not rule.same:
        return _("%(rise)s points higher on %(scale)s") % {"rise": rule.rise, "scale": name}
    same = words.either([asked(scan, code) for code in rule.same])
    told = _("%(rise)s points higher on %(scale)s, with the same answer to %(same)s")
    return told % {"rise": rule.rise, "scale": name, "same": same}


def link_of(scan: Scan, link: ScaleLink) -> str:
    """Which scores may be compared."""
    other = scan.scale_of.get(link.other)
    name = words.said(other.name) if other and link.version is None else link.other
    told = {"scale": words.said(scan.scale_of[link.scale].name), "other": name, "version": link.version}
    if link.version is not None:
        told["other"] = _("%(other)s of version %(version)s") % told
    return {
        Comparability.EXACT: _("%(scale)s and %(other)s may stand in one series."),
        Comparability.LINKED: _("%(scale)s and %(other)s may stand side by side, never in one line."),
        Comparability.NOT: _("%(scale)s and %(other)s may not be compared."),
    }[link.how] % told
