"""The address of a page with other filters, another order or another place in it."""

from django.http import QueryDict


def address(query: QueryDict, **changes: str) -> str:
    """The same page with other values in its address; an empty one is left out, and so is the place in the pages."""
    changed = query.copy()
    for name, value in {"vanaf": "", **changes}.items():
        changed.pop(name, None)
        if value:
            changed[name] = value
    return f"?{changed.urlencode()}"
