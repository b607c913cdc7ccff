"""The daily mail: what is new on somebody's day page, told once, and only when it is enough to write for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kopgroep.accounts.models import RoleGrant, User
from kopgroep.accounts.permissions import Permission
from kopgroep.base.working_days import is_working_day
from kopgroep.casework.day import Item, Section, day_of
from kopgroep.casework.day_words import kind_words, section_words
from kopgroep.casework.models import DigestChoice, DigestTold
from kopgroep.post.composing import compose
from kopgroep.post.models import Letter

OFFERED = (Section.OVERDUE, Section.TODAY, Section.NEW, Section.SILENT, Section.FULL, Section.LETTERS)
USUAL = (Section.OVERDUE, Section.NEW)
"""What somebody hears of who never chose."""
LEAST = 3
MOST_LEAST = 50
NAMED = 10
"""So many things of one kind are named in the mail; of the others it says how many."""
News = dict[Section, list[Item]]


@dataclass(frozen=True)
class Line:
    """One thing in the mail: the company and the kind of thing, and nothing else of it."""

    company: str
    kind: str
    url: str


@dataclass(frozen=True)
class Chapter:
    """One kind of news in the mail."""

    title: str
    count: int
    lines: list[Line]

    @property
    def more(self) -> int:
        """How many things are not named."""
        return self.count - len(self.lines)


def choice_of(user: User) -> DigestChoice:
    """What this person chose; the usual choice, not kept, for who never did."""
    known = DigestChoice.objects.filter(user=user).first()
    return known or DigestChoice(user=user, kinds=[section.value for section in USUAL], least=LEAST, version=0)


def news_for(user: User, *, on: date) -> News:
    """What this person wants to hear of on a day and was not told before."""
    wanted = set(choice_of(user).kinds)
    day = day_of(user, on=on)
    keys = {item.key(section) for section in OFFERED if section in wanted for item in day[section]}
    told = set(DigestTold.objects.filter(user=user, key__in=keys).values_list("key", flat=True))
    fresh = {
        section: [item for item in day[section] if item.key(section) not in told]
        for section in OFFERED
        if section in wanted
    }
    return {section: items for section, items in fresh.items() if items}


def readers() -> Iterator[User]:
    """Everybody with a day page; never somebody whose account is closed."""
    held = RoleGrant.objects.current().values("user")
    for user in User.objects.filter(is_active=True, pk__in=held).order_by("pk"):
        if user.may(Permission.RECORD_CONTACT):
            yield user


def send_digests(on: date) -> int:
    """Write everybody's digest of a day; how many were written. On a day off nobody gets one.

    Safe to run again: who had one that day gets no second.
    """
    return sum(send_digest(user, on=on) is not None for user in readers()) if is_working_day(on) else 0


@transaction.atomic
def send_digest(user: User, *, on: date) -> Letter | None:
    """Write one person's digest of a day, and remember what it told; None when there is too little to tell.

    The letter and what was told are kept in one transaction: after a crash there is either both or nothing.
    """
    # Two jobs at once: the second waits here, and finds that it was told.
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active or DigestTold.objects.filter(user=user, told_on=on).exists():
        return None
    news = news_for(user, on=on)
    count = sum(len(items) for items in news.values())
    if not count or count < choice_of(user).least:
        return None
    DigestTold.objects.bulk_create(
        DigestTold(user=user, key=item.key(section), told_on=on) for section, items in news.items() for item in items
    )
    language = settings.LANGUAGE_CODE
    with override(language):
        subject = _("%(count)s things wait for you") % {"count": count} if count > 1 else _("One thing waits for you")
        chapters = [_chapter(section, items) for section, items in news.items()]
    context = {
        "user": user,
        "chapters": chapters,
        "today_url": _whole("today"),
        "choice_url": _whole("digest"),
    }
    key = f"digest:{user.pk}:{on}"
    return compose("mail/digest", context, key=key, to=user.email, subject=subject, language=language, about=user)


def _whole(name: str, *args: int) -> str:
    return settings.BASE_URL.rstrip("/") + reverse(f"workspace:{name}", args=args)


def _chapter(section: Section, items: list[Item]) -> Chapter:
    kinds = kind_words()
    lines = [
        Line(
            # Of a question without a company only a person's name is known: that stays inside.
            company=item.company if item.company_id else "",
            kind=kinds[item.kind],
            url=_whole("company", item.company_id) if item.company_id else _whole("today"),
        )
        for item in items[:NAMED]
    ]
    return Chapter(title=section_words()[section], count=len(items), lines=lines)
