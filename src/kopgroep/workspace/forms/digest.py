"""The form with which somebody chooses what comes by mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.casework.day_words import section_words
from kopgroep.casework.digest import MOST_LEAST, OFFERED
from kopgroep.workspace.forms.acting import VersionForm


class DigestForm(VersionForm):
    """Kinds of news, and from how many things on."""

    kinds = forms.MultipleChoiceField(
        label=_("What do you want to hear of?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose nothing and you get no mail."),
    )
    least = forms.IntegerField(
        label=_("From how many things on?"),
        min_value=1,
        max_value=MOST_LEAST,
        help_text=_("With fewer new things the mail waits for the next day."),
    )

    def __init__(self, *args: Any, offered: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = section_words()
        self.fields["kinds"].choices = [  # type: ignore[attr-defined]  # it is a choice
            (section.value, words[section]) for section in OFFERED if section.value in offered
        ]
        self.fields["kinds"].unmarked = True  # type: ignore[attr-defined]  # read by the field template
