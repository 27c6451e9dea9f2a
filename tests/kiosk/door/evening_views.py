"""Views of an invented evening, for tests and for pictures."""

from collections.abc import Sequence

from kiosk.door.actions import DoorAction
from kiosk.door.double_view import DoubleEntryView, DoubleView
from kiosk.door.views import (
    CountryChoice,
    EditForm,
    EveningView,
    FeedView,
    ForceView,
    Light,
    LightView,
    MatchView,
    ParkedView,
    PaymentView,
    ProductChoice,
    Standing,
    StatusView,
    VerdictView,
)
from kiosk.look.icons import Icon
from kiosk.look.palette import Tone

COUNTRIES = (
    CountryChoice("DE", "Germany"),
    CountryChoice("GE", "Georgia"),
    CountryChoice("GB", "United Kingdom"),
    CountryChoice("GH", "Ghana"),
    CountryChoice("RU", "Russia"),
    CountryChoice("NP", "Nepal"),
)
PRODUCTS = (
    ProductChoice("Albatross", "Albatross · free"),
    ProductChoice("Basic", "Basic · €10"),
    ProductChoice("Press", "Press · free"),
)


def find_countries(text: str) -> Sequence[CountryChoice]:
    """Countries with a word that begins so."""
    wanted = text.casefold()
    return [
        choice
        for choice in COUNTRIES
        if any(word.startswith(wanted) for word in choice.name.casefold().split())
    ]


STATUS = StatusView(
    event="Moscow · November",
    device="Desk 2",
    arrived=143,
    expected=300,
    lights=(
        LightView(Icon.PRINTER, "Printer ready"),
        LightView(Icon.SYNC, "Synced 21:04"),
    ),
)
TROUBLED = StatusView(
    event="Moscow · November",
    device="Desk 2",
    arrived=301,
    expected=300,
    inside=280,
    capacity=300,
    rehearsal=True,
    lights=(
        LightView(Icon.PRINTER, "Out of labels: 4 wait", Light.STOP, "Load a roll."),
        LightView(Icon.AWAY, "Kept on this laptop", Light.LOOK),
    ),
)
EVENING = EveningView(
    143, 300, ("12 walk-ins · 9 with a guest", "Last arrival 20:16"), ("DE", "CN", "RU", "NP", "BR")
)
MATCHES = (
    MatchView("g1", "Zoya Vinogradova", ((0, 2),), ("RU",), "Moscow Times · Albatross", "expected"),
    MatchView(
        "g2",
        "Zoya Krylova",
        ((0, 2),),
        ("RU",),
        "k…@example.org · Basic, pays €10",
        "in 20:14",
        Standing.INSIDE,
    ),
    MatchView("g3", "Дмитрий Соколов", ((0, 4),), ("RU", "DE"), "Basic, pays €10", "expected"),
    MatchView(
        "g4", "Eric 陈", ((5, 6),), ("CN",), "Huawei · Albatross", "€10 to pay", Standing.LOOK
    ),
    MatchView(
        "g5", "Nguyễn Thị Hồng", ((0, 6),), ("VN",), "Albatross", "signed off", Standing.CANCELED
    ),
    MatchView("g6", "محمد العربي", ((0, 4),), ("MA",), "Press", "expected"),
    MatchView(
        "g7",
        "Maximiliane von Hohenlohe-Langenburg zu Schillingsfürst",
        ((0, 3),),
        ("AT", "CH"),
        "Österreichische Gesellschaft für Musikwissenschaft · Albatross",
        "expected",
    ),
    MatchView("g8", "Tenzing Sherpa", ((0, 3),), ("NP",), "", "expected"),
)
FEED = (
    FeedView("n1", "20:16", "Jochen Schäfer", ("DE",)),
    FeedView("n2", "20:15", "Eric 陈", ("CN",), party="+2"),
    FeedView("n3", "20:15", "Maximiliane von Hohenlohe-Langenburg", ("AT", "CH"), undone=True),
    FeedView("n4", "20:14", "Zoya Krylova", ("RU",)),
    FeedView("n5", "20:12", "Aoife Ní Bhriain", ("IE",), leaving=True),
    FeedView("n6", "20:11", "João Conceição", ("BR",)),
)
AFTER = (DoorAction.UNDO, DoorAction.REPRINT, DoorAction.EDIT)
WELCOME = VerdictView(
    Tone.ADMITTED,
    "Welcome",
    "Zoya",
    "Vinogradova",
    ("RU",),
    "Russia",
    "+1",
    product="Albatross · free entry",
    collect=("Drink voucher",),
    badge="Badge sent to Desk printer",
    actions=AFTER,
    subject="n1",
)
VERDICTS = {
    "admitted": WELCOME,
    "admitted-short": VerdictView(
        Tone.ADMITTED,
        "Welcome",
        "Bo",
        "Li",
        ("CN",),
        "China",
        product="Basic · paid in cash",
        badge="Badge sent to Desk printer",
        actions=AFTER,
    ),
    "admitted-long": VerdictView(
        Tone.ADMITTED,
        "Welcome",
        "Maximiliane-Theodora",
        "von Hohenlohe-Langenburg zu Schillingsfürst",
        ("AT", "CH", "NP"),
        "Austria · Switzerland · Nepal",
        "+12",
        product="Österreichische Gesellschaft · Albatross · free entry",
        alert="Fetch an ambassador",
        collect=("Drink voucher", "Wristband"),
        badge="Badge waits: out of labels",
        note="Speaks at 21:30. Please take her to the stage door and tell Anna on the radio.",
        actions=AFTER,
    ),
    "admitted-arabic": VerdictView(
        Tone.ADMITTED,
        "Welcome",
        "محمد",
        "العربي",
        ("MA",),
        "Morocco",
        product="Press",
        badge="Badge sent to Desk printer",
        actions=AFTER,
    ),
    "admitted-chinese": VerdictView(
        Tone.ADMITTED,
        "Welcome",
        "晓明",
        "王",
        ("CN", "TW"),
        "China · Taiwan",
        product="Albatross",
        badge="Badge sent to Desk printer",
        actions=AFTER,
    ),
    "already-in": VerdictView(
        Tone.NOTICE,
        "Already in",
        "Jochen",
        "Schäfer",
        ("DE",),
        "Germany",
        reason="Already in since 20:14, Desk 2.",
        next_step="Somebody else? Check the name. A slip? Undo the first check-in.",
        actions=(DoorAction.UNDO, DoorAction.REPRINT),
    ),
    "canceled": VerdictView(
        Tone.NOTICE,
        "Signed off",
        "Dmitri",
        "Sokolov",
        ("RU", "DE"),
        "Russia · Germany",
        reason="The registration of Dmitri Sokolov was cancelled on 18 November.",
        next_step="Back after all? Let them in anyway: it is written down.",
        actions=(DoorAction.LET_IN_ANYWAY, DoorAction.EDIT),
        icon=Icon.INFO,
    ),
    "refused": VerdictView(
        Tone.REFUSED,
        "Please fetch the host",
        "Ivan",
        "Petrov",
        ("BG",),
        "Bulgaria",
        reason="The registration of Ivan Petrov is on hold.",
        next_step="Ask Ivan to wait a moment; the host decides.",
        actions=(DoorAction.LET_IN_ANYWAY,),
        note="Talk to Anna first.",
    ),
    "unknown-code": VerdictView(
        Tone.REFUSED,
        "Not on the list",
        reason="This code is not on tonight's list.",
        next_step="Type the name instead, or add a walk-in.",
        note="Scanned: 4006381333931",
        actions=(DoorAction.WALK_IN,),
    ),
    "exit": VerdictView(
        Tone.EXIT,
        "Goodbye",
        "Aoife",
        "Ní Bhriain",
        ("IE",),
        "Ireland",
        reason="In from 20:12 to 22:40.",
        actions=(DoorAction.UNDO,),
    ),
    "info": VerdictView(
        Tone.INFO,
        "Attendance saved",
        reason="attendance.csv, 300 guests.",
        next_step="In the folder Documents / Pennant.",
    ),
}
PAYMENT = PaymentView(
    "n9", "Krzysztof", 2000, "EUR", "Wiśniewski", ("PL",), "Poland", "Basic, €10 each", 2, 3
)
FORCE = ForceView(
    "n8", "Dmitri Sokolov", "Signed off", "The registration was cancelled on 18 November.", ("RU",)
)
PARKED = (
    ParkedView("n9", "Krzysztof Wiśniewski", "€20", ("PL",)),
    ParkedView("n10", "Ana Sousa", "€10", ("PT",)),
)
EDIT = EditForm("g3", "Дмитрий Соколов", "", ("RU",), "Basic", "Vegetarian", guessed=True)

DOUBLE = DoubleView(
    "double",
    "Zoya Vinogradova",
    "20:14 Desk 1, 20:16 Garden door",
    (
        DoubleEntryView("one", "20:14 · Desk 1 · €10"),
        DoubleEntryView("other", "20:16 · Garden door · €10 · +1"),
    ),
    ("RU",),
)
BADGE_DOUBLE = DoubleView(
    "badges",
    "Zoya Vinogradova",
    "20:14 Desk 1, 20:16 Garden door",
    (
        DoubleEntryView("one", "20:14 · Desk 1 · QL-820"),
        DoubleEntryView("other", "20:16 · Garden door · may have come out · QL-700"),
    ),
    ("RU",),
    badges=1,
)
