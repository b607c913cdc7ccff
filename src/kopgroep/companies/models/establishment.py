"""The place of work: where a company does what."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.companies.models.company import Company
from kopgroep.companies.models.register import RegisterRun

NUMBER = RegexValidator(r"^\d{12}$", "An establishment number has 12 digits.")


class EstablishmentQuerySet(models.QuerySet["Establishment"]):
    """Questions about establishments."""

    def visible_to(self, user: User) -> "EstablishmentQuerySet":
        """The establishments that this person may see."""
        return self if user.may(Permission.SEE_COMPANIES) else self.none()

    def with_size_source(self) -> "EstablishmentQuerySet":
        """Add ``size_source`` and ``size_on``: the register, and its day, that supplied the size class.

        They differ from those of the other facts when an employment register knew better than the trade register.
        """
        number = Cast(KeyTextTransform("size_class", "provenance"), models.BigIntegerField())
        supplied = Coalesce(models.OuterRef("size_run"), models.OuterRef("run_id"))
        runs = RegisterRun.objects.filter(pk=supplied)
        sources: Any = {
            "size_source": models.Subquery(runs.values("source")[:1]),
            "size_on": models.Subquery(runs.values("snapshot_on")[:1]),
        }
        return self.alias(size_run=number).annotate(**sources)

    def leading(self) -> "EstablishmentQuerySet":
        """One establishment per company: the one that stands for it in lists."""
        return self.filter(leads=True)


class Establishment(models.Model):
    """One place of work of a company, as the register describes it now.

    ``run`` is the register reading that supplied the facts; ``provenance`` names, per fact, another run that supplied
    just that one (an employment register gives the size class, say).
    """

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="establishments")
    number = models.CharField(max_length=12, null=True, blank=True, unique=True, validators=[NUMBER])
    name = models.CharField(max_length=200)
    is_main = models.BooleanField(default=True)
    leads = models.BooleanField(default=True)
    """Stands for the company in lists: the main establishment, or the first one known when the main lies elsewhere."""

    street = models.CharField(max_length=100, blank=True)
    house_number = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    place = models.CharField(max_length=80, blank=True)
    municipality_code = models.CharField(max_length=6, blank=True)
    address_shielded = models.BooleanField(default=False)

    sbi_scheme = models.CharField(max_length=4, blank=True)
    sbi_code = models.CharField(max_length=6, blank=True)
    sbi_section = models.CharField(max_length=1, blank=True)
    sbi_from = models.DateField(null=True, blank=True)
    size_class = models.CharField(max_length=10, blank=True)
    website = models.CharField(max_length=200, blank=True)
    email_domain = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    run = models.ForeignKey(
        RegisterRun, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    retrieved_on = models.DateField(null=True, blank=True)
    last_seen_on = models.DateField(null=True, blank=True)
    provenance = models.JSONField(default=dict, blank=True)
    search_text = models.TextField(blank=True)
    """Names, trade names, numbers, place, postcode and mail domain, folded. See ``search_text.py``."""

    objects = EstablishmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company"], condition=models.Q(leads=True), name="one_leads_per_company")
        ]
        indexes = [
            models.Index(fields=["municipality_code", "sbi_section", "size_class"], name="establishment_cell"),
            models.Index(fields=["name", "id"], name="establishment_by_name"),
            models.Index(fields=["place", "name", "id"], name="establishment_by_place"),
            models.Index(fields=["postcode"], name="establishment_by_postcode"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Street, number, postcode and place on one line; empty when the address is shielded."""
        if self.address_shielded:
            return ""
        street = f"{self.street} {self.house_number}".strip()
        postcode = f"{self.postcode[:4]} {self.postcode[4:]}".strip()
        return ", ".join(part for part in (street, f"{postcode} {self.place}".strip()) if part)


class TradeName(models.Model):
    """A further name under which an establishment trades, next to ``Establishment.name``."""

    establishment = models.ForeignKey(Establishment, on_delete=models.PROTECT, related_name="trade_names")
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["establishment", "name"], name="trade_name_once")]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Activity(models.Model):
    """A side activity, or a main activity of the past, with its scheme and dates.

    The present main activity stands on the establishment itself. The same digits mean different things in SBI 2008
    and SBI 2025, so the scheme always goes along.
    """

    establishment = models.ForeignKey(Establishment, on_delete=models.PROTECT, related_name="activities")
    scheme = models.CharField(max_length=4)
    code = models.CharField(max_length=6)
    was_main = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "activities"
        constraints = [
            models.UniqueConstraint(
                fields=["establishment", "scheme", "code", "valid_from"],
                name="activity_once",
            )
        ]
