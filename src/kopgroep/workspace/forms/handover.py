"""The form of a hand-over: from whom, to whom, and for which municipality to somebody else."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from kopgroep.accounts.models import User
from kopgroep.casework.handover import Heirs
from kopgroep.programme import current
from kopgroep.workspace.forms.acting import ActForm, PersonChoice

SPLIT = "naar-"
"""What the name of the field of a municipality begins with."""


class HandOverForm(ActForm):
    """To whom the work of a leaver goes. A municipality without a choice of its own goes with the rest."""

    heir = PersonChoice(
        User.objects.none(),
        label=gettext_lazy("Who takes over?"),
        empty_label=gettext_lazy("Choose a colleague"),
        error_messages={"required": gettext_lazy("Choose who takes over.")},
    )

    def __init__(self, *args: Any, leaver: User, municipalities: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = User.objects.advisers().exclude(pk=leaver.pk)
        self.fields["heir"].queryset = colleagues  # type: ignore[attr-defined]  # a choice of rows has one
        towns = {m.code: m.name for m in current().area}
        people = [(str(person.pk), person.name) for person in colleagues]
        self.colleagues = {str(person.pk): person for person in colleagues}
        for code in sorted(municipalities, key=lambda code: towns.get(code, code)):
            self.fields[f"{SPLIT}{code}"] = forms.ChoiceField(
                label=f"{towns.get(code, code)} ({municipalities[code]})",
                choices=[("", gettext_lazy("With the rest")), *people],
                required=False,
            )
            self.fields[f"{SPLIT}{code}"].unmarked = True  # type: ignore[attr-defined]  # read by the field template

    @property
    def heirs(self) -> Heirs:
        """Who gets what, after the form was found right."""
        split = {
            name.removeprefix(SPLIT): self.colleagues[value]
            for name, value in self.cleaned_data.items()
            if name.startswith(SPLIT) and value
        }
        return Heirs(self.cleaned_data["heir"], split)


def by_municipality(codes: list[str]) -> Counter[str]:
    """How many pieces of work there are in each municipality that is known."""
    return Counter(code for code in codes if code)
