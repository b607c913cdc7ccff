"""What a company allowed or refused: for one purpose, towards one recipient, in these words, on that day."""

from django.db import models

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.companies.models.company import Company
from kopgroep.companies.models.people import Person


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Questions about consents."""

    def visible_to(self, user: User) -> "ConsentQuerySet":
        """The consents that this person may see: those of companies that he or she may see."""
        return self if user.may(Permission.SEE_COMPANIES) else self.none()

    def latest_of(self, company: Company, purpose: str, recipient: str = "") -> "Consent | None":
        """The last answer for a purpose and recipient; None when nobody was asked, which means no."""
        asked = self.filter(company=company, purpose=purpose, recipient=recipient)
        return asked.order_by("-answered_on", "-pk").first()


class Consent(models.Model):
    """One answer. A later answer is a new row; the earlier one stays as it was given."""

    class Purpose(models.TextChoices):
        """What is allowed or refused."""

        SHARE = "share"
        NEWSLETTER = "newsletter"
        STORY = "story"

    class How(models.TextChoices):
        """How the answer came in."""

        LINK = "link"
        VISIT = "visit"
        PHONE = "phone"
        EMAIL = "email"

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="consents")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose)
    recipient = models.CharField(max_length=60, blank=True)
    """Code of the partner; empty when the purpose has no recipient."""
    given = models.BooleanField()
    wording = models.TextField(max_length=4000)
    """The words that were said yes or no to, and exactly what would be shared."""
    answered_by = models.CharField(max_length=120)
    """The name of who answered, as told or typed."""
    answered_on = models.DateField()
    how = models.CharField(max_length=10, choices=How)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    """Who wrote it down; None when it was answered through a link."""

    objects = ConsentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["company", "purpose", "recipient", "-answered_on"], name="consent_latest")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.recipient} {'yes' if self.given else 'no'}"
