"""The forms and filters of scans."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kopgroep.accounts.models import User
from kopgroep.programme import current
from kopgroep.scans.actions.proofs import LARGEST, STARTS, Attached
from kopgroep.scans.models import Filling
from kopgroep.scans.moments import with_moment
from kopgroep.workspace.forms.acting import DATE, ActForm, VersionForm

TO_LINK, GOING, DONE = "koppelen", "bezig", "klaar"
FILE = gettext_lazy("File")
PROOF_HELP = gettext_lazy("A PDF, a picture or a document, of 10 MB at most.")


class ScanFilter(forms.Form):
    """Which scans: ``tab`` is to be linked, being filled in or finished; a word that nobody knows filters nothing."""

    tab = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    van = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    scan = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        language = get_language() or "nl"
        self.tabs = [(_("Finished"), ""), (_("Being filled in"), GOING), (_("To be linked"), TO_LINK)]
        self.scans = [(scan.code, scan.name.in_(language)) for scan in current().own_scans]
        self._offer("tab", [(value, label) for label, value in self.tabs])
        self._offer("van", [("mij", _("Mine"))])
        self._offer("scan", self.scans)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def chosen(self, name: str) -> str:
        """The value of a filter; empty when it is not set or unknown."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))

    @property
    def tab_now(self) -> str:
        """The tab on the page."""
        return self.chosen("tab")

    @property
    def any_set(self) -> bool:
        """Whether fewer are shown than the tab holds."""
        return any(self.chosen(name) for name in ("van", "scan"))

    def rows(self) -> QuerySet[Filling]:
        """The scans that fit: of the open and unlinked ones the longest waiting on top, of the others the latest."""
        seen = Filling.objects.visible_to(self.user).select_related("company", "company_guess", "adviser")
        rows: QuerySet[Filling]
        if self.tab_now == TO_LINK:
            rows = seen.unlinked()
        elif self.tab_now == GOING:
            rows = seen.open().order_by("saved_at", "pk")
        else:
            rows = with_moment(seen.finished().filter(company__isnull=False).order_by("-finished_on", "-pk"))
        if self.chosen("van") and self.tab_now != TO_LINK:
            rows = rows.filter(adviser=self.user)
        return rows.filter(scan=self.chosen("scan")) if self.chosen("scan") else rows


class TogetherForm(ActForm):
    """Starting a scan at the table."""


class SendForm(ActForm):
    """Asking the entrepreneur to fill in a scan alone."""

    contact_name = forms.CharField(label=gettext_lazy("Name"), max_length=120, required=False)
    contact_email = forms.EmailField(
        label=gettext_lazy("E-mail address"), help_text=gettext_lazy("The link goes to this address.")
    )
    spoken = forms.ChoiceField(label=gettext_lazy("Language of the mail"), choices=settings.LANGUAGES, initial="nl")


class SheetForm(ActForm):
    """A filled-in spreadsheet."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("The sheet of this scan, saved as .xlsx, of 5 MB at most."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        allow_empty_file=True,
    )


class WithdrawForm(VersionForm):
    """Taking a scan back, with a reason."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=300,
        help_text=gettext_lazy("The scan stays to be read. It does not count any more, nor do steps that it shows."),
    )


class FileMixin(forms.Form):
    """A file with the day that stands on it."""

    def attached(self) -> Attached | None:
        """The file as the action takes it, and no more of it than may be kept; None without one."""
        file = self.cleaned_data.get("file")
        if not file:
            return None
        words = str(self.cleaned_data.get("note") or "")
        return Attached(file.name, file.read(LARGEST + 1), self.cleaned_data["dated_on"], words)


def file_field(*, required: bool, label: Any = FILE, more: Any = PROOF_HELP) -> forms.FileField:
    """A field for a proof."""
    widget = forms.ClearableFileInput(attrs={"accept": ",".join(f".{ending}" for ending in STARTS)})
    return forms.FileField(label=label, help_text=more, required=required, widget=widget, allow_empty_file=True)


class ProofNewForm(FileMixin, ActForm):
    """A proof with a scan, perhaps of one question of it."""

    file = file_field(required=True)
    dated_on = forms.DateField(label=gettext_lazy("Day that stands on it"), widget=DATE)
    item = forms.ChoiceField(label=gettext_lazy("Which answer it shows"), required=False)
    note = forms.CharField(label=gettext_lazy("What is to be seen"), required=False, max_length=300)

    def __init__(self, *args: Any, filling: Filling, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = filling.definition.items.values()
        asked = [(item.code, item.ask.in_(self.language)) for item in items if item.proof]
        self.fields["item"].choices = [("", _("The scan as a whole")), *asked]  # type: ignore[attr-defined]


class JudgeForm(ActForm):
    """Why a proof does not show what it should."""

    reason = forms.CharField(
        label=gettext_lazy("Why it does not show it"),
        max_length=300,
        help_text=gettext_lazy("For instance: it is an offer, not an invoice."),
    )


class StepForm(ActForm):
    """The proof of a step."""

    proof = forms.ChoiceField(label=gettext_lazy("What shows this step"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proof"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["proof"].initial = choices[0][0]
