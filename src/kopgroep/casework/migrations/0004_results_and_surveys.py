"""Results of the help, and the yearly survey."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kopgroep.programme.kinds


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0003_scans"),
        ("companies", "0004_consent_and_doubles"),
        ("scans", "0004_filling_counts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Survey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("survey", models.CharField(max_length=60)),
                ("year", models.PositiveSmallIntegerField()),
                ("opened_at", models.DateTimeField()),
                ("closes_on", models.DateField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("programme_hash", models.CharField(max_length=64)),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "survey"],
            },
        ),
        migrations.CreateModel(
            name="SurveyAsk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("theme", models.CharField(blank=True, max_length=40)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("language", models.CharField(default="nl", max_length=2)),
                ("order", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for its letter"),
                            ("sent", "Asked"),
                            ("reminded", "Reminded"),
                            ("answered", "Answered"),
                            ("refused", "Does not want to take part"),
                            ("no_address", "No address known"),
                            ("not_mailed", "Must not be mailed"),
                            ("bounced", "Letter came back"),
                            ("silent", "No answer"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("sent_on", models.DateField(null=True)),
                ("reminders", models.PositiveSmallIntegerField(default=0)),
                ("reminded_on", models.DateField(null=True)),
                ("answered_on", models.DateField(null=True)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="survey_asks", to="companies.company"
                    ),
                ),
                (
                    "filling",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="survey_ask",
                        to="scans.filling",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="asks", to="casework.survey"
                    ),
                ),
            ],
            options={
                "ordering": ["survey", "order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60)),
                ("theme", models.CharField(blank=True, max_length=40)),
                ("line", models.CharField(max_length=40)),
                ("happened_on", models.DateField()),
                ("description", models.CharField(max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("forecast", "Forecast"),
                            ("asked", "Asked the company"),
                            ("stated", "Stated by the company"),
                            ("denied", "Not so, says the company"),
                            ("unanswered", "No answer"),
                            ("verified", "Verified"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="forecast",
                        max_length=12,
                    ),
                ),
                ("forecast", models.DecimalField(decimal_places=2, max_digits=14)),
                ("written_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(null=True)),
                ("asked_name", models.CharField(blank=True, max_length=120)),
                ("asked_email", models.EmailField(blank=True, max_length=254)),
                ("language", models.CharField(default="nl", max_length=2)),
                ("round", models.PositiveSmallIntegerField(default=0)),
                ("answered_at", models.DateTimeField(null=True)),
                ("stated", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("without", models.CharField(blank=True, max_length=60)),
                ("remark", models.CharField(blank=True, max_length=500)),
                ("verified", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("verified_on", models.DateField(null=True)),
                ("verified_with", models.CharField(blank=True, max_length=300)),
                (
                    "evidence",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "ASKED"),
                            (1, "BEFORE_AFTER"),
                            (2, "CONTROLS"),
                            (3, "DIFFERENCES"),
                            (4, "NEARLY_DRAWN"),
                            (5, "DRAWN"),
                        ],
                        default=kopgroep.programme.kinds.Evidence["ASKED"],
                    ),
                ),
                ("withdraw_reason", models.CharField(blank=True, max_length=300)),
                ("submission", models.UUIDField(unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="results", to="companies.company"
                    ),
                ),
                (
                    "journey",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="casework.journey",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="casework.referral",
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-happened_on", "-pk"],
                "indexes": [
                    models.Index(fields=["state", "asked_at"], name="casework_re_state_26ae42_idx"),
                    models.Index(fields=["company", "happened_on"], name="casework_re_company_b7cb2b_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("verified", None), ("verified_by", None), ("verified_on", None), ("verified_with", "")
                            ),
                            models.Q(
                                ("verified__isnull", False),
                                ("verified_by__isnull", False),
                                ("verified_on__isnull", False),
                                models.Q(("verified_with", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="verified_result_says_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["stated", "verified"]), _negated=True),
                            ("stated__isnull", False),
                            _connector="OR",
                        ),
                        name="stated_result_has_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verified_by", None),
                            models.Q(("verified_by", models.F("written_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="result_verified_by_another",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.UniqueConstraint(fields=("survey", "year"), name="one_round_a_year"),
        ),
        migrations.AddIndex(
            model_name="surveyask",
            index=models.Index(fields=["survey", "state"], name="casework_su_survey__575d11_idx"),
        ),
        migrations.AddConstraint(
            model_name="surveyask",
            constraint=models.UniqueConstraint(fields=("survey", "company"), name="asked_once_a_round"),
        ),
    ]
