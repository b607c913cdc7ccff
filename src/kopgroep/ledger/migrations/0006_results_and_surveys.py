"""Kinds of line for forecast results and for surveys."""

from typing import Any

from django.conf import settings
from django.db import migrations, models

from kopgroep.base.append_only import guard, unguard


def put_on_again(apps: Any, schema_editor: Any) -> None:
    """SQLite made the table anew for the constraint, and dropped the guard with the old one."""
    vendor = schema_editor.connection.vendor
    for statement in (
        *unguard("ledger_entry", vendor),
        *guard("ledger_entry", vendor, unique=("id", "key", "reverses_id")),
    ):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0004_consent_and_doubles"),
        ("ledger", "0005_scans"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="entry",
            name="known_kind",
        ),
        migrations.AlterField(
            model_name="entry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("question_asked", "question_asked"),
                    ("question_taken", "question_taken"),
                    ("question_closed", "question_closed"),
                    ("contact_held", "contact_held"),
                    ("intake_held", "intake_held"),
                    ("journey_opened", "journey_opened"),
                    ("journey_closed", "journey_closed"),
                    ("hours_reserved", "hours_reserved"),
                    ("hours_written", "hours_written"),
                    ("hours_released", "hours_released"),
                    ("benchmark_taken", "benchmark_taken"),
                    ("ladder_position", "ladder_position"),
                    ("event_held", "event_held"),
                    ("money_committed", "money_committed"),
                    ("money_spent", "money_spent"),
                    ("manager_assigned", "manager_assigned"),
                    ("referral_asked", "referral_asked"),
                    ("referral_sent", "referral_sent"),
                    ("referral_accepted", "referral_accepted"),
                    ("referral_declined", "referral_declined"),
                    ("referral_expired", "referral_expired"),
                    ("referral_contacted", "referral_contacted"),
                    ("referral_started", "referral_started"),
                    ("referral_result", "referral_result"),
                    ("referral_confirmed", "referral_confirmed"),
                    ("referral_closed", "referral_closed"),
                    ("referral_withdrawn", "referral_withdrawn"),
                    ("referral_reopened", "referral_reopened"),
                    ("referral_rerouted", "referral_rerouted"),
                    ("plan_agreed", "plan_agreed"),
                    ("action_done", "action_done"),
                    ("step_shown", "step_shown"),
                    ("result_forecast", "result_forecast"),
                    ("result_stated", "result_stated"),
                    ("result_verified", "result_verified"),
                    ("survey_asked", "survey_asked"),
                    ("survey_answered", "survey_answered"),
                    ("survey_scored", "survey_scored"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "question_asked",
                            "question_taken",
                            "question_closed",
                            "contact_held",
                            "intake_held",
                            "journey_opened",
                            "journey_closed",
                            "hours_reserved",
                            "hours_written",
                            "hours_released",
                            "benchmark_taken",
                            "ladder_position",
                            "event_held",
                            "money_committed",
                            "money_spent",
                            "manager_assigned",
                            "referral_asked",
                            "referral_sent",
                            "referral_accepted",
                            "referral_declined",
                            "referral_expired",
                            "referral_contacted",
                            "referral_started",
                            "referral_result",
                            "referral_confirmed",
                            "referral_closed",
                            "referral_withdrawn",
                            "referral_reopened",
                            "referral_rerouted",
                            "plan_agreed",
                            "action_done",
                            "step_shown",
                            "result_forecast",
                            "result_stated",
                            "result_verified",
                            "survey_asked",
                            "survey_answered",
                            "survey_scored",
                        ],
                    )
                ),
                name="known_kind",
            ),
        ),
        migrations.RunPython(put_on_again, put_on_again),
    ]
