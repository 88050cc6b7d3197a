"""The `pricing` object of statuses, by the rules in force since October 2026."""

from __future__ import annotations

from typing import Any

UNKNOWN_TYPE = "free_monthly_allowance"  # a value no documentation names; readers must cope


def pricing(category: str, *, free_entry: bool, allowance_left: bool, strange: bool) -> dict[str, Any]:
    """What one message costs. `category` is a template's category in lower case, or `service`.

    Free-form messages are free while the number's monthly allowance lasts; templates are billed, inside
    the 24 h window too; everything is free for 72 h after an advertisement brought the user.
    """
    kind, billable = "regular", True
    if free_entry:
        kind, billable, category = "free_entry_point", False, "referral_conversion"
    elif category == "service" and allowance_left:
        kind, billable = "free_customer_service", False
    return {
        "billable": billable,
        "pricing_model": "PMP",
        "type": UNKNOWN_TYPE if strange else kind,
        "category": category,
    }
