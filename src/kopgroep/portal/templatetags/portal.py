"""What only the public pages need in their templates."""

from django import template
from django.utils.translation import get_language

from kopgroep.programme import Text

register = template.Library()


@register.filter
def said(text: Text) -> str:
    """A text of the programme in the language of the page."""
    return text.in_(get_language() or "nl")
