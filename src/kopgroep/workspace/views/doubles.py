"""Companies that stand in the file twice: the queue, the preview of a merge, and undoing one."""

from collections.abc import Callable

from django.db.models import OuterRef, Q, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kopgroep.accounts.audit import note_read
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.base.errors import Refused, Stale
from kopgroep.companies.doubles import judge_again, judge_distinct, name_pair
from kopgroep.companies.merging import Preview, merge_companies, preview_of, undo_merge, which_stays
from kopgroep.companies.merging.rows import weights
from kopgroep.companies.models import Company, LikelyDouble, Merge
from kopgroep.companies.models.double import LikelyDoubleQuerySet
from kopgroep.companies.search import search
from kopgroep.workspace.forms.doubles import MergeForm, UndoForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.pair_rows import counted, pair_rows
from kopgroep.workspace.views.acting import draw, page_of, saved
from kopgroep.workspace.views.company import find_company

PAGE, JUDGED_PAGE = 10, 50
SUGGESTED = 8


def waiting(user: User) -> LikelyDoubleQuerySet:
    """The pairs that wait for somebody. One of which a side was merged meanwhile waits no more."""
    return LikelyDouble.objects.visible_to(user).open().filter(first__merged_into=None, second__merged_into=None)


def find_pair(request: Asking, pk: int) -> LikelyDouble:
    """The pair with both companies, if this person may judge it; else a 404."""
    rows = LikelyDouble.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("first__account_manager", "second__account_manager"), pk=pk)


@asks(Permission.MERGE_COMPANIES)
def doubles_page(request: Asking) -> HttpResponse:
    """The pairs to judge, the likeliest first; under another tab what was judged."""
    judged = request.GET.get("stand") == "beoordeeld"
    context: dict[str, object] = {"judged": judged}
    if judged:
        one, other = OuterRef("first"), OuterRef("second")
        merges = Merge.objects.filter(Q(kept=one, gone=other) | Q(kept=other, gone=one), undone_at=None)
        of_pair = merges.order_by("-pk").values("pk")[:1]
        rows = LikelyDouble.objects.visible_to(request.user).exclude(state=LikelyDouble.State.OPEN)
        rows = rows.select_related("first", "second", "decided_by").annotate(merge=Subquery(of_pair))
        context["page"] = page_of(request, rows.order_by("-decided_on", "-pk"), size=JUDGED_PAGE)
    else:
        pairs = waiting(request.user).select_related("first__account_manager", "second__account_manager")
        page = page_of(request, pairs, size=PAGE)
        context |= {"page": page, "rows": pair_rows(page.rows)}
    return render(request, "workspace/doubles.html", context)


def chosen(request: Asking, pair: LikelyDouble) -> Preview:
    """The preview of a pair; ``blijft`` in the address names the one that stays, when no number decides that."""
    kept, gone = which_stays(pair.first, pair.second, weights([pair.first_id, pair.second_id]))
    if request.GET.get("blijft") == str(gone.pk) and not kept.kvk_number:
        kept, gone = gone, kept
    return preview_of(kept, gone)


@asks(Permission.MERGE_COMPANIES)
def double_page(request: Asking, pk: int) -> HttpResponse:
    """One pair: what a merge does, exactly, and the button that does it. Looking is written in the read log."""
    pair = find_pair(request, pk)
    merged = pair.first if pair.first.merged_into_id else pair.second if pair.second.merged_into_id else None
    if merged:
        return redirect("workspace:company", merged.pk)
    preview = chosen(request, pair)
    form = MergeForm(request.POST or None, initial={"seen": preview.seen})
    if form.is_valid():
        data = form.cleaned_data
        try:
            merge = merge_companies(
                preview.kept, preview.gone, by=request.user, reason=data["reason"], seen=data["seen"]
            )
        except Stale as stale:
            # The page shows the merge as it would be now; saving a second time agrees to that.
            data = request.POST.copy()
            data["seen"] = preview.seen
            form.data, form.changes = data, [stale.message]
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            sentence = _("%(gone)s was merged with %(kept)s.") % {"gone": preview.gone, "kept": preview.kept}
            undo = reverse("workspace:merge-undo", args=[merge.pk])
            return saved(request, sentence, "workspace:company", preview.kept.pk, undo=undo)
    else:
        for company in (preview.kept, preview.gone):
            note_read(company, by=request.user, page="double")
    context = {
        "pair": pair,
        "row": pair_rows([pair])[0],
        "preview": preview,
        "moves": counted(preview.moves),
        "may_swap": not preview.kept.kvk_number,
    }
    return draw(request, "workspace/double.html", form, **context)


def judged(request: Asking, pk: int, act: Callable[..., LikelyDouble], sentence: str, undo: str = "") -> HttpResponse:
    """Judge a pair and go back to the queue, with what was said or why it could not be."""
    pair = find_pair(request, pk)
    try:
        act(pair, by=request.user)
    except Refused as refused:
        return saved(request, refused.message, "workspace:doubles")
    names = {"one": pair.first.name, "other": pair.second.name}
    return saved(request, sentence % names, "workspace:doubles", undo=reverse(undo, args=[pk]) if undo else "")


@require_POST
@asks(Permission.MERGE_COMPANIES)
def double_distinct(request: Asking, pk: int) -> HttpResponse:
    """Say that a pair is two companies."""
    sentence = _("%(one)s and %(other)s are two companies. You will not be asked again.")
    return judged(request, pk, judge_distinct, sentence, "workspace:double-again")


@require_POST
@asks(Permission.MERGE_COMPANIES)
def double_again(request: Asking, pk: int) -> HttpResponse:
    """Let a pair wait again."""
    return judged(request, pk, judge_again, _("%(one)s and %(other)s wait again."))


@asks(Permission.MERGE_COMPANIES)
def double_name(request: Asking, pk: int) -> HttpResponse:
    """Search the other file of a company and compare both."""
    company = find_company(request, pk)
    if request.method == "POST":
        other = request.POST.get("other", "")
        found = get_object_or_404(
            Company.objects.visible_to(request.user), pk=int(other) if other.isdecimal() and len(other) < 10 else 0
        )
        try:
            pair = name_pair(company, found, by=request.user)
        except Refused as refused:
            return saved(request, refused.message, "workspace:double-name", company.pk)
        return redirect("workspace:double", pair.pk)
    typed = request.GET.get("q", company.name)
    hits = [hit for hit in search(typed, user=request.user, limit=SUGGESTED) if hit.company_id != company.pk]
    # Two numbers are two companies: those need not be offered.
    hits = [hit for hit in hits if not (hit.kvk_number and company.kvk_number)]
    return render(request, "workspace/double_name.html", {"company": company, "hits": hits, "typed": typed})


@asks(Permission.MERGE_COMPANIES)
def merge_undo(request: Asking, pk: int) -> HttpResponse:
    """Make two companies again. The message after a merge posts here without a form of its own."""
    rows = Merge.objects.visible_to(request.user).select_related("kept", "gone", "by", "undone_by")
    merge = get_object_or_404(rows, pk=pk)
    form = UndoForm(request.POST if "submission" in request.POST else None)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        reason = form.cleaned_data["reason"] if form.is_bound else ""
        try:
            undo_merge(merge, by=request.user, reason=reason)
        except Refused as refused:
            return saved(request, refused.message, "workspace:company", merge.kept_id)
        sentence = _("%(gone)s and %(kept)s are two companies again.") % {"gone": merge.gone, "kept": merge.kept}
        return saved(request, sentence, "workspace:company", merge.gone_id)
    moved = counted({relation: len(keys) for relation, keys in merge.moved["rows"].items()})
    return draw(request, "workspace/merge_undo.html", form, merge=merge, moved=moved)
