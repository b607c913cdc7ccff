"""Plans made from the advice of a scan, with moments to look at them again."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0002_referrals_plans_calendar"),
        ("scans", "0002_scans"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="filling",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="scans.filling"
            ),
        ),
        migrations.AddField(
            model_name="planaction",
            name="advice",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.CreateModel(
            name="PlanCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("months", models.PositiveSmallIntegerField()),
                ("due_on", models.DateField()),
                ("held_on", models.DateField(null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "filling",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_checks",
                        to="scans.filling",
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="casework.plan"
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "months"), name="one_check_per_moment"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_by", None), ("held_on", None)),
                            models.Q(("held_by__isnull", False), ("held_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="check_held_on_and_by",
                    ),
                ],
            },
        ),
    ]
