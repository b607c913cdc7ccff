"""Addresses of the accounts and of the two logs."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import audit, people

urlpatterns: list[URLPattern] = [
    path("mensen/", people.people_page, name="people"),
    path("mensen/nieuw/", people.person_invite, name="person-invite"),
    path("mensen/export/", people.people_export, name="people-export"),
    path("mensen/<int:pk>/", people.person_page, name="person"),
    path("mensen/<int:pk>/wijzigen/", people.person_change, name="person-change"),
    path("mensen/<int:pk>/rol/", people.person_role, name="person-role"),
    path("mensen/<int:pk>/sluiten/", people.person_close, name="person-close"),
    path("mensen/<int:pk>/openen/", people.person_reopen, name="person-reopen"),
    path("logboek/", audit.audit_page, name="audit"),
    path("logboek/ingezien/", audit.reads_page, name="reads"),
]
