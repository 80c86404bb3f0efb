"""Tags that every template has at hand."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html

register = template.Library()


@register.inclusion_tag("components/navigation_item.html", takes_context=True)
def navigation_item(context: template.Context, name: str, text: str) -> dict[str, Any]:
    """A link of the navigation; the one whose pages the reader is on is marked."""
    address = reverse(name)
    path = context["request"].path
    return {
        "address": address,
        "text": text,
        "current": path == address or (address != "/" and path.startswith(address)),
    }


@register.simple_block_tag  # pyright: ignore[reportAttributeAccessIssue] - new in Django 5.2, the stubs lag
def table_region(content: str, label: str) -> str:
    """Let a wide table scroll on its own, reachable by keyboard and named for screen readers."""
    return format_html(
        '<div class="foothold-scroll" role="region" aria-label="{}" tabindex="0">{}</div>', label, content
    )
