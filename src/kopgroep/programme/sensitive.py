"""Words that hardly ever belong in a note about a company: on health, debts, family, belief, crime."""

from typing import Annotated

from pydantic import Field, StringConstraints

from kopgroep.programme.parts import Coded, Part, Text

STEM_PATTERN = r"^\w[\w' -]*\*?$"

Stem = Annotated[str, StringConstraints(pattern=STEM_PATTERN, min_length=2, max_length=60)]
"""A word, or words with one space between. With ``*`` at the end any ending fits: ``depressie*`` finds depressief."""


class Stems(Part):
    """Words in both languages; notes are searched for all of them, whatever the language of the page."""

    nl: tuple[Stem, ...] = ()
    en: tuple[Stem, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """Dutch and English together."""
        return self.nl + self.en


class SensitiveWords(Coded):
    """A group of such words. Who writes one is asked whether it is really needed; nothing is forbidden."""

    name: Text
    stems: Stems = Field(description="Words that ask for the warning.")
    allowed: Stems = Stems()
    """Words that look like one of the stems and are only business: a hospital that is a customer, separated waste."""
