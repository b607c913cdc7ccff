"""The form for a commitment or a payment."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.base.clock import today
from kopgroep.ledger.actions import pay_commitment, record_money
from kopgroep.ledger.models import Entry
from kopgroep.programme import EntryKind, current
from kopgroep.workspace.forms.acting import DATE, ActForm

ACTS: dict[str, Callable[..., Entry]] = {
    "committed": partial(record_money, EntryKind.MONEY_COMMITTED),
    "paid": pay_commitment,
    "spent": partial(record_money, EntryKind.MONEY_SPENT),
}
"""What each choice writes."""


class MoneyForm(ActForm):
    """Money of one source that was promised or paid."""

    act = forms.ChoiceField(
        label=_("What happened"),
        widget=forms.RadioSelect,
        choices=[
            ("committed", _("We promised it (commitment)")),
            ("paid", _("We paid what was promised before")),
            ("spent", _("We paid without a promise before")),
        ],
    )
    source = forms.ChoiceField(label=_("Source of the money"))
    amount = forms.DecimalField(
        label=_("Amount in euros"),
        min_value=Decimal("0.01"),
        max_digits=11,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    happened_on = forms.DateField(label=_("Date of the decision or payment"), widget=DATE)
    description = forms.CharField(label=_("What for"), max_length=200, help_text=_("Name the decision or invoice."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = self.named(current().money)  # type: ignore[attr-defined]
        self.fields["happened_on"].initial = today

    def record(self, **more: Any) -> Entry:
        """Write what the form says. Raises Refused."""
        data = self.cleaned_data
        return ACTS[data["act"]](
            source=data["source"],
            cents=int(data["amount"] * 100),
            happened_on=data["happened_on"],
            description=data["description"],
            key=str(data["submission"]),
            **more,
        )
