"""Addresses of appointments, of one's agenda, and of what is planned with a company."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import agenda, appointments, planned

urlpatterns: list[URLPattern] = [
    path("bedrijven/<int:pk>/gepland/", planned.planned_page, name="planned"),
    path("bedrijven/<int:pk>/afspraak/", appointments.appointment_new, name="appointment-new"),
    path("afspraken/<int:pk>/", appointments.appointment_page, name="appointment"),
    path("afspraken/<int:pk>/verzetten/", appointments.appointment_move, name="appointment-move"),
    path("afspraken/<int:pk>/afzeggen/", appointments.appointment_cancel, name="appointment-cancel"),
    path("afspraken/<int:pk>/contact/", appointments.appointment_contact, name="appointment-contact"),
    path("agenda/", agenda.agenda_page, name="agenda"),
    path("agenda/link/", agenda.agenda_link, name="agenda-link"),
    path("agenda/link/weg/", agenda.agenda_end, name="agenda-end"),
]
