"""The forms of an account: inviting somebody, and what is known of him or her."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.accounts.roles import Role
from kopgroep.programme import current
from kopgroep.workspace.forms.acting import ActForm, Choices


def role_choices(language: str) -> Choices:
    """The roles, in the words of the programme."""
    return [(role.value, current().role(role).name.in_(language)) for role in Role]


class PersonDetailsForm(ActForm):
    """Name, telephone and area of somebody who works in the programme."""

    name = forms.CharField(label=_("Name"), max_length=120)
    phone = forms.CharField(
        label=_("Telephone"),
        required=False,
        max_length=30,
        help_text=_("Entrepreneurs see it when this person will call them."),
    )
    areas = forms.MultipleChoiceField(
        label=_("First to call in"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("New questions from these municipalities go to this adviser first."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = [(m.code, m.name) for m in current().area]  # type: ignore[attr-defined]


class InviteForm(PersonDetailsForm):
    """A new account."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The work address. With it the person logs in; nobody else gets this account."),
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What somebody may do follows from these. Give no more than the work asks."),
    )
    field_order = ["submission", "name", "email", "phone", "roles", "areas"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = role_choices(self.language)  # type: ignore[attr-defined]
