"""What an entrepreneur answers: may this be shared, and did it help."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.casework.models import Referral

YES, NO = "yes", "no"


class ConsentForm(forms.Form):
    """Yes or no, by the button that was pressed, and the name of who pressed it. Nothing is chosen beforehand."""

    given = forms.ChoiceField(
        choices=[(YES, YES), (NO, NO)],
        widget=forms.HiddenInput,
        error_messages={"required": _("Press yes or no."), "invalid_choice": _("Press yes or no.")},
    )
    answered_by = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Fill in your name, so that we know who answered.")},
    )

    def clean_answered_by(self) -> str:
        """The name on one line."""
        return " ".join(str(self.cleaned_data["answered_by"]).split())

    def answer(self) -> dict[str, Any]:
        """What was answered, as the action takes it. Only after ``is_valid``."""
        return {"given": self.cleaned_data["given"] == YES, "answered_by": self.cleaned_data["answered_by"]}


class HelpedForm(forms.Form):
    """The one closing question."""

    helped = forms.ChoiceField(
        label=_("Did it help you?"),
        choices=[
            (Referral.Helped.YES, _("Yes, I am helped")),
            (Referral.Helped.PARTLY, _("Partly")),
            (Referral.Helped.NO, _("No, not really")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three answers.")},
    )
    note = forms.CharField(
        label=_("Would you like to say more about it?"),
        help_text=_("A few words are enough. Your adviser reads this."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
