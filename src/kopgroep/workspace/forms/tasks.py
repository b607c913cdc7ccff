"""The forms of a task."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.accounts.models import User
from kopgroep.base.clock import today
from kopgroep.casework.models import Task
from kopgroep.workspace.forms.acting import DATE, ActForm, VersionForm, colleague

TITLE = _("What must be done")
DUE_ON = _("By when")


def _text() -> forms.CharField:
    return forms.CharField(
        label=_("Note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Short and factual. Nothing about health, debts or family."),
    )


class TaskForm(ActForm):
    """One thing to do. Only what and by when are asked."""

    notes = ("title", "text")
    title = forms.CharField(label=TITLE, max_length=200, widget=forms.TextInput(attrs={"autofocus": True}))
    due_on = forms.DateField(label=DUE_ON, widget=DATE)
    owner = colleague(_("Who does it"))
    text = _text()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = today
        self.fields["owner"].initial = user.pk


class QuickTaskForm(ActForm):
    """A task in one line, for oneself."""

    notes = ("title",)
    title = forms.CharField(label=TITLE, max_length=200, widget=forms.TextInput(attrs={"data-key": "t"}))
    due_on = forms.DateField(label=DUE_ON, widget=DATE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="quick_%s", **kwargs)
        self.fields["due_on"].initial = today


class ChangeTaskForm(VersionForm):
    """Other words or another day."""

    notes = ("title", "text")
    on_row = {"text": "note"}
    title = forms.CharField(label=TITLE, max_length=200)
    due_on = forms.DateField(label=DUE_ON, widget=DATE)
    text = _text()

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        initial = {"title": task.title, "due_on": task.due_on, "text": task.note, "version": task.version}
        super().__init__(*args, initial=initial, **kwargs)


class PassTaskForm(VersionForm):
    """Giving a task to a colleague."""

    on_row = {"to": "owner"}
    to = colleague(_("Who takes it over"))
