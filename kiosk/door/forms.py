"""What is entered on the left side: walk-ins, changes to a guest, and "This is …"."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from data.countries import country_name
from data.guestlist.spoken import spoken_languages
from data.guests import Admitted, Guest, Reason, Refused
from data.walk_in import WalkIn, joined_walk_ins
from kiosk.desk import Desk
from kiosk.door.turn import Turn
from kiosk.door.views import CountryChoice, EditForm, VerdictView, WalkInForm
from kiosk.door.window import DoorWindow
from kiosk.look.palette import Tone
from kiosk.scanner import looks_like_a_code
from kiosk.words import Words


class DoorForms(QObject):
    """Opens the forms with what is known and writes down what was entered."""

    def __init__(
        self,
        window: DoorWindow,
        desk: Desk,
        turn: Turn,
        words: Words,
        pick: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._desk = desk
        self._turn = turn
        self._words = words
        self._pick = pick
        self._joining = ""  # the walk-in who turns out to be somebody on the list
        self._entering: set[str] = set()  # nonces of walk-ins to be checked in when saved
        self._joins: set[str] = set()
        self._joined: tuple[str, Admitted] | None = None  # and what was shown before
        self._parting: set[str] = set()
        window.walk_in.name_typed.connect(self._find_similar)
        window.walk_in.picked.connect(self._pick_similar)
        window.walk_in.submitted.connect(self._add_walk_in)
        window.edit.submitted.connect(self._save_edit)
        window.edit.parted.connect(self._part)
        window.escaped.connect(self._stop_joining)
        desk.saved.connect(self._saved)
        desk.answered.connect(self._forget_joining)

    def open_edit(self, guest: Guest) -> None:
        """Change a guest."""
        form = EditForm(
            guest_id=guest.id,
            name=guest.name,
            badge_name=guest.badge_name,
            countries=guest.countries,
            product=guest.product,
            note=guest.note,
            guessed=guest.countries_guessed,
            speaks=" ".join(guest.speaks),
            ask_about=guest.ask_about,
        )
        language = self._words.language
        countries = [CountryChoice(code, country_name(code, language)) for code in guest.countries]
        products = self._turn.presenter.product_choices(self._desk.roll.products)
        self._window.open_edit(form, countries, products)
        self._desk.ask(
            lambda file: joined_walk_ins(file.connection, guest.id),
            lambda walk_ins: self._offer_parting(guest.id, walk_ins),
        )

    def open_walk_in(self) -> None:
        """Add a walk-in, with the name typed so far."""
        products = self._turn.presenter.product_choices(self._desk.roll.products)
        text = self._window.field.text().strip()
        is_code = self._desk.roll.knows_secret(text) or looks_like_a_code(text)
        default = self._turn.presenter.info.walk_in_product
        self._window.open_walk_in("" if is_code else text, products, default)

    def begin_join(self) -> None:
        """ "This is …": ask who the walk-in shown really is."""
        result = self._turn.result
        if not isinstance(result, Admitted):
            return
        self._joining = result.guest.id
        self._window.show_verdict(
            VerdictView(
                tone=Tone.INFO,
                headline=self._words.gettext("Who is it?"),
                first_name=self._turn.presenter.name(result.guest),
                reason=self._words.gettext("Type the name on the list, choose it and press Enter."),
                next_step=self._words.gettext("Esc leaves everything as it is."),
            )
        )
        self._window.field.setFocus()

    def join(self, guest_id: str) -> bool:
        """Whether the guest chosen answers "This is …"."""
        walk_in, self._joining = self._joining, ""
        if not walk_in:
            return False
        self._joins.add(self._desk.join(walk_in, guest_id))
        if isinstance(self._turn.result, Admitted):
            self._joined = walk_in, self._turn.result
        self._window.field.forget(self._window.field.text())
        return True

    def take_join_back(self) -> bool:
        """Take the "This is …" back that came last; False where something came after it."""
        if self._joined is None:
            return False
        self._part(self._joined[0])
        return True

    def _part(self, walk_in_id: str) -> None:
        self._parting.add(self._desk.part(walk_in_id))
        self._window.close_form()

    def _offer_parting(self, guest_id: str, walk_ins: Sequence[Guest]) -> None:
        if walk_ins and self._window.edit.guest_id == guest_id:
            name = self._turn.presenter.name(walk_ins[-1])
            self._window.edit.offer_parting(walk_ins[-1].id, name)

    def _show_parted(self, walk_in: Guest) -> None:
        _ = self._words.gettext
        joined, self._joined = self._joined, None
        if joined is not None and joined[0] == walk_in.id:
            self._turn.correct(joined[1])
        first, last = self._turn.presenter.big_name(walk_in)
        self._turn.say(
            VerdictView(
                tone=Tone.INFO,
                headline=_("Taken back"),
                first_name=first,
                last_name=last,
                reason=_("A walk-in again, and the guest on the list is as before."),
            )
        )

    def _stop_joining(self) -> None:
        if self._joining:
            self._joining = ""
            self._turn.show()

    def _forget_joining(self) -> None:
        self._joining, self._joined = "", None

    def _save_edit(self, form: EditForm) -> None:
        self._desk.edit(
            form.guest_id,
            {
                "badge_name": form.badge_name,
                "countries": form.countries,
                "product": form.product,
                "note": form.note,
                "speaks": spoken_languages(form.speaks)[0],
                "ask_about": form.ask_about,
            },
        )
        self._window.close_form()

    def _find_similar(self, name: str) -> None:
        states = self._desk.roll.similar(name) if name.strip() else ()
        views = [self._turn.presenter.row(state) for state in states]
        self._window.walk_in.show_similar(name, views)

    def _pick_similar(self, guest_id: str) -> None:
        self._window.close_form()
        self._pick(guest_id)

    def _add_walk_in(self, form: WalkInForm) -> None:
        self._entering.add(
            self._desk.walk_in(
                WalkIn(
                    name=form.name,
                    countries=form.countries,
                    product=form.product,
                    email=form.email,
                )
            )
        )
        self._window.field.clear()
        self._window.close_form()

    def _saved(self, nonce: str, guest: Guest) -> None:
        result = self._turn.result
        if nonce in self._entering:
            self._entering.discard(nonce)
            self._turn.choose(guest.id)
        elif nonce in self._parting:
            self._parting.discard(nonce)
            self._show_parted(guest)
        elif nonce in self._joins:
            self._joins.discard(nonce)
            if isinstance(result, Admitted):
                self._turn.correct(replace(result, guest=guest, entered=(guest,)))
        elif result is None or result.guest is None or result.guest.id != guest.id:
            return
        elif isinstance(result, Refused) and result.reason is Reason.UNPAID:
            self._turn.ask_again()  # another product has another price
        elif isinstance(result, Admitted):
            entered = tuple(guest if one.id == guest.id else one for one in result.entered)
            self._turn.correct(replace(result, guest=guest, entered=entered))
        else:
            self._turn.correct(replace(result, guest=guest))
