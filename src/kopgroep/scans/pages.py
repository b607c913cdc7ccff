"""What a page of a scan takes in, whoever fills it in and by whichever door."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kopgroep.accounts.models import User
from kopgroep.base.errors import Refused
from kopgroep.programme import current
from kopgroep.programme.scans import Item
from kopgroep.scans.actions.fillings import save_answers
from kopgroep.scans.actions.proofs import add_proof
from kopgroep.scans.answer_fields import SectionForm
from kopgroep.scans.models import Filling, Proof
from kopgroep.scans.prefill import Origin
from kopgroep.scans.proof_fields import ProofForm
from kopgroep.scans.walking import Part, Walk, walk

ORIGINS: dict[str, str | Promise] = {
    Origin.REGISTER: _("from the register"),
    Origin.STATED: _("as you told us before"),
    Origin.SCAN: _("from another scan"),
}


@dataclass(frozen=True)
class Question:
    """One question as the page draws it."""

    item: Item
    field: Any
    """The bound field with its boxes."""
    origin: str | Promise
    """Where an answer comes from that was filled in beforehand and that nobody looked at yet; else empty."""
    wanted: str
    """What may be added as proof; empty when nothing may."""
    proof: ProofForm | None
    proofs: tuple[Proof, ...]


@dataclass(frozen=True)
class Page:
    """One page of a scan: what was filled in, what is wrong with it, and the way on."""

    filling: Filling
    part: Part
    walk: Walk
    form: SectionForm
    proofs: dict[str, ProofForm] = field(default_factory=dict)
    appeared: tuple[Item, ...] = ()
    """Questions that came up on this page by the answers that were just given."""

    @property
    def is_right(self) -> bool:
        """Whether everything that was filled in could be kept."""
        return not self.form.errors and not any(proof.errors for proof in self.proofs.values())

    @property
    def status(self) -> int:
        """The HTTP status: 422 when something is wrong."""
        return 200 if self.is_right else 422

    @property
    def is_older(self) -> bool:
        """Whether the scan was changed since this was begun; it goes on with the questions that it began with."""
        return all(scan != self.filling.definition for scan in current().scans)

    @property
    def has_proofs(self) -> bool:
        """Whether a file may be added on this page."""
        return bool(self.proofs)

    @property
    def previous(self) -> Part | None:
        """The page before this one."""
        return self.walk.before(self.part)

    @property
    def following(self) -> Part | None:
        """The page after this one; None on the last."""
        return self.walk.after(self.part)

    def questions(self) -> Iterator[Question]:
        """The questions in order, each with what belongs to it."""
        language = get_language() or "nl"
        kept = list(self.filling.proofs.order_by("pk"))
        for item in self.form.items:
            yield Question(
                item=item,
                field=self.form.question(item),
                origin=ORIGINS.get(self.filling.prefilled.get(item.code, ""), ""),
                wanted=item.proof.in_(language) if item.proof else "",
                proof=self.proofs.get(item.code),
                proofs=tuple(proof for proof in kept if proof.item == item.code),
            )

    def notes(self) -> Iterator[tuple[str, str, str]]:
        """Everything that is wrong, for the summary: where it is, the question, and the sentence."""
        for item in self.form.items:
            question = self.form.question(item)
            group = f"{question.auto_id}_group" if question.use_fieldset else question.id_for_label
            for error in question.errors:
                yield group, str(question.label), str(error)
            for box in self.proofs.get(item.code, ()):
                for error in box.errors:
                    yield str(box.id_for_label), f"{question.label} {box.label}", str(error)


def show_page(filling: Filling, part: Part) -> Page:
    """A page as it stands."""
    form = SectionForm(filling=filling, part=part)
    return Page(filling, part, walk(filling), form, {item.code: ProofForm(item) for item in form.items if item.proof})


def take_page(request: HttpRequest, filling: Filling, part: Part, *, who: User | None = None) -> Page:
    """Keep what was filled in on a page, and the files that came along. What is wrong comes back on its forms.

    ``who`` is the person of the programme at the page, whose permission it has asked; None behind the link. Raises
    Refused when the scan was finished or withdrawn meanwhile.
    """
    form = SectionForm(request.POST, filling=filling, part=part)
    form.is_valid()
    filling = save_answers(filling, form.given(), looked_at=[item.code for item in form.items], by=who).filling
    sent = {item.code: ProofForm(item, request.POST, request.FILES) for item in form.items if item.proof}
    proofs = {code: _attach(filling, proof, who=who) for code, proof in sent.items()}
    after = walk(filling)
    here = after.part(part.code) or part
    asked_then = {item.code for item in form.items}
    appeared = tuple(item for item in here.items if item.code not in asked_then and item in here.open)
    return Page(filling, here, after, form, proofs, appeared)


def _attach(filling: Filling, form: ProofForm, *, who: User | None) -> ProofForm:
    """Keep the file of one question; an empty form again when that went well."""
    if not form.has_file():
        return ProofForm(form.item)
    if form.is_valid():
        try:
            add_proof(filling, form.attached(), item=form.item.code, by=who)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            return ProofForm(form.item)
    return form


def saved_json(page: Page, drawn: str) -> JsonResponse:
    """What a page gets back that saves answer by answer: what is wrong by question, and the page as it is now.

    ``drawn`` is that page, whole: an answer may have brought up questions, or made some go away.
    """
    return JsonResponse({"faults": page.form.faults(), "page": drawn})
