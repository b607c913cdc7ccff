"""Addresses of the day page and of a company's file."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import company, contacts, intakes, journeys, measures, questions, today

urlpatterns: list[URLPattern] = [
    path("", today.today_page, name="today"),
    path("bedrijven/<int:pk>/", company.company_page, name="company"),
    path("bedrijven/<int:pk>/accountmanager/", company.manager_page, name="manager"),
    path("bedrijven/<int:pk>/persoon/", company.person_page, name="person-new"),
    path("bedrijven/<int:pk>/opgave/", company.fact_page, name="fact-new"),
    path("bedrijven/<int:pk>/contact/", contacts.contact_new, name="contact-new"),
    path("bedrijven/<int:pk>/intake/", intakes.intake_new, name="intake-new"),
    path("bedrijven/<int:pk>/benchmark/", measures.benchmark_new, name="benchmark-new"),
    path("bedrijven/<int:pk>/ladder/", measures.position_new, name="position-new"),
    path("bedrijven/<int:pk>/traject/", journeys.journey_new, name="journey-new"),
    path("contacten/<int:pk>/", contacts.contact_edit, name="contact-edit"),
    path("contacten/<int:pk>/gedaan/", contacts.step_done, name="step-done"),
    path("contacten/<int:pk>/toch-niet/", contacts.step_undo, name="step-undo"),
    path("vragen/", questions.questions_page, name="questions"),
    path("vragen/<int:pk>/", questions.question_page, name="question"),
    path("vragen/<int:pk>/aannemen/", questions.question_take, name="question-take"),
    path("vragen/<int:pk>/bedrijf/", questions.question_company, name="question-company"),
    path("vragen/<int:pk>/afronden/", questions.question_close, name="question-close"),
    path("vragen/<int:pk>/heropenen/", questions.question_reopen, name="question-reopen"),
    path("trajecten/", journeys.journeys_page, name="journeys"),
    path("trajecten/<int:pk>/", journeys.journey_page, name="journey"),
    path("trajecten/<int:pk>/uren/", journeys.hours_new, name="hours-new"),
    path("trajecten/<int:pk>/reserveren/", journeys.hours_reserve, name="hours-reserve"),
    path("trajecten/<int:pk>/teruggeven/", journeys.hours_release, name="hours-release"),
    path("trajecten/<int:pk>/uren/<int:entry_pk>/", journeys.hours_correct, name="hours-correct"),
    path("trajecten/<int:pk>/afronden/", journeys.journey_close, name="journey-close"),
]
