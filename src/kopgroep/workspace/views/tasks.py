"""Tasks: the list, a new one, ticking off, changing, passing on."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.casework.actions.tasks import add_task, change_task, finish_task, pass_task, reopen_task
from kopgroep.casework.models import Journey, Question, Referral, Task
from kopgroep.companies.models import Company
from kopgroep.workspace.forms.acting import ActForm, refusals_on
from kopgroep.workspace.forms.tasks import ChangeTaskForm, PassTaskForm, QuickTaskForm, TaskForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.planned import planned_of
from kopgroep.workspace.views.acting import draw, page_of, saved

PAGE = 50
WEEK = timedelta(days=7)
SEEN = ("company", "owner", "journey__company", "question", "referral")


@dataclass(frozen=True)
class Case:
    """What a new task belongs to, as the address of its form says."""

    company: Company | None = None
    question: Question | None = None
    journey: Journey | None = None
    referral: Referral | None = None

    @property
    def known(self) -> dict[str, Any]:
        """Only what there is."""
        return {name: row for name, row in vars(self).items() if row}

    @property
    def of(self) -> Company | None:
        """The company that it is about."""
        return self.company or next((row.company for row in self.known.values()), None)

    @property
    def page(self) -> tuple[str, list[int]]:
        """Name and key of the page to go back to."""
        cases = {"question": self.question, "journey": self.journey, "referral": self.referral}
        name, row = next(((name, row) for name, row in cases.items() if row), ("company", self.company))
        return (f"workspace:{name}", [row.pk]) if row else ("workspace:tasks", [])


def case_of(request: Asking) -> Case:
    """The company, question, trajectory or referral in the address; a 404 for one that this person may not see."""
    models: dict[str, tuple[str, Any]] = {
        "bedrijf": ("company", Company),
        "vraag": ("question", Question),
        "traject": ("journey", Journey),
        "doorverwijzing": ("referral", Referral),
    }
    found = {}
    for word, (name, model) in models.items():
        if (number := request.GET.get(word, "")).isdecimal():
            found[name] = get_object_or_404(model.objects.visible_to(request.user), pk=number[:18])
    return Case(**found)


def find_task(request: Asking, pk: int) -> Task:
    """The task with what its pages show, if this person may see it; else a 404."""
    return get_object_or_404(Task.objects.visible_to(request.user).select_related(*SEEN), pk=pk)


@asks(Permission.SEE_JOURNEYS)
def tasks_page(request: Asking) -> HttpResponse:
    """Tasks of mine or of everybody: late, this week, all that is open, or done."""
    when, whose = request.GET.get("tot", ""), request.GET.get("van", "")
    rows = Task.objects.visible_to(request.user).select_related(*SEEN)
    rows = rows.filter(done_on__isnull=False).order_by("-done_on", "-pk") if when == "gedaan" else rows.open()
    if when == "laat":
        rows = rows.filter(due_on__lt=today())
    if when == "week":
        rows = rows.filter(due_on__lte=today() + WEEK)
    if whose != "team":
        rows = rows.filter(owner=request.user)
    page = page_of(request, rows, size=PAGE)
    context = {"page": page, "team": whose == "team", "when": when, "on": today()}
    return render(request, "workspace/tasks.html", context | {"may_plan": request.user.may(Permission.PLAN_WORK)})


@asks(Permission.PLAN_WORK)
def task_new(request: Asking) -> HttpResponse:
    """Write down a task. From the line on a company's page only that part of it is drawn again."""
    case = case_of(request)
    quick = request.headers.get("HX-Target") == "planned"
    form = QuickTaskForm(request.POST or None) if quick else TaskForm(request.POST or None, user=request.user)
    if form.is_valid():
        with refusals_on(form):
            data = {"owner": request.user, "text": "", **form.cleaned_data}
            title = data.pop("title")
            task = add_task(title, **data, **case.known, kept=form.kept, by=request.user)
            if quick and task.company:
                return _planned(request, task.company, QuickTaskForm(), said=_("The task is on your list."))
            name, keys = case.page
            return saved(request, _("The task is written down."), name, *keys)
    if quick and case.company:
        return _planned(request, case.company, form)
    name, keys = case.page
    context = {"case": case, "company": case.of, "title": _("New task"), "back": reverse(name, args=keys)}
    return draw(request, "workspace/task_form.html", form, **context)


def _planned(request: Asking, company: Company, form: ActForm, said: str = "") -> HttpResponse:
    context = planned_of(company, user=request.user, on=today())
    return render(
        request,
        "workspace/planned.html#planned",
        {**context, "company": company, "quick": form, "said": said},
        status=form.status,
    )


@asks(Permission.PLAN_WORK)
def task_page(request: Asking, pk: int) -> HttpResponse:
    """Change a task. Who saves second sees what the first wrote."""
    task = find_task(request, pk)
    form = ChangeTaskForm(request.POST or None, task=task)
    if form.is_valid():
        with refusals_on(form):
            data = {name: form.cleaned_data[name] for name in ("title", "text", "due_on", "version")}
            change_task(task, by=request.user, kept=form.kept, **data)
            return saved(request, _("The task is changed."), "workspace:tasks")
    context = {"task": task, "company": task.company, "title": _("Task"), "back": reverse("workspace:tasks")}
    return draw(request, "workspace/task_form.html", form, **context)


@asks(Permission.PLAN_WORK)
def task_pass(request: Asking, pk: int) -> HttpResponse:
    """Give a task to a colleague."""
    task = find_task(request, pk)
    form = PassTaskForm(request.POST or None, initial={"to": task.owner_id, "version": task.version})
    if form.is_valid():
        with refusals_on(form):
            to = form.cleaned_data["to"]
            pass_task(task, to=to, by=request.user, version=form.cleaned_data["version"])
            return saved(request, _("%(name)s has the task now.") % {"name": to.name}, "workspace:tasks")
    context = {"task": task, "company": task.company, "title": _("Pass on"), "back": reverse("workspace:tasks")}
    return draw(request, "workspace/task_form.html", form, **context)


def _ticked(request: Asking, task: Task, sentence: str, undo: str) -> HttpResponse:
    if request.headers.get("HX-Target") == f"task-{task.pk}":
        context = {"task": task, "on": today(), "team": request.GET.get("van") == "team", "may_plan": True}
        return render(request, "workspace/task_row.html", context)
    words = {"taken": ("workspace:tasks", []), "bedrijf": ("workspace:company", [task.company_id])}
    name, keys = words.get(request.POST.get("terug", ""), ("workspace:today", []))
    return saved(request, sentence, name, *(key for key in keys if key), undo=undo)


@require_POST
@asks(Permission.PLAN_WORK)
def task_done(request: Asking, pk: int) -> HttpResponse:
    """Tick a task off; the message, or the line itself, offers to undo it."""
    task = find_task(request, pk)
    task.done_on = finish_task(task, by=request.user).done_on
    undo = reverse("workspace:task-undo", args=[pk])
    return _ticked(request, task, _("Done: %(task)s.") % {"task": task.title}, undo)


@require_POST
@asks(Permission.PLAN_WORK)
def task_undo(request: Asking, pk: int) -> HttpResponse:
    """Take the tick back."""
    task = find_task(request, pk)
    reopen_task(task, by=request.user)
    task.done_on = None
    return _ticked(request, task, _("The task stands on the list again."), "")
