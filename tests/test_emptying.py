"""Emptying the test database passes the triggers that refuse deletion, and leaves them in place."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from kopgroep.accounts.models import AuditEvent
from kopgroep.base.clock import now

TABLE = AuditEvent._meta.db_table


def write_event() -> AuditEvent:
    return AuditEvent.objects.create(at=now(), verb="tried", subject_type="user", subject_id=1)


@pytest.mark.django_db(transaction=True)
def test_emptying_passes_the_triggers_and_puts_them_back() -> None:
    write_event()
    call_command("flush", interactive=False, verbosity=0)
    assert AuditEvent.objects.count() == 0
    event = write_event()
    with pytest.raises(DatabaseError, match="append-only"):
        event.delete()
    assert AuditEvent.objects.count() == 1
