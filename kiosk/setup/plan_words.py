"""What loading a list would do, or has done, in one sentence."""

from kiosk.setup.list_child import ListReading
from kiosk.words import Words


def plan_words(reading: ListReading, words: Words) -> str:
    """ "212 new, 3 changed, 4 cancelled, 81 unchanged; 2 not in this list stay as they are".

    Without an event to compare with: how many guests there are.
    """
    plan = reading.plan
    if plan is None:
        said = words.ngettext("{number} guest", "{number} guests", reading.guests)
        return said.format(number=reading.guests)
    counted = (
        (reading.new, words.ngettext("{number} new", "{number} new", reading.new)),
        (reading.changed, words.ngettext("{number} changed", "{number} changed", reading.changed)),
        (
            plan.cancelled,
            words.ngettext("{number} cancelled", "{number} cancelled", plan.cancelled),
        ),
        (
            plan.unchanged,
            words.ngettext("{number} unchanged", "{number} unchanged", plan.unchanged),
        ),
    )
    said = ", ".join(form.format(number=number) for number, form in counted if number)
    said = said or words.gettext("Nobody")
    if plan.not_in_list:
        rest = words.ngettext(
            "{number} not in this list stays as it is",
            "{number} not in this list stay as they are",
            plan.not_in_list,
        )
        said = f"{said}; {rest.format(number=plan.not_in_list)}"
    return said


def problems_words(reading: ListReading, words: Words) -> str:
    """How many rows are left out and how many want a look; empty where all is well."""
    parts = []
    if reading.skipped:
        form = words.ngettext(
            "{number} row is left out", "{number} rows are left out", reading.skipped
        )
        parts.append(form.format(number=reading.skipped))
    if reading.noted:
        form = words.ngettext("{number} to look at", "{number} to look at", reading.noted)
        parts.append(form.format(number=reading.noted))
    return ", ".join(parts)
