"""What was signed, on the page: the saved agreement, its duties, and what a later log says of its promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from toolkit.app.audit.view import AuditView
from toolkit.app.counter.model import read_ours
from toolkit.app.kit.fields import Button, Choice, Day, FileIn, Item, Piece, TakeAway
from toolkit.app.kit.papers import paper_of, take_home
from toolkit.app.kit.pieces import feedback, paragraph, table
from toolkit.app.signed.model import EVENTS, PROMISES, SignedModel, example_result, example_signed
from toolkit.audit import AuditResult
from toolkit.bargaining import Agreement, standing
from toolkit.bargaining.agreements.calendar_file import calendar_of
from toolkit.bargaining.file_names import stem
from toolkit.errors import ToolkitError, translatable
from toolkit.languages import Language
from toolkit.markup import Markup, joined, markup

LARGEST = 1_000_000
_STEPS = {
    "signed": translatable("What was signed"),
    "duties": translatable("Who owes what by when"),
    "file": translatable("A later log"),
    "decision": translatable("The decision"),
    "people": translatable("The people"),
    "promises": translatable("The promises"),
}
_STEPS_LABEL = translatable("Steps from the signature to the promises")
_SIGNED = translatable("The agreement that you saved")
_SIGNED_HELP = translatable(
    "It ends in .yml. Fill in first what was changed at the table, so that it says what was signed."
)
_READ = translatable("{title}, with {employer}: {articles}.")
_STARTS = translatable("On which day did it enter into force?")
_EXAMPLE = translatable("No file at hand? Look at an example")
_EXAMPLE_OPEN = translatable("You are looking at an example: an agreement of three clauses with an invented employer.")
_OWN = translatable("Put the example away")
_NOT_TOLD = translatable(
    "Only what is counted from the entry into force has a day here. Whether a duty was fulfilled, nobody but you knows."
)
_EVENT = translatable("What began?")
_EVENT_HELP = translatable("Some times begin when something happens: a request, a report, a complaint.")
_BEGAN = translatable("On which day?")
_LAST_DAY = translatable("The last day in time is {day}.")
_NO_PROMISE = translatable(
    "No clause of this agreement promises a number, so there is nothing that a log of decisions could be held against."
)
_MAKE_DATES = translatable("Make the papers")
_PAPER = translatable("For us: who owes what by when")
_PAPER_NOTE = translatable("It holds the union's own homework too.")
_DATES = translatable("For us: the dates for your calendar")
_DATES_NOTE = translatable("Who owes what by when, with a reminder two weeks before.")
_SAVE_DATES = translatable("Save the dates")
_HOLD = translatable("Hold the promises against it")
_STANDS = {
    "broke": translatable("Broken, as far as the published numbers tell"),
    "holds": translatable("Kept, as far as the published numbers tell"),
    "cannot_tell": translatable("It cannot be told"),
}
_LOOK = {"broke": "tk-notyet", "holds": "tk-right", "cannot_tell": "tk-nearly"}
_LATER = translatable(
    "Only decisions made after the entry into force count: a list from before says nothing about what was promised."
)
_EXAMPLE_LOG = translatable("In the example it is held against an invented log of hirings.")


class SignedView(AuditView):
    """A saved agreement and a later log: duties, times that an event starts, promises."""

    STEPS = _STEPS
    STEPS_LABEL = _STEPS_LABEL
    HAS_SAMPLE = False  # it has an example of its own

    def __init__(self, language: Language | str, today: date | None = None, key: str = "signed") -> None:
        self.signed = SignedModel(Language.of(language), today or date.today())
        self.problem = ("", "")
        self.papers: tuple[Item, ...] = ()
        self._opened: tuple[Any, Agreement | ToolkitError] | None = None
        super().__init__(language, key)
        self.when_pressed("example", lambda: self.fill(example="yes"))
        self.when_pressed("own", lambda: self.fill(example="", step="signed"))
        self.when_pressed("dates", self._make_papers)
        self.when_pressed("hold", self._hold_example)

    def named_steps(self) -> Mapping[str, str]:
        if not self.signed.promising:
            return {name: words for name, words in _STEPS.items() if name in ("signed", "duties")}
        if self._raw("example"):
            return {name: words for name, words in _STEPS.items() if name in ("signed", "duties", "promises")}
        return _STEPS

    # --- what is entered -----------------------------------------------------------------------------------------

    def _take(self, names: frozenset[str]) -> None:
        if names & {"signed", "starts", "example"}:
            self._read_agreement()
            self.papers = ()
        super()._take(names)

    def _read_agreement(self) -> None:
        self.problem, agreement = ("", ""), None
        upload = self._uploads.whole("signed")
        if self._raw("example"):
            agreement = example_signed(self.speech, self.signed.today)
        elif upload is not None:
            if self._opened is None or self._opened[0] is not upload:
                try:
                    self._opened = (upload, read_ours(upload))
                except ToolkitError as error:
                    self._opened = (upload, error)
            read = self._opened[1]
            if isinstance(read, ToolkitError):
                self.problem = ("signed", self.speech.say_error(read))
            else:
                agreement = read if read.starts else replace(read, starts=self._day("starts"))
        self.signed = replace(self.signed, agreement=agreement)

    def _day(self, name: str) -> date | None:
        return Day(name, "").read(self._raw(name))

    # --- acts ----------------------------------------------------------------------------------------------------

    def go(self, by: int) -> None:
        where, message = self.signed.problem()
        if by > 0 and self.step == "signed" and where:
            self.problem = (where, self.problem[1] or message)
            self._draw()
            self.point_at(where)
            return
        super().go(by)

    def _make_papers(self) -> None:
        agreement = self.signed.agreement
        if agreement is not None and agreement.starts is not None:
            say = self.speech.say
            paper = paper_of(self.signed.document())
            dates = (
                say(_SAVE_DATES),
                f"{stem('dates', self.speech)}.ics",
                "text/calendar",
                calendar_of(agreement).encode(),
            )
            self.papers = (
                take_home("duties-paper", _PAPER, _PAPER_NOTE, paper, stem("duties", self.speech), self.speech),
                TakeAway("duties-dates", say(_DATES), say(_DATES_NOTE), files=(dates,)),
            )
        self._draw()

    def _hold_example(self) -> None:
        self.made = self._papers(example_result())
        self._draw()

    def _papers(self, result: AuditResult) -> tuple[Item, ...]:
        """What became of each promise, and all of it on paper."""
        say, kept = self.speech.say, self.signed.kept(result)
        shown = []
        for clause, status in standing(kept).items():
            mine = [one for one in kept if one.clause == clause]
            told = joined(paragraph(one.say(self.speech)) for one in mine)
            shown.append(
                markup(
                    "<h3>{}</h3>{}{}", self.signed.title(clause), feedback(say(_STANDS[status]), _LOOK[status]), told
                )
            )
        paper = paper_of(self.signed.document(kept))
        return (
            Piece("kept", markup('<div class="tk-case">{}</div>', joined(shown)), live=True),
            take_home("promises-paper", PROMISES, _PAPER_NOTE, paper, stem("promises", self.speech), self.speech),
        )

    # --- what stands on the page ---------------------------------------------------------------------------------

    def _draw(self, where: str = "", message: str = "") -> None:
        where, message = (where, message) if where else self.problem
        super()._draw(where, message)

    def _around(self, step: str) -> list[Item]:
        match step:
            case "signed":
                return self._signed()
            case "duties":
                return self._duties()
            case "promises":
                return self._promises()
        return super()._around(step)

    def _signed(self) -> list[Item]:
        say, agreement = self.speech.say, self.signed.agreement
        told = Markup()
        if agreement is not None:
            articles = [self.signed.title(article.clause) for article in agreement.articles]
            told = paragraph(say(_READ, title=agreement.title, employer=agreement.employer, articles=articles))
        if self._raw("example"):
            shown = feedback(say(_EXAMPLE_OPEN), "tk-nearly") + told
            return [Piece("seen", shown, live=True), Button("own", say(_OWN))]
        items: list[Item] = [
            FileIn("signed", say(_SIGNED), say(_SIGNED_HELP), suffixes=(".yml", ".yaml"), largest=LARGEST),
            Piece("seen", told, live=True),
        ]
        opened = self._opened[1] if self._opened else None
        if agreement is not None and isinstance(opened, Agreement) and opened.starts is None:
            items.append(Day("starts", say(_STARTS)))
        if agreement is None and example_signed(self.speech, self.signed.today) is not None:
            items.append(Button("example", say(_EXAMPLE)))
        return items

    def _duties(self) -> list[Item]:
        say, signed = self.speech.say, self.signed
        apart = self.speech.isolate
        rows = [[apart(cell) for cell in row] for row in signed.table()]
        items: list[Item] = [
            Piece("duties", table(say(_STEPS["duties"]), signed.heads(), rows) + paragraph(say(_NOT_TOLD), "tk-note")),
        ]
        clocks = signed.clocks()
        if clocks:
            options = tuple((clock.id, f"{clock.say(self.speech)} ({signed.title(clock.article)})") for clock in clocks)
            items += [
                Piece("events", markup("<h3>{}</h3>", say(EVENTS))),
                Choice("event", say(_EVENT), say(_EVENT_HELP), options=options, many=True),
                Day("began", say(_BEGAN)),
                Piece("last", self._last_day(), live=True),
            ]
        items += [Button("dates", say(_MAKE_DATES), main=not signed.promising), *self.papers]
        if not signed.promising:
            items.append(Piece("no-promise", paragraph(say(_NO_PROMISE), "tk-note")))
        return items

    def _last_day(self) -> Markup:
        clock = next((one for one in self.signed.clocks() if one.id == self._raw("event")), None)
        began = self._day("began")
        if clock is None or began is None:
            return Markup()
        try:
            return feedback(self.speech.say(_LAST_DAY, day=self.speech.date(clock.ends(began))), "tk-right")
        except ToolkitError as error:
            return feedback(self.speech.say_error(error), "tk-notyet")

    def _promises(self) -> list[Item]:
        say = self.speech.say
        if not self._raw("example"):
            return [Piece("later", paragraph(say(_LATER), "tk-note")), *self._held()]
        return [Piece("log", paragraph(say(_EXAMPLE_LOG))), Button("hold", say(_HOLD), main=True), *self.made]

    def _held(self) -> list[Item]:
        items = self._outcome()
        say = self.speech.say
        return [Button("make", say(_HOLD), main=True) if item.name == "make" else item for item in items]
