"""Tables and meetings: reach, never counted as individual advice."""

from django.db import models

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission


class EventQuerySet(models.QuerySet["Event"]):
    """Questions about events."""

    def visible_to(self, user: User) -> "EventQuerySet":
        """The events that this person may see: everybody in the workspace."""
        return self if user.may(Permission.SEE_WORKSPACE) else self.none()


class Event(models.Model):
    """One table or meeting that was held."""

    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    theme = models.CharField(max_length=40, blank=True)
    held_on = models.DateField()
    place = models.CharField(max_length=80, blank=True)
    visitors = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    submission = models.UUIDField(unique=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return self.title
