"""The forms of a growth plan and its actions."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kopgroep.accounts.models import User
from kopgroep.base.clock import today
from kopgroep.base.dates import nice_date
from kopgroep.casework.actions.plans import Agreed
from kopgroep.casework.models import Journey, PlanAction, PlanCheck, Referral
from kopgroep.casework.models.plan import MOST_ACTIONS
from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.scans.models import Filling
from kopgroep.workspace.forms.acting import DATE, ActForm, VersionForm, colleague

SAYS = ("text", "proof", "due_on", "partner", "hours", "referral")
"""What somebody fills in when there is such an action; who does it and who asks after it are filled in already."""


class RowChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A choice of rows of one company, listed once for the whole form."""


def does_words() -> list[tuple[str, str]]:
    """Who can do an action."""
    does = PlanAction.Does
    return [
        (does.COMPANY.value, gettext("The company")),
        (does.ADVISER.value, gettext("The programme")),
        (does.PARTNER.value, gettext("A partner")),
    ]


def action_fields(
    form: ActForm, company: Company, *, referrals: list[tuple[Any, str]], people: list[tuple[Any, str]]
) -> dict[str, forms.Field]:
    """The fields of one action; nothing is required here, since an empty action is no action."""
    choice = RowChoice(Referral.objects.filter(company=company), label=_("Referral that it belongs to"), required=False)
    choice.choices = referrals
    owner = colleague(_("Who asks after it"))
    owner.choices = people
    partners = [("", gettext("No partner")), *((p.code, p.name) for p in current().partners if p.is_active(today()))]
    fields: dict[str, forms.Field] = {
        "text": forms.CharField(label=_("What will be done"), max_length=300, required=False),
        "done_by": forms.ChoiceField(label=_("Who does it"), choices=does_words()),
        "partner": forms.ChoiceField(
            label=_("Which partner"), choices=partners, required=False, help_text=_("Only when a partner does it.")
        ),
        "referral": choice,
        "owner": owner,
        "hours": forms.DecimalField(
            label=_("Hours"), required=False, min_value=0, max_value=1000, max_digits=6, decimal_places=2
        ),
        "due_on": forms.DateField(label=_("By when"), widget=DATE, required=False),
        "proof": forms.CharField(
            label=_("What will show that it was done"),
            max_length=300,
            required=False,
            help_text=_("Something that can be seen: an offer, a contract, a website."),
        ),
    }
    if not referrals[1:]:
        del fields["referral"]
    for field in fields.values():
        # Whether it may stay empty depends on the rest of the action.
        field.unmarked = True  # type: ignore[attr-defined]  # read by the field template
    return fields


def referral_choices(company: Company) -> list[tuple[Any, str]]:
    """The referrals of a company that still go on, with the partner."""
    rows = company.referrals.open().order_by("-made_on", "-pk")
    return [("", gettext("No referral")), *((row.pk, f"{row.reference}, {row.organisation.name}") for row in rows)]


def people_choices() -> list[tuple[Any, str]]:
    """The colleagues who advise, by name."""
    return [(user.pk, user.name) for user in User.objects.advisers()]


def agreed_in(data: dict[str, Any], place: str = "") -> Agreed | None:
    """One action as it was filled in; None when nothing was said of it."""
    if not any(data.get(name + place) for name in SAYS):
        return None
    return Agreed(
        text=data.get(f"text{place}", ""),
        done_by=data.get(f"done_by{place}", ""),
        owner=data[f"owner{place}"],
        proof=data.get(f"proof{place}", ""),
        due_on=data[f"due_on{place}"],
        minutes=int((data.get(f"hours{place}") or 0) * 60),
        partner=data.get(f"partner{place}", ""),
        referral=data.get(f"referral{place}"),
    )


class PlanForm(ActForm):
    """A goal and at most three actions. Rows that stay empty are no actions."""

    goal = forms.CharField(
        label=_("What the company wants to reach"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, company: Company, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        journeys = list(company.journeys.open())
        if journeys:
            themes = {theme.code: theme.name.in_(self.language) for theme in current().themes}
            choice = RowChoice(company.journeys.open(), label=_("Trajectory that it belongs to"), required=False)
            choice.choices = [
                ("", gettext("No trajectory")),
                *((row.pk, themes.get(row.theme, row.theme)) for row in journeys),
            ]
            self.fields["journey"] = choice
        # Listed once for all actions: each field would ask the database again.
        lists = {"referrals": referral_choices(company), "people": people_choices()}
        for number in self.numbers:
            for name, field in action_fields(self, company, **lists).items():
                self.fields[f"{name}_{number}"] = field
            self.fields[f"owner_{number}"].initial = user.pk
        names = [f"{name}_{number}" for number in self.numbers for name in ("text", "proof")]
        self.notes = ("goal", *names)

    @property
    def numbers(self) -> range:
        """The places in the plan."""
        return range(1, MOST_ACTIONS + 1)

    def clean(self) -> dict[str, Any]:
        """Ask for the day of every action of which something was said."""
        data = super().clean() or self.cleaned_data
        for number in self.numbers:
            said = [name for name in SAYS if data.get(f"{name}_{number}")]
            if (said or number == 1) and f"due_on_{number}" not in self.errors and not data.get(f"due_on_{number}"):
                self.add_error(f"due_on_{number}", gettext("Fill in by when."))
        return data

    @property
    def rows(self) -> list[tuple[int, list[Any]]]:
        """The fields of each action, with its number."""
        return [(n, [self[name] for name in self.fields if name.endswith(f"_{n}")]) for n in self.numbers]

    def agreed(self) -> list[Agreed]:
        """The actions of which something was said, in order."""
        found = [agreed_in(self.cleaned_data, f"_{number}") for number in self.numbers]
        return [action for action in found if action]

    def field_of(self, name: str) -> str:
        """The field that a refusal is about: the actions count on where an empty row was left out."""
        stem, _sign, number = name.rpartition("_")
        filled = [n for n in self.numbers if agreed_in(self.cleaned_data, f"_{n}")]
        return f"{stem}_{filled[int(number) - 1]}" if stem and number.isdecimal() and filled else name


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
