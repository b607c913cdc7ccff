"""The parts that pages are made of: ``docs/reference/parts.md`` says how, ``/werkplek/onderdelen/`` shows all.

Tags without content draw from plain arguments; tags with content end in ``end…``. Every page has them without loading.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.http import QueryDict
from django.template import RequestContext
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kopgroep.workspace.addresses import address

register = template.Library()
Context = dict[str, Any]

# A status word stands with a shape: done or well, nearly, late or in trouble, at rest.
SHAPES = ("ok", "near", "late", "rest")
# The word that says what an alert is, since its colour alone may not.
ALERTS = ("info", "ok", "warning", "error")


def known(value: str, among: tuple[str, ...]) -> str:
    """The value, if it is one of the known ones; a template that misspells it fails at once."""
    if value not in among:
        raise template.TemplateSyntaxError(f"{value!r} is not one of {', '.join(among)}.")
    return value


def _drawn(name: str, context: Context) -> SafeString:
    """A part from its template."""
    return render_to_string(f"parts/{name}.html", context)


def asked(context: RequestContext) -> QueryDict:
    """What stands in the address of this page."""
    request = context.get("request")
    return request.GET if request is not None else QueryDict()


@register.inclusion_tag("parts/badge.html")
def badge(word: str, shape: str = "rest") -> Context:
    """A status: a word and a shape, so that colour never speaks alone."""
    return {"word": word, "shape": known(shape, SHAPES)}


@register.inclusion_tag("parts/brand.html", takes_context=True)
def brand(context: RequestContext, name: str, below: str = "", url: str = "/") -> Context:
    """The sign of the programme: a leading group of four, one ahead, and two lines of words."""
    return {"name": name, "below": below, "url": url}


@register.simple_block_tag(end_name="endpage_head")
def page_head(content: str, title: str, lead: str = "") -> SafeString:
    """The head of a page: its title, a sentence, and at the right the one primary action."""
    return _drawn("page_head", {"content": content, "title": title, "lead": lead})


@register.simple_block_tag(end_name="endalert")
def alert(content: str, kind: str = "info", title: str = "") -> SafeString:
    """A message inside a page. Its kind is said in a word too."""
    return _drawn("alert", {"content": content, "kind": known(kind, ALERTS), "title": title})


@register.simple_block_tag(end_name="endempty")
def empty(content: str, title: str) -> SafeString:
    """What a list says when it has no lines, with what to do next."""
    return _drawn("empty", {"content": content, "title": title})


@register.simple_block_tag(end_name="enddialog")
def dialog(content: str, name: str, title: str) -> SafeString:
    """A window over the page, opened by a link with ``data-dialog``. Without JavaScript that link leads to a page."""
    return _drawn("dialog", {"content": content, "name": name, "title": title})


@register.simple_block_tag(end_name="endtable")
def table(content: str, caption: str, hide_caption: bool = False) -> SafeString:
    """A table. Head cells stay in sight; ``kg-num`` aligns figures; ``kg-wide`` drops a column on a phone."""
    return _drawn("table", {"content": content, "caption": caption, "hide_caption": hide_caption})


@register.inclusion_tag("parts/sort_head.html", takes_context=True)
def sort_head(
    context: RequestContext, label: str, key: str, number: bool = False, wide: bool = False, first: str = ""
) -> Context:
    """A head cell that sorts. The order stands in the address as ``op``; a minus sign means from high to low."""
    query = asked(context)
    current = query.get("op") or first
    up, down = current == key, current == f"-{key}"
    following = key if down else f"-{key}" if up or number else key
    return {
        "label": label,
        "url": address(query, op=following),
        "order": "ascending" if up else "descending" if down else "",
        "number": number,
        "wide": wide,
    }


@register.simple_block_tag(end_name="endchips")
def chips(content: str, label: str, target: str = "") -> SafeString:
    """A row of filter chips. With ``target`` they refresh that element in place; the address changes all the same."""
    return _drawn("chips", {"content": content, "label": label, "target": target})


@register.inclusion_tag("parts/chip.html", takes_context=True)
def chip(context: RequestContext, label: str, name: str, value: str = "", count: int | None = None) -> Context:
    """One filter: it puts ``name=value`` in the address. The empty value is that of everything."""
    query = asked(context)
    current = query.get(name, "") == str(value)
    return {"label": label, "url": address(query, **{name: str(value)}), "current": current, "count": count}


@register.simple_block_tag(end_name="endtabs")
def tabs(content: str, label: str) -> SafeString:
    """Pages beside each other, as links."""
    return _drawn("tabs", {"content": content, "label": label})


@register.inclusion_tag("parts/tab.html")
def tab(label: str, url: str, current: bool = False, count: int | None = None) -> Context:
    """One of the pages beside each other."""
    return {"label": label, "url": url, "current": current, "count": count}


@register.simple_block_tag(end_name="endfacts")
def facts(content: str) -> SafeString:
    """A list of facts."""
    return _drawn("facts", {"content": content})


@register.inclusion_tag("parts/fact.html")
def fact(label: str, value: Any, source: str = "", on: date | None = None, number: bool = False) -> Context:
    """One fact, with small under it where it comes from and of which day."""
    return {"label": label, "value": value, "source": source, "on": on, "number": number}


@register.simple_block_tag(end_name="endtimeline_item")
def timeline_item(content: str, day: date, title: str, by: str = "", shape: str = "circle") -> SafeString:
    """One line of an ``ol`` of class ``kg-timeline``. A circle is a conversation, a square hours, a diamond a turn."""
    shape = known(shape, ("circle", "square", "diamond"))
    return _drawn("timeline_item", {"content": content, "day": day, "title": title, "by": by, "shape": shape})


@register.inclusion_tag("parts/stat.html")
def stat(label: str, value: Any, n: int | None = None, source: str = "", note: str = "") -> Context:
    """A figure with the number it rests on and its source."""
    return {"label": label, "value": value, "n": n, "source": source, "note": note}


@register.simple_block_tag(end_name="endstep")
def step(content: str, number: int, title: str, state: str = "") -> SafeString:
    """One step of an ``ol`` of class ``kg-steps``. State: ``done``, ``now`` or nothing."""
    state = known(state, ("", "done", "now", "ahead"))
    return _drawn("step", {"content": content, "number": number, "title": title, "state": state})


@register.inclusion_tag("parts/ladder.html")
def ladder(steps: Iterable[tuple[int, str, str]]) -> Context:
    """Phases as rising columns, each a (number, name, state) with state ``done``, ``now`` or ``ahead``."""
    return {"steps": list(steps)}


@register.inclusion_tag("parts/pagination.html")
def pagination(previous: str = "", following: str = "") -> Context:
    """The pages before and after this one, by address; an empty address is no page. There is no count."""
    return {"previous": previous, "following": following}


@register.inclusion_tag("parts/messages.html", takes_context=True)
def saved_messages(context: RequestContext) -> Context:
    """What was just saved, with the address of its undo when the message carries one in its tags."""
    return {"messages": context.get("messages") or [], "csrf_token": context.get("csrf_token")}


@register.simple_tag(takes_context=True)
def role_words(context: RequestContext) -> str:
    """The roles of whoever is logged in, as this region calls them."""
    programme, user = context["programme"], context["user"]
    return ", ".join(sorted(programme.role(role).name.in_(get_language() or "nl") for role in user.roles))


@register.inclusion_tag("parts/error_summary.html")
def error_summary(form: Any) -> Context:
    """All errors of a form, each a link to its field. ``{{ form }}`` draws it by itself."""
    return {"form": form}


@register.inclusion_tag("parts/search_field.html")
def search_field(
    label: str,
    action: str = "",
    name: str = "q",
    value: str = "",
    suggest: str = "",
    ident: str = "search",
    placeholder: str = "",
    key: str = "",
    hide_label: bool = False,
    button: str = "",
) -> Context:
    """A search form. With ``suggest``, an address that answers ``suggestions``, it suggests while typing."""
    return dict(locals())


@register.inclusion_tag("parts/suggestions.html")
def suggestions(items: Iterable[Any], ident: str = "search") -> Context:
    """What a search field suggests: objects with ``url``, ``title`` and perhaps ``detail``."""
    return {"items": list(items), "ident": ident}
