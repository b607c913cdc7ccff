"""Choosing what comes by mail every working day."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from kopgroep.accounts.permissions import Permission
from kopgroep.casework.actions.digests import choose_digest
from kopgroep.casework.day import Section
from kopgroep.casework.digest import OFFERED, choice_of
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.digest import DigestForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.views.acting import draw, saved


@asks(Permission.RECORD_CONTACT)
def digest_page(request: Asking) -> HttpResponse:
    """One's own choice."""
    choice = choice_of(request.user)
    post = request.user.may(Permission.MANAGE_POST)
    offered = tuple(section.value for section in OFFERED if section is not Section.LETTERS or post)
    now = {"kinds": choice.kinds, "least": choice.least, "version": choice.version}
    form = DigestForm(request.POST or None, initial=now, offered=offered)
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            # Who never chose has no row yet; there is nothing to clash with.
            version = data["version"] or None
            choose_digest(kinds=data["kinds"], least=data["least"], by=request.user, version=version)
            return saved(request, _("Your choice is kept."), "workspace:today")
    return draw(request, "workspace/digest.html", form)
