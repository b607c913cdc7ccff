"""The forms of a growth plan and its actions."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kopgroep.accounts.models import User
from kopgroep.base.clock import today
from kopgroep.casework.actions.plans import Agreed
from kopgroep.casework.models import Journey, Plan, PlanAction
from kopgroep.casework.models.plan import MOST_ACTIONS
from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.workspace.forms.acting import DATE, VersionForm
from kopgroep.workspace.forms.plan_rows import (
    ROW_NOTES,
    RowChoice,
    RowsMixin,
    action_fields,
    agreed_in,
    people_choices,
    referral_choices,
)


class PlanForm(RowsMixin):
    """A goal and at most three actions. ``begin`` is what stands in the first rows, such as advice of a scan."""

    goal = forms.CharField(
        label=_("What the company wants to reach"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    notes = ("goal", *ROW_NOTES)

    def __init__(
        self,
        *args: Any,
        company: Company,
        user: User,
        begin: Sequence[dict[str, Any]] = (),
        theme: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        journeys = list(company.journeys.open())
        if journeys:
            themes = {theme.code: theme.name.in_(self.language) for theme in current().themes}
            choice = RowChoice(company.journeys.open(), label=_("Trajectory that it belongs to"), required=False)
            choice.choices = [
                ("", gettext("No trajectory")),
                *((row.pk, themes.get(row.theme, row.theme)) for row in journeys),
            ]
            choice.initial = next((row.pk for row in journeys if row.theme == theme), None)
            self.fields["journey"] = choice
        self.add_rows(MOST_ACTIONS, company, user, begin=begin)


class AdditionForm(RowsMixin, VersionForm):
    """Actions from the advice of a scan, for a plan that is open already."""

    plan = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, plan: Plan, user: User, begin: Sequence[dict[str, Any]] = (), rows: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={"version": plan.version, "plan": plan.pk}, **kwargs)
        self.add_rows(rows, plan.company, user, begin=begin)


class ActionForm(VersionForm):
    """One action: another agreement on it, or one more in the plan."""

    notes = ("text", "proof")

    def __init__(self, *args: Any, company: Company, action: PlanAction | None = None, **kwargs: Any) -> None:
        if action:
            names = ("text", "done_by", "partner", "referral", "owner", "proof", "due_on", "version")
            kwargs["initial"] = {name: getattr(action, name) for name in names}
            kwargs["initial"]["hours"] = Decimal(action.minutes) / 60 if action.minutes else None
        super().__init__(*args, **kwargs)
        lists = {"referrals": referral_choices(company), "people": people_choices()}
        for name, field in action_fields(self, company, **lists).items():
            self.fields[name] = field
        for name in ("text", "proof", "due_on"):
            self.fields[name].required = True

    def agreed(self) -> Agreed:
        """What was filled in."""
        found = agreed_in(self.cleaned_data)
        assert found is not None, "its fields are required"
        return found


class FinishActionForm(VersionForm):
    """Ticking an action off, with what proves it."""

    notes = ("proof_seen",)
    proof_seen = forms.CharField(
        label=_("What you saw"), max_length=300, widget=forms.TextInput(attrs={"autofocus": True})
    )
    done_on = forms.DateField(label=_("On which day was it done"), widget=DATE)

    def __init__(self, *args: Any, action: PlanAction, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": action.version, "done_on": today()}, **kwargs)
        self.fields["proof_seen"].help_text = gettext("Agreed was: %(proof)s") % {"proof": action.proof}


class ReasonForm(VersionForm):
    """A reason in one line."""

    reason = forms.CharField(label=_("Why"), max_length=300, widget=forms.TextInput(attrs={"autofocus": True}))


class EndPlanForm(VersionForm):
    """Ending a plan."""

    notes = ("note_at_end",)
    note_at_end = forms.CharField(
        label=_("How it ended"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed while actions are still open."),
    )


def journey_of(form: PlanForm) -> Journey | None:
    """The trajectory that was chosen."""
    found: Journey | None = form.cleaned_data.get("journey")
    return found
