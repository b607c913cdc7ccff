"""Finding a partner, and the forms of its desk, its pause and its people."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kopgroep.accounts.models import RoleGrant, User
from kopgroep.accounts.roles import Role
from kopgroep.base.clock import today
from kopgroep.partners.choosing import Wanted
from kopgroep.partners.kinds import PARTNER_KINDS
from kopgroep.programme import Partner, Service, current
from kopgroep.workspace.forms.acting import DATE, ActForm, Choices, PersonChoice, VersionForm


class PartnerFilterForm(forms.Form):
    """What the directory is searched for. Its fields are the names in the address; an unknown value narrows nothing."""

    tekst = forms.CharField(label=gettext_lazy("Words of the question"), required=False, max_length=300)
    thema = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    gemeente = forms.ChoiceField(label=gettext_lazy("Municipality"), required=False)
    soort = forms.ChoiceField(label=gettext_lazy("Kind of partner"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__({name: data.get(name, "") for name in self.base_fields})
        for name, choices in self._choices(get_language() or "nl").items():
            self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]
        self.full_clean()
        self.chosen: dict[str, str] = {name: value for name, value in self.cleaned_data.items() if value}

    def _choices(self, language: str) -> dict[str, Choices]:
        programme = current()
        return {
            "thema": [(t.code, t.name.in_(language)) for t in programme.themes if t.is_active(today())],
            "gemeente": sorted(((place.code, place.name) for place in programme.area), key=lambda pair: pair[1]),
            "soort": [(code, str(word)) for code, word in PARTNER_KINDS.items()],
        }

    @property
    def wanted(self) -> Wanted:
        """What the chooser is asked."""
        return Wanted(
            text=self.chosen.get("tekst", ""),
            themes=frozenset({self.chosen["thema"]} if "thema" in self.chosen else ()),
            municipality=self.chosen.get("gemeente", ""),
        )

    @property
    def asks_a_subject(self) -> bool:
        """Whether there are words or a theme by which partners can be ranked."""
        return bool({"tekst", "thema"} & set(self.chosen))

    def is_of_the_kind(self, partner: Partner) -> bool:
        """Whether a partner is of the kind that was asked for."""
        return self.chosen.get("soort", partner.kind) == partner.kind

    def works_there(self, services: tuple[Service, ...]) -> bool:
        """Whether one of the services is there for the municipality that was asked for."""
        place = self.chosen.get("gemeente", "")
        return not place or any(not service.area or place in service.area for service in services)


class DeskForm(VersionForm):
    """Where the cards of a partner go."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address for cards"),
        required=False,
        help_text=gettext_lazy("Cards of referrals go here. Take an address that several people read."),
    )
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=30, required=False)
    contact_name = forms.CharField(label=gettext_lazy("Whom to ask for"), max_length=120, required=False)


class PauseForm(VersionForm):
    """Until when a partner takes no companies."""

    on_row = {"until": "paused_until", "reason": "pause_reason"}
    until = forms.DateField(
        label=gettext_lazy("Takes companies again from"),
        widget=DATE,
        help_text=gettext_lazy("The pause ends by itself on this day."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=200, help_text=gettext_lazy("Colleagues see this, partners do not.")
    )


class JoinForm(ActForm):
    """Which account answers for a partner."""

    user = PersonChoice(User.objects.none(), label=gettext_lazy("Account"), empty_label=None)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = RoleGrant.objects.current().filter(role=Role.PARTNER).values("user")
        accounts = User.objects.visible_to(by).filter(is_active=True, pk__in=partners)
        self.fields["user"].queryset = accounts.order_by("name", "pk")  # type: ignore[attr-defined]
