"""People and the companies they work for or own."""

from django.db import models

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.companies.models.company import Company


class PersonQuerySet(models.QuerySet["Person"]):
    """Questions about people."""

    def visible_to(self, user: User) -> "PersonQuerySet":
        """The people that this person may see."""
        return self if user.may(Permission.SEE_COMPANIES) else self.none()


class Person(models.Model):
    """Somebody the programme speaks with. May have a position in several companies."""

    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=2, default="nl")
    source = models.CharField(max_length=100, blank=True)
    noted_on = models.DateField()

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"
        indexes = [models.Index(fields=["email"])]

    def __str__(self) -> str:
        return self.name


class Position(models.Model):
    """What a person is in a company, and from when to when."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="positions")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="positions")
    role = models.CharField(max_length=80, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "company"], condition=models.Q(until=None), name="one_current_position"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}" if self.role else self.person.name
