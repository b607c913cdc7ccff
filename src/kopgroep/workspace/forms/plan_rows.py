"""The rows of a form with several actions of a growth plan."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kopgroep.accounts.models import User
from kopgroep.base.clock import today
from kopgroep.casework.actions.plans import Agreed
from kopgroep.casework.models import PlanAction, Referral
from kopgroep.casework.models.plan import MOST_ACTIONS
from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.workspace.forms.acting import DATE, ActForm, colleague

SAYS = ("text", "proof", "due_on", "partner", "hours", "referral")
"""What somebody fills in when there is such an action; who does it and who asks after it are filled in already."""

ROW_NOTES = tuple(f"{name}_{number}" for number in range(1, MOST_ACTIONS + 1) for name in ("text", "proof"))


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
        advice=data.get(f"advice{place}") or "",
    )


class RowsMixin(ActForm):
    """A form with a row of fields per action. Rows that stay empty are no actions.

    The names of the fields end in the number of their row: ``text_1``.
    """

    notes = ROW_NOTES

    def add_rows(self, number: int, company: Company, user: User, *, begin: Sequence[dict[str, Any]] = ()) -> None:
        """Make the fields; ``begin`` is what stands in the first rows, with the advice that it came from."""
        # Listed once for all actions: each field would ask the database again.
        lists = {"referrals": referral_choices(company), "people": people_choices()}
        self.numbers = range(1, number + 1)
        for place in self.numbers:
            for name, field in action_fields(self, company, **lists).items():
                self.fields[f"{name}_{place}"] = field
            self.fields[f"advice_{place}"] = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
            self.fields[f"owner_{place}"].initial = user.pk
        for place, words in enumerate(begin, start=1):
            for name, value in words.items():
                self.fields[f"{name}_{place}"].initial = value

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
        shown = [name for name, field in self.fields.items() if not field.widget.is_hidden]
        return [(n, [self[name] for name in shown if name.endswith(f"_{n}")]) for n in self.numbers]

    def agreed(self) -> list[Agreed]:
        """The actions of which something was said, in order."""
        found = [agreed_in(self.cleaned_data, f"_{number}") for number in self.numbers]
        return [action for action in found if action]

    def field_of(self, name: str) -> str:
        """The field that a refusal is about: the actions count on where an empty row was left out."""
        stem, _sign, number = name.rpartition("_")
        filled = [n for n in self.numbers if agreed_in(self.cleaned_data, f"_{n}")]
        return f"{stem}_{filled[int(number) - 1]}" if stem and number.isdecimal() and filled else name
