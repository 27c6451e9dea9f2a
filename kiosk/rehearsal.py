"""An evening played without a window, through the same functions as a real one.

Guests come in a shuffled but repeatable order: some scan, some are found by typing, some pay,
some are signed off, come twice, leave, bring others or are on no list; some check-ins are taken
back. Each step is timed, and what the journal counts is compared with what was done.
"""

import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TypeVar

from data.admission import check_in
from data.annulment import annul
from data.attendance import counts, guest_state, guest_states
from data.guests import (
    Admitted,
    CheckInResult,
    Counts,
    Direction,
    Force,
    ForceReason,
    Guest,
    GuestState,
    Payment,
    PaymentMethod,
    Reason,
    Refused,
    Scan,
)
from data.identity import new_nonce, utc_now
from data.roll import Roll
from data.store.event_file import EventFile
from data.store.products import all_products
from data.walk_in import WalkIn, add_walk_in

T = TypeVar("T")

STAY_AWAY = 0.12  # of those on the list
SHOW_A_CODE = 0.7  # of those who have one
BRING_OTHERS = 0.7  # of those who may
COME_TWICE = 0.04
TAKEN_BACK = 0.03
LEAVE = 0.08
COME_BACK = 0.5  # of those who leave
FORCED = 0.3  # of those signed off
ONE_WALK_IN_IN = 20
WALK_INS = ("Zoya Krylova", "Eric 陈", "Jochen Schäfer", "Дмитрий", "Nguyễn Thị Hồng", "Ana Ruiz")

Draw = Callable[[GuestState, Guest | None], None]  # a guest, and who brought them


class Rehearsal:
    """One evening at one desk. ``draw`` makes a badge; ``seed`` names the order of the evening."""

    def __init__(self, file: EventFile, draw: Draw, seed: int = 2026) -> None:
        self._file = file
        self._draw = draw
        self._random = random.Random(seed)
        self._roll = Roll()
        self._info = file.info
        self.steps: defaultdict[str, list[float]] = defaultdict(list)  # seconds each
        self.told: Counter[str] = Counter()  # what happened, in words of the journal
        self._entered = 0
        self._inside = 0
        self._load_roll()
        listed = (s.guest for s in guest_states(file))
        self._guests = sorted(listed, key=lambda guest: (guest.name, guest.secret))
        self._random.shuffle(self._guests)

    @property
    def length(self) -> int:
        """How many guests are on the list."""
        return len(self._guests)

    def play(self) -> Iterator[None]:
        """Let one guest after another come to the door."""
        for number, guest in enumerate(self._guests):
            if number % ONE_WALK_IN_IN == ONE_WALK_IN_IN - 1:
                self._walk_in(WALK_INS[number // ONE_WALK_IN_IN % len(WALK_INS)])
            if self._chance(STAY_AWAY):
                self.told["stayed away"] += 1
            else:
                self._comes(guest)
            yield
        self._scan(Scan(new_nonce(), utc_now(), secret=f"no such ticket {self._random.random()}"))

    def agrees(self) -> bool:
        """Whether the journal counts what was done: nobody lost, nobody doubled."""
        now = self.counts()
        return (now.arrived, now.inside) == (self._entered, self._inside)

    def counts(self) -> Counts:
        """The evening in numbers."""
        return counts(self._file)

    def timed(self, step: str, act: Callable[[], T]) -> T:
        """Do one step of the evening and note how long it took."""
        begun = time.perf_counter()
        result = act()
        self.steps[step].append(time.perf_counter() - begun)
        return result

    def _comes(self, guest: Guest) -> None:
        if guest.secret and self._chance(SHOW_A_CODE):
            shown = Scan(new_nonce(), utc_now(), secret=guest.secret)
        elif self._type(guest):
            shown = self._choose(guest)
        else:
            self.told["not found by name"] += 1
            return
        if guest.companions_allowed and self._chance(BRING_OTHERS):
            shown = replace(shown, party=1 + self._random.randint(1, guest.companions_allowed))
        result = self._scan(shown)
        while isinstance(result, Refused):
            answer = self._answer(result)
            if answer is None:
                return
            result = self._scan(answer)
        self._is_in(result)

    def _is_in(self, result: Admitted) -> None:
        self._arrives(result)
        if self._chance(TAKEN_BACK):
            self.timed("undo", lambda: self._take_back(result))
            again = self._scan(self._choose(result.guest))
            while isinstance(again, Refused):
                paid = self._answer(again)
                if paid is None:
                    return
                again = self._scan(paid)
            self._arrives(again)
        if self._chance(COME_TWICE):
            second = self._scan(self._choose(result.guest))
            if isinstance(second, Admitted):  # the companions who were still missing
                self._arrives(second)
        if self._chance(LEAVE):
            self._leaves(result.guest)

    def _answer(self, refused: Refused) -> Scan | None:
        """What staff do next, if anything."""
        if refused.guest is None:
            return None
        party = refused.entering if refused.entering > 1 else None
        following = replace(self._choose(refused.guest), follows_nonce=refused.nonce, party=party)
        if refused.reason is Reason.UNPAID:
            method = self._random.choice((PaymentMethod.CASH, PaymentMethod.CARD))
            return replace(following, payment=Payment.whole(method))
        if refused.reason is Reason.CANCELED and self._chance(FORCED):
            return replace(following, force=Force(ForceReason.CONFIRMATION_SHOWN))
        return None

    def _arrives(self, result: Admitted) -> None:
        self._entered += len(result.entered)
        self._inside += len(result.entered)
        self.told["admitted"] += len(result.entered)
        for guest in result.entered:
            state = guest_state(self._file, guest.id)
            assert state is not None
            self._roll.put([state])
            host = result.guest if guest.host_id is not None else None
            self.timed("badge drawn", partial(self._draw, state, host))

    def _take_back(self, result: Admitted) -> None:
        annul(self._file, result.nonce, nonce=new_nonce(), at=utc_now())
        self._entered -= len(result.entered)
        self._inside -= len(result.entered)
        self.told["taken back"] += 1

    def _leaves(self, guest: Guest) -> None:
        gone = self._scan(replace(self._choose(guest), direction=Direction.EXIT))
        if not isinstance(gone, Admitted):
            return
        self._inside -= 1
        self.told["left"] += 1
        if self._chance(COME_BACK):
            back = self._scan(self._choose(guest))
            if isinstance(back, Admitted):
                self._inside += len(back.entered)
                self._entered += sum(1 for one in back.entered if one.id != guest.id)
                self.told["came back"] += 1

    def _walk_in(self, name: str) -> None:
        told = WalkIn(name, countries=("DE",))
        act = new_nonce()
        guest = self.timed(
            "walk-in", lambda: add_walk_in(self._file, told, nonce=act, at=utc_now())
        )
        self.told["walk-ins"] += 1
        result = self._scan(Scan(act, utc_now(), guest_id=guest.id))
        while isinstance(result, Refused):
            answer = self._answer(result)
            if answer is None:
                return
            result = self._scan(answer)
        self._arrives(result)

    def _scan(self, scan: Scan) -> CheckInResult:
        result = self.timed("verdict", lambda: check_in(self._file, scan, badges=True))
        if isinstance(result, Refused):
            self.told[f"refused: {result.reason.value}"] += 1
        return result

    def _type(self, guest: Guest) -> bool:
        """Type a name letter by letter until the guest stands among the eight found."""
        for length in range(1, len(guest.name) + 1):
            typed = guest.name[:length]
            found = self.timed("keystroke", partial(self._roll.find, typed))
            if length >= 3 and any(one.state.guest.id == guest.id for one in found):
                self.told["found by name"] += 1
                return True
        return False

    def _choose(self, guest: Guest) -> Scan:
        return Scan(new_nonce(), utc_now(), guest_id=guest.id)

    def _load_roll(self) -> None:
        self._roll.know_products(all_products(self._file))
        self._roll.put(guest_states(self._file))

    def _chance(self, part: float) -> bool:
        return self._random.random() < part
