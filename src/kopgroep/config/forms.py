"""How forms are drawn: every field with its label, help and error, wired to each other in one place."""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest

TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"
CLASSES = {
    "textarea": "utrecht-textarea utrecht-textarea--html-textarea",
    "select": "utrecht-select utrecht-select--html-select",
    "checkbox": "utrecht-checkbox utrecht-checkbox--html-input",
} | dict.fromkeys(
    ("text", "email", "number", "url", "password", "date", "datetime", "time", "search", "tel", "input"), TEXTBOX
)


class KopgroepRenderer(TemplatesSetting):
    """Draws forms with the field template of this house and the classes of the design system."""

    form_template_name = "parts/form.html"
    field_template_name = "parts/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Draw one template; a widget first gets the class of its kind, beside the classes it has."""
        widget = context.get("widget")
        kind = template_name.rpartition("/")[2].removesuffix(".html")
        if widget is not None and kind in CLASSES:
            attrs = widget["attrs"]
            invalid = CLASSES[kind].split()[0] + "--invalid" if attrs.get("aria-invalid") else ""
            names = (CLASSES[kind], "" if kind == "checkbox" else invalid, str(attrs.get("class") or ""))
            attrs["class"] = " ".join(name for name in names if name)
        return str(super().render(template_name, context, request))
