"""What are our rights, on the page: where and what, cards of rights, a letter, what is taken home, the reply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast

from toolkit.app.kit.controls import EMPLOYER_KINDS, blank_field, blank_value, countries, with_error
from toolkit.app.kit.fields import Button, Choice, Choices, Day, FileIn, Item, Number, Piece, Text
from toolkit.app.kit.paper_sheet import PaperSheet
from toolkit.app.kit.pieces import feedback, paragraph
from toolkit.app.kit.upload import Upload
from toolkit.app.rights.cards import cards_of
from toolkit.app.rights.model import RightsModel, members_in
from toolkit.app.rights.papers import letter_papers, our_papers, reminder_paper
from toolkit.bargaining.letters.library import DAYS, Letter
from toolkit.bargaining.letters.reply import NO_HEADINGS, NOTHING_READ, headings_in, read_reply
from toolkit.errors import ToolkitError, translatable
from toolkit.languages import Language
from toolkit.markup import Markup, joined, markup
from toolkit.registers.law import law
from toolkit.registers.situations import situations
from toolkit.rights import AskedEmployer
from toolkit.rights.saying import place_name, rights_in_words

_STEPS = {
    "where": translatable("Where and what"),
    "rights": translatable("Your rights"),
    "letter": translatable("The letter"),
    "home": translatable("Take home"),
    "reply": translatable("Their reply"),
}
_STEPS_LABEL = translatable("Steps from your situation to the reply")
_PLACE = translatable("Country or region")
_KIND = translatable("What kind of employer is it?")
_KIND_HELP = translatable("Much law binds only some of them. Leave it open if you are not sure.")
_PUBLIC = translatable("Public, and I do not know which of the two")
_SITUATION = translatable("What happened?")
_DAY = translatable("On which day does the letter go out?")
_DAY_HELP = translatable(
    "The law of that day is shown, and times are counted from it. For a reply that has come, the day of your letter."
)
_DEMAND = translatable("Which of these missing rights do you want to demand?")
_NO_GAP = translatable(
    "The register knows of nothing that is missing here for this. That does not say that all is well."
)
_LETTER = translatable("Which letter?")
_FITS = translatable("{letter} – backed by a right on record")
_FORM = translatable("Who writes?")
_SENDER = translatable("Who writes: name of the union or of the person")
_TO = translatable("To whom")
_DAYS = translatable("Days to answer")
_DAYS_LAW = translatable("Leave it open, and the time that is on record in law counts: until {day}.")
_DAYS_OURS = translatable(
    "No time is on record in law for this. Leave it open, and the letter asks for an answer by {day}."
)
_NO_DAYS = translatable("Give a whole number of days from 1 to {most}, or leave it open.")
_MEMBERS = translatable("Those who write, one a line")
_MEMBERS_HELP = translatable(
    "Paste the list: the name, and after a semicolon the number under which they are found. It stays in this browser "
    "and in the memory of the computer that runs the page."
)
_COUNTED = translatable("Names read: {number}.")
_MAKE = translatable("Make the papers")
_CHANGED = translatable("You changed something. Make the papers again.")
_ONLY_RIGHTS = translatable("No letter is chosen, so only the paper about your rights is made.")
_FILE = translatable("The reply as a file")
_FILE_HELP = translatable("Word (.docx), Markdown (.md) or plain text (.txt). Only its headings are looked at.")
_PASTE = translatable("Or paste the reply")
_TICK = translatable("What does the reply answer? Tick only what you have read there")
_NO_LETTER = translatable("Choose in “The letter” which letter you sent; its list is checked here.")
_DUE = translatable("The answer is due on {day}, so it is not overdue.")
_OVERDUE = translatable("The answer was due on {day}: it is overdue, as far as it has not come.")
_REMIND = translatable("Write the reminder")
_CONTACT = translatable("Where the answer is to go")
_NEXT_STEP = translatable("Your next step if nothing comes")
_NEXT_STEP_HELP = translatable("Only what you will really do, such as a complaint to the authority.")
_DATA = translatable("Did they send a table of decisions? It goes on behind the door “I have a file”.")
_LARGEST = 10_000_000
_LONGEST_REPLY = 20_000
_MOST_DAYS = 180


class RightsView(PaperSheet):
    """From a situation to rights, a letter with its day, and the reply."""

    STEPS = _STEPS
    STEPS_LABEL = _STEPS_LABEL
    MAKE, CHANGED = _MAKE, _CHANGED
    ONLY_LOOKING = frozenset({"step", "reply", "pasted", "answered", "remind-contact", "next-step"})

    def __init__(self, language: Language | str, today: date | None = None, key: str = "rights") -> None:
        speech, now = Language.of(language), today or date.today()
        self.model = RightsModel(speech, now, now)
        self.problem = ("", "")
        self.reminder: tuple[Item, ...] = ()
        self._opened: tuple[Upload, tuple[str, ...] | ToolkitError] | None = None
        super().__init__(key, speech)
        self.when_changed(self._take)
        self.when_pressed("make", self._make)
        self.when_pressed("remind", self._remind)
        self.add_class("tk-draft")
        self._draw()

    # --- what is entered -----------------------------------------------------------------------------------------

    def _take(self, names: frozenset[str]) -> None:
        self.problem = ("", "")
        self._bring_to_model()
        if names - {"step"}:
            self.reminder = ()
        self.let_grow_old(names)
        self._draw()

    def _bring_to_model(self) -> None:
        def text(name: str) -> str:
            return str(self._raw(name) or "").strip()

        kinds: tuple[str, ...] = ("public", *EMPLOYER_KINDS)
        days = Number("days", "").read(self._raw("days"))
        numbers = Choices("answered", "", options=tuple((str(number), "") for number in range(20)))
        demanded = Choices("demanded", "", options=tuple((right, "") for right in law().rights))
        self.model = replace(
            self.model,
            day=Day("day", "").read(self._raw("day")) or self.model.today,
            place=text("place") if text("place") in dict(_places(self.speech)) else "",
            kind=cast("AskedEmployer", text("kind")) if text("kind") in kinds else None,
            situation=text("situation"),
            letter=text("letter"),
            form=text("form"),
            sender=text("sender"),
            to=text("to"),
            days=days if isinstance(days, int) and 1 <= days <= _MOST_DAYS else None,
            members=members_in(text("members")),
            answered=frozenset(int(number) for number in numbers.read(self._raw("answered"))),
            demanded=demanded.read(self._raw("demanded")),
            headings=self._headings(),
        )
        record = self.model.record
        self.model = replace(self.model, blanks=self._blanks(record) if record is not None else {})

    def _blanks(self, record: Letter) -> dict[str, Any]:
        found = {}
        for blank in record.blanks_of(self.model.way):
            field = blank_field(f"blank-{blank.name}", blank, self.speech)
            value = blank_value(blank, field.read(self._raw(f"blank-{blank.name}")))
            if value is not None and blank.name != DAYS:
                found[blank.name] = value
        return found

    def _headings(self) -> tuple[str, ...]:
        """The headings of the reply: of the file, else of what was pasted."""
        upload = self._uploads.whole("reply")
        if upload is None:
            return headings_in(str(self._raw("pasted") or "").splitlines())
        if self._opened is None or self._opened[0] is not upload:
            try:
                self._opened = (upload, read_reply(upload.content, upload.name))
            except ToolkitError as error:
                self._opened = (upload, error)
        read = self._opened[1]
        if isinstance(read, ToolkitError):
            self.problem = ("reply", self.speech.say_error(read))
            return ()
        return read

    # --- acts ----------------------------------------------------------------------------------------------------

    def go(self, by: int) -> None:
        """Go on or back; what this step still lacks is said here, and not when the papers are made."""
        problem = ("", "")
        if self.step == "where":
            problem = self.model.problem()
        elif self.step == "letter" and self.model.letter:
            problem = self._open_in_letter()
        if by > 0 and problem[0]:
            self._complain(problem)
            return
        super().go(by)

    def lacking(self) -> frozenset[str]:
        """Without a place and an employer nothing is said of rights, and without a letter there is no reply."""
        there = {
            "rights": self.model.found is not None,
            "letter": self.model.record is not None,
            "home": bool(self.made),
            "reply": self.model.record is not None,
        }
        return frozenset(name for name, is_there in there.items() if not is_there)

    def _open_in_letter(self) -> tuple[str, str]:
        """What the letter cannot be written without, and days that are no number of days."""
        days = Number("days", "").read(self._raw("days"))
        if days is not None and self.model.days is None:
            return "days", self.speech.say(_NO_DAYS, most=_MOST_DAYS)
        return self.model.open_entry()

    def _complain(self, problem: tuple[str, str]) -> None:
        self.problem = problem
        self._draw()
        self.point_at(problem[0])

    def _make(self) -> None:
        problem = self.model.problem()
        if problem[0]:
            self.fill(step="where")
            self._complain(problem)
            return
        papers: list[Item] = []
        if self.model.letter:
            problem = self._open_in_letter()
            if problem[0]:
                self.fill(step="letter")
                self._complain(problem)
                return
            try:
                papers += letter_papers(self.model)
            except ToolkitError as error:
                self.fill(step="letter")
                self._complain(("members" if self.model.alone else "letter", self.speech.say_error(error)))
                return
        papers += our_papers(self.model)
        self.show_made(papers)

    def _remind(self) -> None:
        try:
            self.reminder = tuple(reminder_paper(self.model, self._text("remind-contact"), self._text("next-step")))
        except ToolkitError as error:
            self._complain(("next-step", self.speech.say_error(error)))
            return
        self._draw()

    def _text(self, name: str) -> str:
        return str(self._raw(name) or "").strip()

    # --- what stands on the page ---------------------------------------------------------------------------------

    def _draw(self) -> None:
        where, message = self.problem
        parts: Mapping[str, Any] = {
            "where": self._where,
            "rights": self._rights,
            "letter": self._letter,
            "home": self._home,
            "reply": self._reply,
        }
        items = parts[self.step]()
        self.lay_out_step([with_error(item, message) if item.name == where else item for item in items])

    def _where(self) -> list[Item]:
        say = self.speech.say
        kinds = [(name, say(words)) for name, words in EMPLOYER_KINDS.items()]
        kinds.insert(2, ("public", say(_PUBLIC)))
        met = tuple((one.id, one.name.say(self.speech)) for one in situations().values())
        return [
            Choice("place", say(_PLACE), options=_places(self.speech), many=True),
            Choice("kind", say(_KIND), say(_KIND_HELP), options=tuple(kinds)),
            Choice("situation", say(_SITUATION), options=met),
            Day("day", say(_DAY), say(_DAY_HELP)),
        ]

    def _rights(self) -> list[Item]:
        found, say = self.model.found, self.speech.say
        if found is None:
            return [Piece("cards", feedback(self.model.problem()[1], "tk-notyet"))]
        cards = Piece("cards", cards_of(found, self.speech))
        if not found.missing:
            return [cards, Piece("no-gap", paragraph(say(_NO_GAP), "tk-note"))]
        gaps = tuple((one.right, rights_in_words((one.right,), self.speech)) for one in found.missing)
        return [cards, Choices("demanded", say(_DEMAND), options=gaps)]

    def _letter(self) -> list[Item]:
        say, speech, model = self.speech.say, self.speech, self.model
        listed = []
        for one in model.fitting:
            title = one.text(speech).title
            listed.append((one.id, say(_FITS, letter=title) if one.id in model.speaks_for else title))
        items: list[Item] = [Choice("letter", say(_LETTER), options=tuple(listed))]
        record = model.record
        if record is None:
            return items
        items.append(Piece("when", paragraph(record.when.say(speech), "tk-note"), live=True))
        if len(record.forms) > 1:
            ways = tuple((name, words.say(speech)) for name, words in record.forms.items())
            items.append(Choice("form", say(_FORM), options=ways))
            items.append(Text("members", say(_MEMBERS), say(_MEMBERS_HELP), long=True, longest=20_000))
            if model.members:
                items.append(
                    Piece("counted", paragraph(say(_COUNTED, number=len(model.members)), "tk-note"), live=True)
                )
        items += [Text("sender", say(_SENDER), longest=200), Text("to", say(_TO), longest=200)]
        for blank in record.blanks_of(model.way):
            counted = blank.name == "people" and bool(model.members)
            if blank.name != DAYS and not counted:
                items.append(blank_field(f"blank-{blank.name}", blank, speech))
        law_says = model.days is None and model.time is not None
        told = say(_DAYS_LAW if law_says else _DAYS_OURS, day=model.request.due.due)
        return [*items, Number("days", say(_DAYS), told)]

    def _home(self) -> list[Item]:
        items = self.paper_items()
        if not self.model.letter:
            items.insert(0, Piece("only", paragraph(self.speech.say(_ONLY_RIGHTS), "tk-note")))
        return items

    def _reply(self) -> list[Item]:
        say, model = self.speech.say, self.model
        if model.record is None:
            return [Piece("no-letter", feedback(say(_NO_LETTER), "tk-notyet"))]
        due = model.request
        late = due.overdue(model.today)
        told = say(_OVERDUE if late else _DUE, day=due.due.due)
        reply = model.reply
        items: list[Item] = [
            Piece("due", feedback(told, "tk-notyet" if late else "tk-nearly"), live=True),
            FileIn("reply", say(_FILE), say(_FILE_HELP), suffixes=(".docx", ".md", ".txt"), largest=_LARGEST),
            Text("pasted", say(_PASTE), long=True, longest=_LONGEST_REPLY),
        ]
        if reply.points:
            points = tuple((str(number), one.point.text) for number, one in enumerate(reply))
            items += [
                Piece("seen", self._seen()),
                Choices("answered", say(_TICK), options=points),
            ]
        items.append(Piece("count", paragraph(reply.say(self.speech), "tk-note"), live=True))
        if late and reply.missing:
            items += [
                Text("remind-contact", say(_CONTACT), longest=300),
                Text("next-step", say(_NEXT_STEP), say(_NEXT_STEP_HELP), longest=300),
                Button("remind", say(_REMIND), main=True),
                *self.reminder,
            ]
        return [*items, Piece("data", paragraph(say(_DATA), "tk-note"))]

    def _seen(self) -> Markup:
        if not self.model.headings:
            read = bool(self._text("pasted")) or self._uploads.whole("reply") is not None
            return paragraph(self.speech.say(NO_HEADINGS if read else NOTHING_READ), "tk-note")
        lines = joined(
            markup("<li>{}<div><small>{}</small></div></li>", one.point.text, one.say(self.speech))
            for one in self.model.reply
        )
        return markup('<ul class="tk-questions">{}</ul>', lines)


def _places(speech: Language) -> tuple[tuple[str, str], ...]:
    """All countries, and the regions that have law of their own on record."""
    regions = {one.place for one in law().records if "-" in one.place}
    found = [*countries(speech), *((code, place_name(code, speech)) for code in regions)]
    order = {code: number for number, (code, _) in enumerate(countries(speech))}
    return tuple(sorted(found, key=lambda pair: (order.get(pair[0].partition("-")[0], 999), "-" in pair[0], pair[0])))
