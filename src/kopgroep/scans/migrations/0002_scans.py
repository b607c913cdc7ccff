"""Scans: editions, answers, proofs, steps and frozen benchmarks."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kopgroep.scans.models.proof


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0004_consent_and_doubles"),
        ("scans", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scan", models.CharField(max_length=60)),
                ("version", models.CharField(max_length=20)),
                ("hash", models.CharField(max_length=64, unique=True)),
                ("definition", models.TextField()),
                ("first_used_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["scan", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quarter", models.CharField(max_length=6, unique=True)),
                ("until", models.DateField()),
                ("taken_at", models.DateTimeField()),
                ("fillings", models.PositiveIntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("programme_hash", models.CharField(max_length=64)),
                ("register", models.JSONField(blank=True, default=dict)),
            ],
            options={
                "ordering": ["-until"],
            },
        ),
        migrations.AlterField(
            model_name="measure",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.CreateModel(
            name="Filling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scan", models.CharField(max_length=60)),
                ("company_typed", models.CharField(blank=True, max_length=200)),
                ("contact_name", models.CharField(blank=True, max_length=120)),
                ("contact_email", models.EmailField(blank=True, max_length=254)),
                ("language", models.CharField(default="nl", max_length=2)),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("alone", "By the entrepreneur alone"),
                            ("together", "Together with the adviser"),
                            ("upload", "From a spreadsheet"),
                        ],
                        max_length=10,
                    ),
                ),
                ("answers", models.JSONField(blank=True, default=dict)),
                ("started_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("seconds", models.PositiveIntegerField(default=0)),
                ("finished_at", models.DateTimeField(null=True)),
                ("finished_on", models.DateField(null=True)),
                ("result", models.TextField(blank=True)),
                ("engine", models.CharField(blank=True, max_length=10)),
                ("size_group", models.CharField(blank=True, max_length=60)),
                ("sector_group", models.CharField(blank=True, max_length=60)),
                ("municipality_code", models.CharField(blank=True, max_length=6)),
                ("peer_group", models.CharField(blank=True, max_length=130)),
                ("programme_hash", models.CharField(blank=True, max_length=64)),
                ("withdrawn_on", models.DateField(null=True)),
                ("withdraw_reason", models.CharField(blank=True, max_length=300)),
                ("submission", models.UUIDField(unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "adviser",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fillings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fillings",
                        to="companies.company",
                    ),
                ),
                (
                    "company_guess",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="companies.company"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="fillings", to="scans.edition"
                    ),
                ),
                (
                    "finished_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="scans.snapshot"
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="measure",
            name="filling",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="measures", to="scans.filling"
            ),
        ),
        migrations.CreateModel(
            name="Proof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.CharField(blank=True, max_length=60)),
                ("dated_on", models.DateField()),
                ("file", models.FileField(max_length=120, upload_to=kopgroep.scans.models.proof.place_of)),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("added_at", models.DateTimeField()),
                ("seen_on", models.DateField(null=True)),
                ("refused_reason", models.CharField(blank=True, max_length=300)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="companies.company",
                    ),
                ),
                (
                    "filling",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="scans.filling",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="scans.measure",
                    ),
                ),
                (
                    "seen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Cell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scan", models.CharField(max_length=60)),
                ("major", models.PositiveSmallIntegerField()),
                ("scale", models.CharField(max_length=60)),
                ("sector_group", models.CharField(blank=True, max_length=60)),
                ("size_group", models.CharField(blank=True, max_length=60)),
                ("municipality_code", models.CharField(blank=True, max_length=6)),
                ("n", models.PositiveIntegerField()),
                ("mean", models.FloatField(null=True)),
                ("weighted_mean", models.FloatField(null=True)),
                ("q1", models.FloatField(null=True)),
                ("median", models.FloatField(null=True)),
                ("q3", models.FloatField(null=True)),
                ("levels", models.JSONField(blank=True, default=dict)),
                ("histogram", models.JSONField(blank=True, default=list)),
                (
                    "hidden",
                    models.CharField(
                        blank=True, choices=[("small", "Small"), ("secondary", "Secondary")], max_length=10
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cells", to="scans.snapshot"
                    ),
                ),
            ],
            options={
                "ordering": ["snapshot", "scan", "scale", "municipality_code", "sector_group", "size_group"],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scan", models.CharField(max_length=60)),
                ("rule", models.PositiveSmallIntegerField()),
                ("shown_on", models.DateField()),
                (
                    "after",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="scans.filling"
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="scans.filling"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="companies.company"
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="scans.proof"
                    ),
                ),
            ],
            options={
                "ordering": ["shown_on", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("filling", None), ("measure__isnull", False)),
                    models.Q(("filling__isnull", False), ("measure", None)),
                    _connector="OR",
                ),
                name="proof_of_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("seen_by", None), ("seen_on", None)),
                    models.Q(("seen_by__isnull", False), ("seen_on__isnull", False)),
                    _connector="OR",
                ),
                name="proof_seen_by_and_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.UniqueConstraint(fields=("filling", "item", "sha256"), name="proof_once_per_question"),
        ),
        migrations.AddIndex(
            model_name="filling",
            index=models.Index(fields=["company", "scan", "finished_on"], name="scans_filli_company_36da77_idx"),
        ),
        migrations.AddIndex(
            model_name="filling",
            index=models.Index(fields=["scan", "finished_on"], name="scans_filli_scan_148d8f_idx"),
        ),
        migrations.AddIndex(
            model_name="filling",
            index=models.Index(fields=["adviser", "finished_at"], name="scans_filli_adviser_0b241e_idx"),
        ),
        migrations.AddConstraint(
            model_name="filling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("engine", ""), ("finished_at", None), ("finished_on", None), ("result", "")),
                    models.Q(
                        ("finished_at__isnull", False),
                        ("finished_on__isnull", False),
                        models.Q(("result", ""), _negated=True),
                        models.Q(("engine", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="finished_scan_has_result",
            ),
        ),
        migrations.AddConstraint(
            model_name="filling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdraw_reason", ""), ("withdrawn_on", None)),
                    models.Q(("withdrawn_on__isnull", False), models.Q(("withdraw_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="withdrawn_scan_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="cell",
            constraint=models.UniqueConstraint(
                fields=("snapshot", "scan", "major", "scale", "sector_group", "size_group", "municipality_code"),
                name="one_cell_per_group",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(fields=("after", "rule"), name="step_once_per_scan"),
        ),
    ]
