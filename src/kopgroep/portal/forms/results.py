"""What a company answers about a result."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kopgroep.base.clock import today
from kopgroep.casework.models import Result
from kopgroep.casework.result_checks import MOST, WHOLE
from kopgroep.casework.result_words import unit_of, unit_word
from kopgroep.programme import current

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ResultForm(forms.Form):
    """How much, when, and what would have happened without the help. Filled in with what the adviser wrote."""

    amount = forms.DecimalField(
        label=_("How much was it?"),
        max_digits=14,
        decimal_places=2,
        min_value=Decimal(0),
        max_value=MOST,
        error_messages={"required": _("Fill in how much it was. Was it nothing, then press No.")},
    )
    happened_on = forms.DateField(
        label=_("When was that?"),
        help_text=_("About will do. In the past, or today."),
        widget=DAY,
        error_messages={"required": _("Fill in a day. About will do.")},
    )
    without = forms.ChoiceField(
        label=_("What would have happened without the help?"),
        help_text=_("Be frank. Every answer is a good one."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )
    remark = forms.CharField(
        label=_("Would you like to say more about it?"),
        help_text=_("A few words are enough. Your adviser reads this."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, result: Result, **kwargs: Any) -> None:
        unit = unit_of(result.kind)
        shown = result.forecast if result.forecast % 1 else int(result.forecast)
        kwargs["initial"] = {"amount": shown, "happened_on": min(result.happened_on, today())}
        super().__init__(*args, **kwargs)
        self.fields["amount"].help_text = unit_word(unit)
        self.fields["amount"].widget.attrs.update(
            {"step": "1" if unit in WHOLE else "any", "inputmode": "numeric" if unit in WHOLE else "decimal"}
        )
        self.fields["happened_on"].widget.attrs["max"] = today().isoformat()
        language = get_language() or "nl"
        answers = [answer for answer in current().results.without if answer.is_active(today())]
        self.fields["without"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (answer.code, answer.name.in_(language)) for answer in answers
        ]
