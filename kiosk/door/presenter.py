"""What the door knows, made into what its widgets show: words, tones and short values."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from data.annulment import Annulled, AnnulResult
from data.attendance import Arrival
from data.countries import country_name
from data.guests import (
    Admitted,
    Counts,
    Direction,
    EventInfo,
    Guest,
    GuestState,
    Origin,
    Presence,
    Product,
    Reason,
    Refused,
)
from data.roll import FoundGuest
from data.search import MatchedBy
from data.tickets import Signature, read_code
from kiosk.badge_for import name_parts
from kiosk.code_words import code_words
from kiosk.door.actions import DoorAction
from kiosk.door.views import (
    EveningView,
    FeedView,
    ForceView,
    MatchView,
    ParkedView,
    PaymentView,
    ProductChoice,
    Standing,
    VerdictView,
)
from kiosk.look.icons import Icon
from kiosk.look.palette import Tone
from kiosk.sound import Sound
from kiosk.words import Words, masked_email, money_words, reason_words, time_words

_RED = frozenset({Reason.INVALID, Reason.REVOKED, Reason.BLOCKED, Reason.PRODUCT})


@dataclass(frozen=True, slots=True)
class Presenter:
    """Speaks one language about one event."""

    info: EventInfo
    words: Words

    def money(self, minor: int) -> str:
        """An amount as people read it."""
        return money_words(minor, self.info.currency, self.words.language)

    def time(self, at: datetime) -> str:
        """The time of day at the event."""
        return time_words(at, self.info.timezone, self.words.language)

    def name(self, guest: Guest, host: Guest | None = None) -> str:
        """The guest's name; a companion without one is somebody's guest."""
        if guest.shown_name:
            return guest.shown_name
        if host is not None and host.shown_name:
            return self.words.gettext("Guest of {name}").format(name=host.shown_name)
        return self.words.gettext("Companion")

    def big_name(self, guest: Guest) -> tuple[str, str]:
        """First name and surname as the verdict sets them."""
        first, last = name_parts(guest)
        return (first, last) if first else (self.name(guest), "")

    def countries(self, guest: Guest) -> str:
        """The guest's nationalities in words; a guess is marked."""
        names = " · ".join(country_name(c, self.words.language) for c in guest.countries)
        if names and guest.countries_guessed:
            return self.words.gettext("{country}, a guess").format(country=names)
        return names

    def price(self, guest: Guest, product: Product | None) -> str:
        """What entering costs this guest, in words."""
        _ = self.words.gettext
        if product is not None and product.complimentary:
            return _("complimentary")
        owes = guest.owes_minor(product)
        if guest.paid:
            return _("paid")
        return _("pays {amount}").format(amount=self.money(owes)) if owes else _("free entry")

    def product_line(self, state: GuestState) -> str:
        """ "Albatross · free entry"."""
        if not state.guest.product:
            return self.price(state.guest, state.product) if state.unpaid else ""
        if state.settled and not state.unpaid:
            return f"{state.guest.product} · {self.words.gettext('paid')}"
        return f"{state.guest.product} · {self.price(state.guest, state.product)}"

    def match(self, found: FoundGuest) -> MatchView:
        """One row of the list."""
        guest = found.state.guest
        row = self.row(found.state, tuple(found.match.spans) if guest.shown_name else ())
        return replace(row, doubtful=found.match.by in _DOUBTFUL)

    def row(self, state: GuestState, matched: tuple[tuple[int, int], ...] = ()) -> MatchView:
        """A guest as a row, with the letters that were typed."""
        guest = state.guest
        status, standing = self._status(state)
        told = (guest.company, guest.product, masked_email(guest.email))
        return MatchView(
            guest_id=guest.id,
            name=self.name(guest),
            matched=matched,
            countries=guest.countries,
            detail=" · ".join(part for part in told if part),
            status=status,
            standing=standing,
        )

    def _status(self, state: GuestState) -> tuple[str, Standing]:
        _ = self.words.gettext
        match state.presence:
            case Presence.INSIDE:
                entry = state.open_entry
                at = self.time(entry.at) if entry is not None else ""
                return _("in {time}").format(time=at), Standing.INSIDE
            case Presence.LEFT:
                return _("left"), Standing.EXPECTED
            case Presence.CANCELED:
                return _("cancelled"), Standing.CANCELED
            case Presence.BLOCKED:
                return _("on hold"), Standing.LOOK
            case Presence.PENDING:
                return _("not confirmed"), Standing.LOOK
            case Presence.EXPECTED:
                if state.due_minor:
                    pays = _("pays {amount}").format(amount=self.money(state.due_minor))
                    return pays, Standing.EXPECTED
                return _("expected"), Standing.EXPECTED

    def admitted(self, result: Admitted, state: GuestState | None, badge: str) -> VerdictView:
        """Come in, or goodbye. ``badge``: what becomes of the badge, in words."""
        _ = self.words.gettext
        shown = result.guest
        others = len([guest for guest in result.entered if guest.id != shown.id])
        first, last = self.big_name(shown)
        leaving = result.direction is Direction.EXIT
        lines = []
        if result.paid_minor:
            lines.append(_("Paid {amount}").format(amount=self.money(result.paid_minor)))
        if result.over_capacity:
            lines.append(
                _("More guests inside than the room holds ({number}).").format(
                    number=self.info.capacity
                )
            )
        if result.forced:
            lines.append(_("Let in anyway; it is written down."))
        return VerdictView(
            tone=Tone.EXIT if leaving else Tone.ADMITTED,
            headline=_("Goodbye") if leaving else self._welcome(result),
            first_name=first,
            last_name=last,
            countries=shown.countries,
            country=self.countries(shown),
            party=f"+{others}" if others else "",
            reason=" ".join(lines),
            next_step=self._companions(result) if not leaving else "",
            product=self.product_line(state) if state is not None and not leaving else "",
            alert=result.alert,
            collect=_counted(result.hand_out),
            badge=badge,
            note=shown.note,
            actions=self.actions_after(result),
            subject=result.nonce,
        )

    def _welcome(self, result: Admitted) -> str:
        _ = self.words.gettext
        return _("Welcome back") if result.re_entry else _("Welcome")

    def _companions(self, result: Admitted) -> str:
        missing = result.companions_missing
        if not missing:
            return ""
        return self.words.ngettext(
            "{number} companion may still come in.",
            "{number} companions may still come in.",
            missing,
        ).format(number=missing)

    def actions_after(self, result: Admitted) -> tuple[DoorAction, ...]:
        """What can be done when somebody was let in or went out."""
        if result.direction is Direction.EXIT:
            return (DoorAction.UNDO,)
        actions = [DoorAction.UNDO, DoorAction.REPRINT, DoorAction.EDIT]
        if result.companions_missing:
            actions.insert(0, DoorAction.REST_OF_PARTY)
        if result.guest.origin is Origin.WALK_IN:
            actions.append(DoorAction.THIS_IS)
        return tuple(actions)

    def refused(self, result: Refused, scanned: str | None = None) -> VerdictView:
        """Not now, and what to do. ``scanned``: the code, to say what an unknown one looks like."""
        told = reason_words(result, self.info, self.words)
        looks, genuine = "", False
        if result.reason is Reason.INVALID and scanned:
            code = read_code(scanned, keys=self.info.ticket_keys)
            looks = code_words(code, self.words, result.at, self.info.timezone)
            genuine = code.signature is Signature.VALID
        guest = result.guest
        first, last = self.big_name(guest) if guest is not None else ("", "")
        return VerdictView(
            tone=Tone.REFUSED if result.reason in _RED and not genuine else Tone.NOTICE,
            headline=told.title,
            first_name=first,
            last_name=last,
            countries=guest.countries if guest is not None else (),
            country=self.countries(guest) if guest is not None else "",
            reason=looks or told.sentence,
            next_step=told.what_to_do,
            alert=result.alert,
            note=guest.note if guest is not None else "",
            actions=self.actions_for(result),
            subject=result.nonce,
        )

    def actions_for(self, result: Refused) -> tuple[DoorAction, ...]:
        """What can be done when somebody was refused."""
        if result.guest is None:
            unknown = result.reason is Reason.INVALID
            return (DoorAction.FIND, DoorAction.WALK_IN) if unknown else ()
        if result.reason is Reason.NOT_INSIDE:
            return (DoorAction.EDIT,)
        first = (DoorAction.REPRINT,) if result.reason is Reason.ALREADY_REDEEMED else ()
        return (*first, DoorAction.LET_IN_ANYWAY, DoorAction.EDIT)

    def payment(self, result: Refused, state: GuestState | None, most: int) -> PaymentView:
        """What everybody entering now has to pay."""
        guest = result.guest
        assert guest is not None
        first, last = self.big_name(guest)
        return PaymentView(
            nonce=result.nonce,
            first_name=first,
            last_name=last,
            due_minor=result.due_minor,
            currency=self.info.currency,
            countries=guest.countries,
            country=self.countries(guest),
            detail=self.product_line(state) if state is not None else guest.product,
            entering=result.entering,
            most=most,
            note=guest.note,
        )

    def force(self, result: Refused) -> ForceView:
        """Who would be let in although refused."""
        told = reason_words(result, self.info, self.words)
        guest = result.guest
        assert guest is not None
        return ForceView(
            nonce=result.nonce,
            name=self.name(guest),
            headline=told.title,
            reason=told.sentence,
            countries=guest.countries,
        )

    def parked(self, result: Refused) -> ParkedView:
        """A guest who waits to pay."""
        guest = result.guest
        assert guest is not None
        return ParkedView(
            nonce=result.nonce,
            name=self.name(guest),
            amount=self.money(result.due_minor),
            countries=guest.countries,
        )

    def annulled(self, result: AnnulResult) -> VerdictView:
        """What was taken back, and what to give back."""
        _ = self.words.gettext
        if not isinstance(result, Annulled):
            return VerdictView(
                tone=Tone.INFO,
                headline=_("Nothing to undo"),
                reason=_("This guest came in again since; undo that first.")
                if result.later
                else _("It was taken back before, or never happened."),
            )
        first, last = self.big_name(result.guests[0]) if result.guests else ("", "")
        back = sum(result.give_back_minor.values())
        leaving = result.direction is Direction.EXIT
        return VerdictView(
            tone=Tone.PAY if back else Tone.INFO,
            headline=_("Taken back"),
            first_name=first,
            last_name=last,
            countries=result.guests[0].countries if result.guests else (),
            country=self.countries(result.guests[0]) if result.guests else "",
            party=f"+{len(result.guests) - 1}" if len(result.guests) > 1 else "",
            reason=self._give_back(result) if back else "",
            next_step=_("Inside again.") if leaving else _("They can be checked in again."),
            badge=_("The waiting badge is cancelled.") if result.badges_cancelled else "",
            icon=Icon.UNDO,
            actions=(DoorAction.REDO,),
            subject=result.nonce,
        )

    def _give_back(self, result: Annulled) -> str:
        _ = self.words.gettext
        ways = {"cash": _("in cash"), "card": _("by card"), "transfer": _("by transfer")}
        parts = [
            f"{self.money(amount)} {ways.get(method.value, '')}".strip()
            for method, amount in result.give_back_minor.items()
        ]
        return _("Give back {amounts}.").format(amounts=" + ".join(parts))

    def arrival(self, arrival: Arrival, host: Guest | None = None) -> FeedView:
        """One of the latest arrivals. ``host``: who brought the first of them."""
        first = arrival.guests[0] if arrival.guests else None
        return FeedView(
            nonce=arrival.nonce,
            time=self.time(arrival.at),
            name=self.name(first, host) if first is not None else "",
            countries=first.countries if first is not None else (),
            party=f"+{len(arrival.guests) - 1}" if len(arrival.guests) > 1 else "",
            undone=arrival.annulled,
            leaving=arrival.direction is Direction.EXIT,
            printable=first is not None and arrival.direction is Direction.ENTRY,
        )

    def evening(self, counts: Counts, latest: tuple[Arrival, ...]) -> EveningView:
        """The count while nothing else is shown."""
        _, plural = self.words.gettext, self.words.ngettext
        lines = []
        if counts.inside != counts.arrived:
            lines.append(_("{number} inside now").format(number=counts.inside))
        if counts.walk_ins:
            text = plural("{number} walk-in", "{number} walk-ins", counts.walk_ins)
            lines.append(text.format(number=counts.walk_ins))
        if counts.companions:
            text = plural("{number} companion", "{number} companions", counts.companions)
            lines.append(text.format(number=counts.companions))
        taken = sum(counts.takings_minor.values())
        if taken:
            lines.append(_("{amount} taken").format(amount=self.money(taken)))
        standing = [a for a in latest if not a.annulled and a.direction is Direction.ENTRY]
        flags = [code for arrival in standing for g in arrival.guests for code in g.countries]
        return EveningView(
            arrived=counts.arrived,
            expected=counts.expected,
            lines=tuple(lines),
            countries=tuple(flags[:8]),
        )

    def product_choices(self, products: tuple[Product, ...]) -> tuple[ProductChoice, ...]:
        """The products with what they mean at the door."""
        _ = self.words.gettext
        choices = []
        for product in products:
            costs = self.money(product.price_minor) if product.price_minor else _("free entry")
            if product.complimentary:
                costs = _("complimentary")
            choices.append(ProductChoice(product.name, f"{product.name} · {costs}"))
        return tuple(choices)


# Whoever typed "Johann" may mean somebody else than the one Jochen on the list.
_DOUBTFUL = frozenset({MatchedBy.SOUND, MatchedBy.PART})
_SOUNDS: Mapping[Tone, Sound] = {
    Tone.ADMITTED: Sound.ADMITTED,
    Tone.PAY: Sound.LOOK,
    Tone.NOTICE: Sound.LOOK,
    Tone.REFUSED: Sound.REFUSED,
    Tone.EXIT: Sound.EXIT,
}


def sound_of(tone: Tone) -> Sound | None:
    """Which sound goes with a verdict; None for those that need no ear."""
    return _SOUNDS.get(tone)


def _counted(things: tuple[str, ...]) -> tuple[str, ...]:
    """Equal things once, with their number."""
    numbers = Counter(things)
    return tuple(
        f"{number} × {thing}" if number > 1 else thing for thing, number in numbers.items()
    )
