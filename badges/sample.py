"""Invented people whose badges show what a design does with short, long and foreign names."""

from badges.badge import Badge

SAMPLES = (
    Badge(
        "Zoya", "Vinogradova", countries=("RU",), second_line="Moscow Times",
        event_name="Moscow · November", company="Moscow Times", product="Albatross",
        languages=("ru", "en"), ask_about="winter swimming", code="SAMPLE-1",
    ),
    Badge(
        "Anne-Sophie", "van der Westhuizen-Botha", countries=("ZA", "NL"),
        event_name="Moscow · November", product="Basic", code="SAMPLE-2",
    ),
    Badge("小明", "王", countries=("CN",), event_name="Moscow · November", code="SAMPLE-3"),
    Badge("محمد", "عبد الرحمن", countries=("SA",), event_name="Moscow · November", code="SAMPLE-4"),
)  # fmt: skip
