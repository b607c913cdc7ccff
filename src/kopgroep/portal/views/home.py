"""The first page."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kopgroep.accounts.models import User
from kopgroep.base.clock import today
from kopgroep.programme import Programme, current


@dataclass(frozen=True)
class Answerer:
    """An adviser of the first line by name, and the municipalities where he or she is the first to call."""

    name: str
    places: list[str]


def who_answers(advisers: list[User], programme: Programme) -> list[Answerer]:
    """The advisers with the names of their municipalities, in the order in which the programme names those."""
    return [Answerer(a.name, [m.name for m in programme.area if m.code in a.areas]) for a in advisers]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One sentence, one question box, the ways in, how it goes on, and who answers."""
    programme = current()
    context = {
        "examples": [example for example in programme.question_examples if example.is_active(today())],
        "answerers": who_answers(list(User.objects.first_line()), programme),
    }
    return render(request, "portal/home.html", context)
