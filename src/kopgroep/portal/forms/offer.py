"""Choosing what to see of the offer."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kopgroep.base.clock import today
from kopgroep.portal.words import FORMS
from kopgroep.programme import current


class OfferForm(forms.Form):
    """A theme and a form of support. Sent with GET, so that a choice can be kept as a bookmark."""

    thema = forms.ChoiceField(label=_("Theme"), required=False)
    vorm = forms.ChoiceField(label=_("Kind of support"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.unmarked = True  # type: ignore[attr-defined]  # the label does not say "(optional)"
        language = get_language() or "nl"
        themes = [(t.code, t.name.in_(language)) for t in current().themes if t.is_active(today())]
        self.fields["thema"].choices = [("", _("All themes")), *themes]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["vorm"].choices = [("", _("Everything")), *FORMS.items()]  # type: ignore[attr-defined]

    def chosen(self, field: str) -> str:
        """The chosen code; nothing when what stands in the address is not in the list."""
        self.full_clean()
        return str(self.cleaned_data.get(field, ""))
