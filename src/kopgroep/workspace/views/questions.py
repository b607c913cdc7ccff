"""Questions from the counter: the inbox, one question, and what is done with it."""

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kopgroep.accounts.permissions import Permission
from kopgroep.base.errors import Refused
from kopgroep.casework.actions.questions import attach_company, close_question, reopen_question, take_question
from kopgroep.casework.models import Question
from kopgroep.companies.actions import add_company, add_person
from kopgroep.companies.models import Company
from kopgroep.companies.search import search
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.questions import CloseQuestionForm, ReopenForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.referral_rows import referrals_of
from kopgroep.workspace.views.acting import draw, page_of, saved

PAGE = 50


def find_question(request: Asking, pk: int) -> Question:
    """The question with its company and caller, if this person may see it; else a 404."""
    rows = Question.objects.visible_to(request.user).select_related("company", "caller")
    return get_object_or_404(rows, pk=pk)


def asked_for(request: Asking, which: str) -> QuerySet[Question]:
    """The questions of one tab: new, mine, open or closed."""
    rows = Question.objects.visible_to(request.user).select_related("company", "caller")
    if which == "mijn":
        return rows.open().filter(caller=request.user).order_by("call_by", "pk")
    if which == "open":
        return rows.open().order_by("call_by", "pk")
    if which == "afgerond":
        return rows.filter(state=Question.State.CLOSED).order_by("-closed_on", "-pk")
    return rows.untaken()


@asks(Permission.SEE_QUESTIONS)
def questions_page(request: Asking) -> HttpResponse:
    """The inbox of the first line: the one that waits longest on top."""
    which = request.GET.get("stand", "nieuw")
    page = page_of(request, asked_for(request, which), size=PAGE)
    tabs = [(_("New"), "nieuw"), (_("Mine"), "mijn"), (_("Open"), "open"), (_("Closed"), "afgerond")]
    return render(request, "workspace/questions.html", {"page": page, "which": which, "tabs": tabs})


def likely_companies(question: Question, request: Asking) -> list[Company]:
    """Companies that the entrepreneur may have meant, best first: by what was typed and by the mail domain."""
    if question.company_id or question.not_started:
        return []
    typed = request.GET.get("q") or question.company_typed
    hits = search(typed, user=request.user, limit=5) if typed else []
    order = {hit.company_id: place for place, hit in enumerate(hits)}
    mailed = Q(positions__person__email__iexact=question.email) if question.email else Q(pk__in=[])
    found = Company.objects.visible_to(request.user).filter(Q(pk__in=order) | mailed).distinct()
    rows = found.select_related("account_manager").prefetch_related("establishments")
    return sorted(rows, key=lambda c: order.get(c.pk, -1))


@asks(Permission.SEE_QUESTIONS)
def question_page(request: Asking, pk: int) -> HttpResponse:
    """One question: what was asked, by whom, is the company known, and what comes next."""
    question = find_question(request, pk)
    typed = request.GET.get("q") or question.company_typed
    likely = likely_companies(question, request)
    context = {"question": question, "likely": likely, "typed": typed}
    context |= {"referrals": referrals_of(question, user=request.user), "may_refer": request.user.may(Permission.REFER)}
    return render(request, "workspace/question.html", context)


@require_POST
@asks(Permission.TAKE_QUESTION)
def question_take(request: Asking, pk: int) -> HttpResponse:
    """Take a question. Who comes second hears who was first."""
    question = find_question(request, pk)
    try:
        take_question(question, by=request.user)
    except Refused as refused:
        return saved(request, refused.message, "workspace:question", pk)
    return saved(request, _("You have taken this question."), "workspace:question", pk)


@require_POST
@asks(Permission.TAKE_QUESTION)
def question_company(request: Asking, pk: int) -> HttpResponse:
    """Say which company the question is of: a known one, or a new one from what was typed."""
    question = find_question(request, pk)
    chosen = request.POST.get("company", "")
    try:
        if chosen == "new":
            name = question.company_typed or question.name
            company = add_company(
                name=name,
                by=request.user,
                municipality_code=question.municipality_code,
                pre_start=question.not_started,
            )
        else:
            companies = Company.objects.visible_to(request.user)
            company = get_object_or_404(companies, pk=int(chosen) if chosen.isdecimal() else 0)
        attach_company(question, company, by=request.user)
        add_person(
            company,
            name=question.name,
            email=question.email,
            phone=question.phone,
            by=request.user,
            source=_("question %(reference)s") % {"reference": question.reference},
        )
    except Refused as refused:
        return saved(request, refused.message, "workspace:question", pk)
    return saved(request, _("The question belongs to %(company)s.") % {"company": company}, "workspace:question", pk)


@asks(Permission.TAKE_QUESTION)
def question_close(request: Asking, pk: int) -> HttpResponse:
    """Close a question with an outcome; the message offers to open it again."""
    question = find_question(request, pk)
    form = CloseQuestionForm(request.POST or None, initial={"version": question.version})
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            close_question(question, outcome=data["outcome"], by=request.user, version=data["version"])
            sentence = _("The question of %(name)s is closed.") % {"name": question.company_name or question.name}
            return saved(request, sentence, "workspace:questions")
    unreferred = request.user.may(Permission.REFER) and not referrals_of(question, user=request.user)
    context = {"question": question, "title": _("Close question"), "unreferred": unreferred and question.company_id}
    return draw(request, "workspace/question_form.html", form, **context)


@asks(Permission.TAKE_QUESTION)
def question_reopen(request: Asking, pk: int) -> HttpResponse:
    """Open a closed question again, with a reason."""
    question = find_question(request, pk)
    form = ReopenForm(request.POST or None, initial={"version": question.version})
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            reopen_question(question, reason=data["reason"], by=request.user, version=data["version"])
            return saved(request, _("The question is open again."), "workspace:question", pk)
    return draw(request, "workspace/question_form.html", form, question=question, title=_("Open again"))
