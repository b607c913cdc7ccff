"""The legal person: what the register says of it and, beside that, what people stated."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission

if TYPE_CHECKING:
    from kopgroep.companies.models.establishment import Establishment

KVK = RegexValidator(r"^\d{8}$", "A KVK number has 8 digits.")
RSIN = RegexValidator(r"^\d{9}$", "An RSIN has 9 digits.")


class CompanyQuerySet(models.QuerySet["Company"]):
    """Questions about companies."""

    def visible_to(self, user: User) -> "CompanyQuerySet":
        """The companies that this person may see: all of them for who may see companies, else none."""
        return self if user.may(Permission.SEE_COMPANIES) else self.none()

    def managed_by(self, user: User) -> "CompanyQuerySet":
        """The companies of which this person is the account manager."""
        return self.filter(account_manager=user)

    def mailable(self) -> "CompanyQuerySet":
        """Companies that may get post they did not ask for: never those with the non-mailing flag."""
        return self.kept().filter(non_mailing=False, ended_on=None)

    def kept(self) -> "CompanyQuerySet":
        """Without the doubles that were merged into another company."""
        return self.filter(merged_into=None)

    def doubles(self, of: Collection[int] | None = None) -> dict[int, int]:
        """The key of each double with that of the company it was merged into; ``of`` names the ones that stayed.

        There are few, so whoever counts companies asks for them once and counts a pair once.
        """
        # Greater than nought instead of not empty, and in no order: so SQLite reads the index and not the table.
        merged = self.filter(merged_into__gt=0) if of is None else self.filter(merged_into__in=of)
        return dict(merged.order_by().values_list("pk", "merged_into"))  # type: ignore[arg-type]  # none is empty


class Company(models.Model):
    """A legal person or sole trader; before registration, somebody who means to start one.

    Register facts (number, name, legal form, dates, flags) are written by imports only; what people say of the
    company stands beside them in ``StatedFact``.
    """

    kvk_number = models.CharField(max_length=8, null=True, blank=True, unique=True, validators=[KVK])
    rsin = models.CharField(max_length=9, blank=True, validators=[RSIN])
    name = models.CharField(max_length=200)
    legal_form = models.CharField(max_length=40, blank=True)
    pre_start = models.BooleanField(default=False)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    non_mailing = models.BooleanField(default=False)
    fictional = models.BooleanField(default=False)
    account_manager = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="companies")
    manager_since = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="doubles", db_index=False
    )
    """The company that this row turned out to be a double of. The row stays; pages show the other one."""
    version = models.PositiveIntegerField(default=1)
    """Counts the changes by people, so that two who edit at once notice each other."""

    objects = CompanyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "companies"
        # Only the few doubles: an index of all rows would tell the planner that one value stands for nearly all.
        indexes = [
            models.Index(fields=["merged_into"], condition=models.Q(merged_into__isnull=False), name="company_doubles")
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(account_manager=None, manager_since=None)
                | models.Q(account_manager__isnull=False, manager_since__isnull=False),
                name="manager_and_date_together",
            ),
            models.CheckConstraint(
                condition=models.Q(kvk_number=None) | models.Q(pre_start=False),
                name="pre_start_has_no_number",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | models.Q(kvk_number=None),
                name="double_has_no_number",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def seat(self) -> "Establishment | None":
        """The establishment that stands for the company in lists and figures."""
        return next((e for e in self.establishments.all() if e.leads), None)


class StatedFact(models.Model):
    """Something that the company itself or an adviser said, beside what the register says. The last one counts."""

    class Field(models.TextChoices):
        """What can be stated."""

        PHONE = "phone", _("Telephone")
        EMAIL = "email", _("E-mail address")
        WEBSITE = "website", _("Website")
        STAFF = "staff", _("Number of people")
        ADDRESS = "address", _("Address")
        ACTIVITY = "activity", _("What they do")

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="stated_facts")
    field = models.CharField(max_length=20, choices=Field)
    value = models.CharField(max_length=300)
    stated_on = models.DateField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=100)

    class Meta:
        indexes = [models.Index(fields=["company", "field", "-stated_on"])]
