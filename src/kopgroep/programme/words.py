"""The lists from which people choose at work, and the words of the public pages."""

from typing import Annotated

from pydantic import Field

from kopgroep.programme.parts import SIZE_PATTERN, Choice, Code, Coded, Flag, Part, Sentence, Text, Url


class Outcome(Choice):
    """How something ended.

    ``counts`` says whether it may count for a target; ``demonstrable`` whether the company took a step
    that can be shown with proof.
    """

    counts: Flag
    demonstrable: Flag = False


class Goal(Coded):
    """What the programme is for, in one sentence."""

    text: Text


class RoleText(Part):
    """How a role is called in this region, and what people in it come for."""

    name: Text
    description: Text


class QuestionExample(Coded):
    """A question that others asked, shown beside the question box."""

    text: Text
    theme: Code | None = None


class Offer(Coded):
    """Something that an entrepreneur can get, shown on the page with the offer."""

    name: Text
    description: Text
    theme: Code | None = None
    url: Url | None = None


class SizeClass(Coded):
    """A class of people working at an establishment; ``maximum`` is None for the open class at the top."""

    code: Annotated[str, Field(pattern=SIZE_PATTERN)]
    name: Text
    minimum: Annotated[int, Field(strict=True, ge=0)]
    maximum: Annotated[int, Field(strict=True, ge=0)] | None = None


class ContactDetails(Part):
    """How to reach the programme other than through the site."""

    phone: Sentence
    email: Sentence
    office_hours: Text
    organisation: Sentence
    """Who is answerable, also for personal data."""


class Publisher(Part):
    """Who publishes the open data, as the catalogue of the government names it."""

    name: Sentence
    identifier: Url
    """The address that identifies the organisation for machines: for a Dutch authority the one of TOOI."""
    email: Sentence
    """Where questions about the data go."""
