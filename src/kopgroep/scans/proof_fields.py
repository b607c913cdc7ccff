"""The boxes for a file that shows an answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.programme.scans import Item
from kopgroep.scans.actions.proofs import LARGEST, STARTS, Attached


class ProofForm(forms.Form):
    """One file with the day that stands on it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A PDF, a picture or a document, of 10 MB at most."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in STARTS)}),
        allow_empty_file=True,
    )
    dated_on = forms.DateField(
        label=_("Day that stands on it"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Choose a day, or write it as 2023-05-15.")},
    )

    def __init__(self, item: Item, data: Any = None, files: Any = None) -> None:
        self.item = item
        super().__init__(data, files, prefix=f"bewijs-{item.code}")
        for box in self.fields.values():
            box.unmarked = True  # type: ignore[attr-defined]  # read by the field template

    def has_file(self) -> bool:
        """Whether a file came along."""
        return self.is_bound and bool(self.files.get(self.add_prefix("file")))

    def clean_dated_on(self) -> Any:
        """The day; needed once there is a file."""
        day = self.cleaned_data.get("dated_on")
        if day is None:
            raise forms.ValidationError(_("Fill in the day that stands on the document."))
        return day

    def attached(self) -> Attached:
        """The file as the action takes it, and no more of it than may be kept. Only after ``is_valid``."""
        file = self.cleaned_data["file"]
        return Attached(name=file.name, content=file.read(LARGEST + 1), dated_on=self.cleaned_data["dated_on"])
