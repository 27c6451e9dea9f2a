"""A pretix that hangs, says no, or knows more: what whoever stands at the window sees."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from httpx import Request, Response
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from data.guests import Admitted, Device, Reason
from data.store.event_file import EventFile
from data.store.far_ends import far_ends
from data.sync import remotes
from data.sync.pretix.settings import PretixSettings
from data.sync.remotes import add_pretix
from data.sync.secrets import Secret, Secrets
from kiosk.door.actions import DoorAction
from kiosk.look.palette import Tone
from kiosk.settings import places
from kiosk.setup.far_end_card import FarEndView
from kiosk.setup.sync_page import SyncPage
from tests.data.sync.pretix.fake import FakePretix
from tests.end_to_end.pretix_set_up import code, is_synced, join, lights, pretix_page
from tests.end_to_end.venue import Venue

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen
Act = Callable[[], Response]


class Hanging:
    """Lets every request to a path wait until the test lets go."""

    def __init__(self) -> None:
        self.asked, self.go_on = Event(), Event()

    def __call__(self, request: Request, act: Act) -> Response:
        self.asked.set()
        self.go_on.wait(60)
        return act()


@pytest.fixture
def hanging(url: str) -> Iterator[Hanging]:
    assert url  # which serves no longer than this holds up
    one = Hanging()
    yield one
    one.go_on.set()


@pytest.fixture
def synced(door: Venue, qtbot: QtBot, url: str) -> None:
    """A door that is in step with the fake, and shows itself."""
    page = join(door, qtbot, url)
    qtbot.waitUntil(lambda: is_synced(page))
    door.escape()


def secret_of(order: dict[str, object]) -> str:
    positions = order["positions"]
    assert isinstance(positions, list)
    return str(positions[0]["secret"])


@pytest.mark.usefixtures("synced")
def test_a_code_is_refused_at_once_and_named_when_pretix_answers(
    door: Venue, qtbot: QtBot, fake: FakePretix, hanging: Hanging
) -> None:
    secret = secret_of(fake.sell("Late Lena", item=2))
    fake.faults["/orders/"] = [hanging]
    door.scan(secret)
    assert (door.headline(), door.reason) == ("Not on the list", Reason.INVALID)
    qtbot.waitUntil(hanging.asked.is_set)
    assert door.headline() == "Not on the list"
    hanging.go_on.set()
    qtbot.waitUntil(lambda: door.headline() == "Just bought: now on the list")
    door.scan(secret)
    assert door.headline() == "Welcome"


@pytest.mark.usefixtures("synced")
def test_a_pretix_that_hangs_holds_no_scan_and_no_question_up(
    door: Venue, qtbot: QtBot, fake: FakePretix, hanging: Hanging
) -> None:
    secret = secret_of(fake.sell("Late Lena", item=2))
    fake.faults["/orders/"] = [hanging, hanging]
    door.scan(secret)
    qtbot.waitUntil(hanging.asked.is_set)
    door.scan("zoya2345abcdefgh")
    assert door.headline() == "Welcome"
    # Its second is over: the next question is asked, though the first was never answered.
    door.scan("anothercode2345abc")
    qtbot.waitUntil(lambda: not fake.faults["/orders/"])
    other = secret_of(fake.sell("Later Lars", item=2))
    qtbot.wait(1100)
    door.scan(other)
    qtbot.waitUntil(lambda: door.headline() == "Just bought: now on the list")


@pytest.mark.usefixtures("synced")
@pytest.mark.parametrize(
    ("status", "item", "blocked", "headline", "tone"),
    [
        ("c", 2, None, "Signed off", Tone.NOTICE),
        ("p", 2, ["admin"], "Please fetch an organiser", Tone.REFUSED),
    ],
)
def test_a_code_that_pretix_knows_and_refuses_is_called_what_it_is(
    door: Venue,
    qtbot: QtBot,
    fake: FakePretix,
    status: str,
    item: int,
    blocked: list[str] | None,
    headline: str,
    tone: Tone,
) -> None:
    order = fake.sell("Late Lena", status=status, item=item)
    order["positions"][0]["blocked"] = blocked
    door.scan(secret_of(order))
    qtbot.waitUntil(lambda: door.headline() == headline)
    assert door.tone() == tone
    door.scan(secret_of(order))
    assert (door.headline(), door.tone()) == (headline, tone)


@pytest.mark.usefixtures("synced")
def test_a_code_bought_and_not_paid_is_paid_at_the_door(
    door: Venue, qtbot: QtBot, fake: FakePretix
) -> None:
    secret = secret_of(fake.sell("Late Lena", status="n", item=1))
    door.scan(secret)
    qtbot.waitUntil(lambda: door.headline() == "Just bought: now on the list")
    door.scan(secret)
    assert door.reason is Reason.UNPAID
    door.ctrl(Qt.Key.Key_1)
    assert isinstance(door.last, Admitted)


def test_a_code_of_another_list_is_told_so(
    door: Venue, qtbot: QtBot, fake: FakePretix, url: str
) -> None:
    fake.lists[0] |= {"all_products": False, "limit_products": [2]}
    page = join(door, qtbot, url)
    qtbot.waitUntil(lambda: is_synced(page))
    door.escape()
    door.scan(secret_of(fake.sell("Basic Berta", item=1)))
    qtbot.waitUntil(lambda: door.headline() == "For another list")
    view = door.window.verdict.view
    assert view is not None
    assert "Basic" in view.reason
    assert door.state("Zoya Vinogradova").arrived is False


@pytest.mark.usefixtures("synced")
@pytest.mark.parametrize("path", ["/orders/", "/checkinrpc/redeem/"])
def test_the_event_is_left_while_pretix_hangs(
    door: Venue, qtbot: QtBot, fake: FakePretix, hanging: Hanging, path: str
) -> None:
    anna = secret_of(fake.sell("Anna Neu", item=2))
    door.evening.syncing.play_now()
    qtbot.waitUntil(lambda: bool(door.desk.roll.find("Anna Neu")))
    fake.faults[path] = [hanging] * 9
    door.scan(anna)
    door.evening.syncing.play_now()
    qtbot.waitUntil(hanging.asked.is_set)
    door.app.close_event()  # and nothing is left running, which every test here looks at
    door.open()
    fake.faults.clear()
    hanging.go_on.set()
    qtbot.waitUntil(lambda: len(fake.check_ins()) == 1)


def test_the_event_is_left_while_a_pretix_is_set_up(
    door: Venue, qtbot: QtBot, fake: FakePretix, url: str, hanging: Hanging
) -> None:
    pretix_page(door, qtbot)
    fake.faults["/events/"] = [hanging] * 9
    door.scan(code(url))
    qtbot.waitUntil(hanging.asked.is_set)
    door.app.close_event()
    door.open()


def test_what_did_not_arrive_is_tried_again_by_the_same_button(
    door: Venue, qtbot: QtBot, fake: FakePretix, url: str
) -> None:
    def away(request: Request, act: Act) -> Response:
        return Response(503)

    fake.fails("/device/initialize", away)
    page = pretix_page(door, qtbot)
    door.scan(code(url))
    qtbot.waitUntil(lambda: "press “Connect”" in page.message.text())
    assert "by itself" not in page.message.text()
    page.main.click()
    qtbot.waitUntil(lambda: page.lists.key == "1")


def test_leaving_the_set_up_leaves_nobody_waiting(
    door: Venue, qtbot: QtBot, fake: FakePretix, url: str, hanging: Hanging
) -> None:
    page = pretix_page(door, qtbot)
    fake.faults["/events/"] = [hanging]
    door.scan(code(url))
    qtbot.waitUntil(hanging.asked.is_set)
    page.back.click()
    page = pretix_page(door, qtbot)
    door.scan(code(url))
    qtbot.waitUntil(lambda: page.lists.key == "1")


def at_a_prompt(door: Venue, act: Callable[[EventFile, Secrets], object]) -> None:
    """What ``pennant remote`` does while the window is open."""
    home = places(door.folder / "home")
    device = Device(door.app.settings.device_id, door.app.settings.device_name)
    with EventFile.open(door.event, device, home.state_folder, backup=False) as prompt:
        act(prompt, Secrets(home.settings_file.parent, keyring=home.keyring))


def card(door: Venue) -> FarEndView:
    door.window.acted.emit(DoorAction.SYNC)
    page = door.app.shell.step_back()
    assert isinstance(page, SyncPage)
    return page.cards[0].view


@pytest.mark.usefixtures("synced")
def test_a_list_renamed_in_pretix_is_told_for_the_rest_of_the_evening(
    door: Venue, qtbot: QtBot, fake: FakePretix
) -> None:
    fake.lists[0]["name"] = "North door"
    door.clock.later(301)
    door.evening.syncing.play_now()
    qtbot.waitUntil(lambda: "is called “North door”" in " ".join(card(door).lines))
    lines = door.evening.syncing._lines.copy()
    for _ in range(3):  # the window hears of what its own far end wrote
        asked = len(fake.requests)
        door.clock.later(16)
        door.evening.syncing.play_now()
        qtbot.waitUntil(lambda asked=asked: len(fake.requests) > asked)  # type: ignore[misc]
        door.settle()
    assert door.evening.syncing._lines == lines
    assert "is called “North door”" in " ".join(card(door).lines)


@pytest.mark.usefixtures("synced")
def test_a_pretix_set_up_anew_at_a_prompt_goes_on_in_the_window_that_is_open(
    door: Venue, qtbot: QtBot, fake: FakePretix
) -> None:
    fake.token, fake.says_of_token = "new", "Device access has been revoked."
    door.evening.syncing.play_now()
    qtbot.waitUntil(lambda: "access was revoked" in card(door).state)
    door.escape()
    door.scan("zoya2345abcdefgh")
    assert door.headline() == "Welcome"
    before = door.asks(far_ends)[0].settings

    def set_up(file: EventFile, secrets: Secrets) -> None:
        add_pretix(file, PretixSettings.from_json(before), Secret("new"), secrets)

    at_a_prompt(door, set_up)
    qtbot.waitUntil(lambda: "Synced" in card(door).state)


@pytest.mark.usefixtures("synced")
def test_a_pretix_removed_and_added_between_two_looks_goes_on(door: Venue) -> None:
    syncing, records = door.evening.syncing, door.asks(far_ends)
    lines = syncing._lines.copy()
    syncing._start([])  # another far end began just when this one was not there
    syncing._compare(records)
    assert syncing._lines == lines
    assert [*syncing.records] == [one.key for one in records]


@pytest.mark.usefixtures("synced")
def test_a_pretix_removed_and_added_at_a_prompt_is_seen_by_the_window_that_is_open(
    door: Venue, qtbot: QtBot, fake: FakePretix
) -> None:
    before = door.asks(far_ends)[0].settings
    at_a_prompt(door, lambda file, secrets: remotes.remove(file, "pretix", secrets))
    qtbot.waitUntil(lambda: not door.evening.syncing.records)
    assert "Kept on this laptop" in lights(door)
    fake.sell("Nina New")

    def set_up(file: EventFile, secrets: Secrets) -> None:
        add_pretix(file, PretixSettings.from_json(before), Secret("good"), secrets)

    at_a_prompt(door, set_up)
    qtbot.waitUntil(lambda: bool(door.desk.roll.find("Nina New")))
