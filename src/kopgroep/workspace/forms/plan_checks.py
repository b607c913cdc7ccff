"""The form of a check moment of a growth plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kopgroep.base.clock import today
from kopgroep.base.dates import nice_date
from kopgroep.casework.models import PlanCheck
from kopgroep.scans.models import Filling
from kopgroep.workspace.forms.acting import DATE, ActForm
from kopgroep.workspace.forms.plan_rows import RowChoice


class CheckForm(ActForm):
    """What came of a plan, seen together with the company."""

    notes = ("came_of_it",)
    came_of_it = forms.CharField(
        label=_("What came of the plan"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
        help_text=_("What was done, what it brought, and what is next."),
    )
    held_on = forms.DateField(label=_("On which day did you look at it"), widget=DATE)

    def __init__(self, *args: Any, check: PlanCheck, **kwargs: Any) -> None:
        super().__init__(*args, initial={"held_on": today()}, **kwargs)
        scans = Filling.objects.counting().filter(company=check.plan.company_id, finished_on__gt=check.plan.agreed_on)
        rows = list(scans.select_related("edition").order_by("-finished_on", "-pk"))
        if rows:
            choice = RowChoice(scans, label=_("Scan that was done again"), required=False)
            choice.choices = [
                ("", gettext("No scan")),
                *(
                    (row.pk, f"{row.definition.name.in_(self.language)}, {nice_date(row.day, self.language)}")
                    for row in rows
                ),
            ]
            self.fields["filling"] = choice
