"""A new system came, on the page: what was seen or brought, what is empty, who else has it, the letter to take home."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from toolkit.app.kit.controls import EMPLOYER_KINDS, blank_field, countries, with_error
from toolkit.app.kit.fields import Button, Choice, Field, FileIn, Item, Piece, TakeAway, Text
from toolkit.app.kit.papers import papers_of, take_home
from toolkit.app.kit.pieces import feedback, paragraph, table
from toolkit.app.kit.steps import SteppedSheet
from toolkit.app.kit.upload import Upload
from toolkit.app.systems.members import TICK_FIRST, counted_with, member_items, read_counts, tick_name
from toolkit.app.systems.model import KNOWN, LETTER, NO_SYSTEM, PAPER, Sender, SystemsModel
from toolkit.bargaining.file_names import stem
from toolkit.bargaining.letters.library import DAYS, find_letter
from toolkit.errors import ToolkitError, translatable
from toolkit.governance.systems.emptiness import Gap
from toolkit.governance.systems.forms import SEEN_TITLE, SURVEY_TITLE, questions, sighting_paper, survey_paper
from toolkit.governance.systems.published import published_systems
from toolkit.governance.systems.register import LARGEST, SUFFIXES, Systems
from toolkit.languages import Language
from toolkit.markup import Markup, joined, markup
from toolkit.rights import Employer

_STEPS = {
    "seen": translatable("What came"),
    "open": translatable("What is empty"),
    "others": translatable("Who else has it"),
    "members": translatable("What members say"),
    "home": translatable("Take home"),
}
_STEPS_LABEL = translatable("Steps from a new system to the letter")
_SAY = translatable("Five questions. What you do not know, leave open: it becomes a question to management. No names.")
_FILE = translatable("Or a register or record that you have")
_FILE_HELP = translatable(
    "Excel or CSV with the headings of our form, JSON or YAML as saved here, or a published record: British as copied "
    "text (.txt), British or Dutch as JSON."
)
_WHICH = translatable("Which system?")
_READ = translatable("{name}: {number} systems.")
_EXAMPLE = translatable("Nothing at hand? Look at a published example")
_EXAMPLE_OPEN = translatable(
    "You are looking at records that public bodies in the United Kingdom and the Netherlands published."
)
_OWN = translatable("Put the example away")
_FORMS = translatable("Empty forms to hand round")
_MAKE_FORMS = translatable("Make the forms")
_FORM_NOTE = translatable("A spreadsheet with what is asked below each heading. What is filled in comes back in here.")
_FORM_FILE = translatable("Save the spreadsheet")
_PRINT_NOTE = translatable("To print. It asks for no name.")
_TABLE = translatable("What is open, as questions")
_FIRST = translatable("What matters most to those at work stands first.")
_FACTS = translatable("Answer")
_FACT = translatable("Subject")
_MORE_QUESTIONS = translatable("{number} more stand in the letter and in our own paper.")
_ALSO = translatable(
    "Write to the union there before you write to management: what did they ask, and what was answered?"
)
_UNION = translatable("Name of the union")
_EMPLOYER = translatable("Name of the employer")
_CONTACT = translatable("Where the answer is to go")
_PLACE = translatable("Country")
_KIND = translatable("What kind of employer is it?")
_KIND_HELP = translatable("It decides which law may be named in the letter. Leave it open if you are not sure.")
_WHOSE = translatable("Whose systems are these?")
_WHOSES = {
    "employer": translatable("The employer’s: we write a letter"),
    "own": translatable("Our union’s own: we make a plan for ourselves"),
}
_PLAN = translatable("For us: a plan of one page for our own systems")
_PLAN_NOTE = translatable("Take it to the next meeting of the board, and to our own staff.")
_MAKE = translatable("Make the papers")
_LETTER = translatable("For them: the letter with the questions")
_LETTER_NOTE = translatable("Somebody of yours reads it before it goes out.")
_PAPER_NOTE = translatable("For us: it says how we know what we know.")
_RECORD = translatable("For us: the record")
_RECORD_NOTE = translatable("Bring it back here when answers come, or give it to those who keep the register.")
_SAVE_XLSX = translatable("Save as a spreadsheet")
_SAVE_JSON = translatable("Save as JSON")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN = 10  # questions on the page; a phone shows two at a time
_ENTRIES = frozenset({"union", "employer", "contact", "place", "kind", "whose", DAYS})
_USUAL_DAYS = "30"


class SystemsView(SteppedSheet):
    """A system as somebody saw it or a register that they brought, up to a letter that asks for what is empty."""

    STEPS = _STEPS
    STEPS_LABEL = _STEPS_LABEL

    def __init__(self, language: Language | str, today: date | None = None, key: str = "systems") -> None:
        speech = Language.of(language)
        self.model = SystemsModel(speech, today or date.today())
        self.problem = ("", "")
        self.papers: tuple[TakeAway, ...] = ()
        self.forms: tuple[TakeAway, ...] = ()
        self._opened: tuple[Upload, Systems | ToolkitError] | None = None
        super().__init__(key, speech)
        self.when_changed(self._take)
        self.when_pressed("example", lambda: self.fill(example="yes"))
        self.when_pressed("own", lambda: self.fill(example="", step="seen"))
        self.when_pressed("forms", self._make_forms)
        self.when_pressed("make", self._make)
        self.when_pressed("count", self._count)
        self.when_pressed("forget", lambda: self.fill(counted=""))
        self.begin(**{DAYS: _USUAL_DAYS})  # it stands in the field, to be seen and changed
        self._take(_ENTRIES)
        self.add_class("tk-draft")

    # --- what is entered -----------------------------------------------------------------------------------------

    def _take(self, names: frozenset[str]) -> None:
        said = {one.id: str(self._raw(one.id) or "") for one in questions("sighting")}
        if names & {*said, "register", "example", "chosen"}:
            self.problem = ("", "")
            self._read(said)
        if names & _ENTRIES:
            self.problem = ("", "")
            kind = self._raw("kind")
            texts = {name: str(self._raw(name) or "") for name in ("union", "employer", "contact", "place")}
            known = cast("Employer", kind) if kind in EMPLOYER_KINDS else None
            own = self._raw("whose") == "own"
            self.model = replace(self.model, sender=Sender(**texts, kind=known, days=self._days(), own=own))
        if "counted" in names:
            self.model = replace(self.model, counted=read_counts(self._raw("counted")))
        if names - {"step"}:
            self.papers = ()
        self._draw()

    def _read(self, said: Mapping[str, str]) -> None:
        """Take over what there is: the example, a file, or else the five answers."""
        upload = self._uploads.whole("register")
        chosen = str(self._raw("chosen") or "")
        if self._raw("example"):
            systems = tuple(one for register in published_systems() for one in register)
            self.model = replace(self.model, register=Systems(systems, title=""), chosen=chosen)
            return
        if upload is None:
            self._opened = None
            self.model = self.model.seen(said)
            return
        if self._opened is None or self._opened[0] is not upload:
            try:
                self._opened = (upload, Systems.read_bytes(upload.content, upload.name))
            except ToolkitError as error:
                self._opened = (upload, error)
        read = self._opened[1]
        if isinstance(read, ToolkitError):
            self.problem = ("register", self.speech.say_error(read))
            self.model = replace(self.model, register=Systems())
        else:
            self.model = replace(self.model, register=read, chosen=chosen)

    def lacking(self) -> frozenset[str]:
        """Without a system there is nothing that could be open."""
        return frozenset() if self.model.system is not None else frozenset({"seen", "open", "others"})

    def is_begun(self, step: str) -> bool:
        """A system may be an example or stand alone in a file, and what members counted is put away into a sum."""
        begun = {"seen": self.model.system is not None, "members": bool(self.model.counted)}
        return super().is_begun(step) or begun.get(step, False)

    # --- acts ----------------------------------------------------------------------------------------------------

    def go(self, by: int) -> None:
        if by > 0 and self.step == "seen" and self.model.system is None:
            self.problem = self.problem if self.problem[0] else ("what", self.speech.say(NO_SYSTEM))
            self._draw()
            self.point_at(self.problem[0])
            return
        super().go(by)

    def _make_forms(self) -> None:
        say, speech = self.speech.say, self.speech
        content = Systems().to_bytes(".xlsx", speech)
        file = (say(_FORM_FILE), f"{stem('form', speech)}.xlsx", _XLSX, content)
        seen, survey = papers_of([(sighting_paper(speech), True), (survey_paper(speech), True)])
        self.forms = (
            TakeAway("form-systems", say(_FORMS), say(_FORM_NOTE), files=(file,)),
            take_home("form-seen", SEEN_TITLE, _PRINT_NOTE, seen, stem("form", speech) + "-1", speech),
            take_home("form-survey", SURVEY_TITLE, _PRINT_NOTE, survey, stem("form", speech) + "-2", speech),
        )
        self._draw()

    def _count(self) -> None:
        ticked = {one.id: self.entry(tick_name(one.id)) for one in questions("survey")}
        if not any(ticked.values()):
            self.problem = (tick_name(next(iter(ticked))), self.speech.say(TICK_FIRST))
            self._draw()
            return
        self.problem = ("", "")
        counted = json.dumps(counted_with(self.model.counted, ticked))
        self.fill(counted=counted, **{tick_name(name): "" for name in ticked})

    def _make(self) -> None:
        self.problem = self.model.problem()
        if self.problem[0]:
            self._draw()
            self.point_at(self.problem[0])
            return
        say, speech, system = self.speech.say, self.speech, self.model.system
        assert system is not None
        model = self.model.with_members()
        assert model.system is not None
        register = model.register if not self._raw("example") else Systems((model.system,))
        name = stem("record", speech)
        try:
            first = model.plan() if model.sender.own else model.letter()
        except ToolkitError as error:
            self.problem = (DAYS, speech.say_error(error))
            self._draw()
            self.point_at(DAYS)
            return
        letter, ours = papers_of([(first, True), (model.paper(), True)])
        files = (
            (say(_SAVE_XLSX), f"{name}.xlsx", _XLSX, register.to_bytes(".xlsx", speech)),
            (say(_SAVE_JSON), f"{name}.json", "application/json", register.to_bytes(".json", speech)),
        )
        title = say(PAPER, system=system.name)
        ahead = (
            take_home("plan", _PLAN, _PLAN_NOTE, letter, f"{name}-2", speech)
            if model.sender.own
            else take_home("letter", _LETTER, _LETTER_NOTE, letter, stem("letter", speech), speech)
        )
        self.papers = (
            ahead,
            replace(take_home("ours", PAPER, _PAPER_NOTE, ours, f"{name}-1", speech), title=title),
            TakeAway("record", say(_RECORD), say(_RECORD_NOTE), files=files),
        )
        self._draw()

    # --- what stands on the page ---------------------------------------------------------------------------------

    def _draw(self) -> None:
        where, message = self.problem
        match self.step:
            case "open":
                items = self._open()
            case "others":
                items = self._others()
            case "members":
                items = member_items(self.model.counted, self.speech)
            case "home":
                items = self._home()
            case _:
                items = self._seen()
        self.lay_out_step([with_error(item, message) if item.name == where else item for item in items])

    def _seen(self) -> list[Item]:
        say = self.speech.say
        if self._raw("example"):
            shown = feedback(say(_EXAMPLE_OPEN), "tk-nearly")
            return [Piece("told", shown, live=True), *self._which(), Button("own", say(_OWN))]
        asked: list[Item] = [
            Text(one.id, one.words.say(self.speech), long=one.id in ("does", "changes"), longest=2_000)
            for one in questions("sighting")
        ]
        file = FileIn("register", say(_FILE), say(_FILE_HELP), suffixes=SUFFIXES, largest=LARGEST)
        brought = self._uploads.whole("register") is not None
        items: list[Item] = [] if brought else [Piece("say", paragraph(say(_SAY))), *asked]
        return [
            *items,
            file,
            Piece("told", self._told(), live=True),
            *self._which(),
            Button("example", say(_EXAMPLE)),
            Button("forms", say(_MAKE_FORMS)),
            *self.forms,
        ]

    def _told(self) -> Markup:
        if self._uploads.whole("register") is None or not len(self.model.register):
            return Markup()
        register = self.model.register
        told = paragraph(self.speech.say(_READ, name=register.title, number=len(register)))
        return told + joined(feedback(line, "tk-notyet") for line in self.model.say_misread())

    def _which(self) -> list[Item]:
        if len(self.model.register) < 2:
            return []
        options = tuple((one.id, self._label(one.name, one["organisation"].text)) for one in self.model.register)
        return [Choice("chosen", self.speech.say(_WHICH), options=options, many=True)]

    def _days_field(self) -> Field:
        blank = find_letter(LETTER).blank(DAYS)
        assert blank is not None
        return blank_field(DAYS, blank, self.speech)

    def _days(self) -> int | None:
        days = self._days_field().read(self._raw(DAYS))
        return days if isinstance(days, int) else None

    def _label(self, name: str, organisation: str) -> str:
        return f"{name} – {organisation}" if organisation else name

    def _open(self) -> list[Item]:
        model, say = self.model, self.speech.say
        if model.system is None:
            return [Piece("nothing", feedback(say(NO_SYSTEM), "tk-notyet"))]
        apart = self.speech.isolate
        gaps = model.gaps()
        shown = paragraph(say(_FIRST), "tk-note") + self._questions(gaps[:_SHOWN]) if gaps else Markup()
        if len(gaps) > _SHOWN:
            shown += paragraph(say(_MORE_QUESTIONS, number=len(gaps) - _SHOWN), "tk-note")
        items: list[Item] = [
            Piece("how-empty", feedback(model.say_emptiness(), "tk-nearly"), live=True),
            Piece("gaps", shown),
        ]
        if known := model.known():
            facts = [[label, apart(text)] for label, text in known]
            items.append(Piece("known", table(say(KNOWN), [say(_FACT), say(_FACTS)], facts, "tk-columns")))
        return items

    def _questions(self, gaps: tuple[Gap, ...]) -> Markup:
        """The questions as a list; why one is open stands below it where it is not simply empty."""
        lines = Markup()
        for gap in gaps:
            why = markup("<div><small>{}</small></div>", gap.say_why(self.speech)) if gap.reason != "left_empty" else ""
            lines += markup("<li>{}{}</li>", gap.say(self.speech), why)
        return markup('<h3>{}</h3><ul class="tk-questions">{}</ul>', self.speech.say(_TABLE), lines)

    def _others(self) -> list[Item]:
        model = self.model
        if why := model.say_supplier():
            return [Piece("others", feedback(why, "tk-nearly"))]
        told = joined(
            paragraph(one.say(self.speech)) + (paragraph(source, "tk-note") if source else "")
            for one in model.shared()
            for source in [one.system["source"].text]
        )
        return [Piece("others", markup('<div class="tk-case">{}</div>{}', told, paragraph(self.speech.say(_ALSO))))]

    def _home(self) -> list[Item]:
        say, speech = self.speech.say, self.speech
        kinds = tuple((name, say(words)) for name, words in EMPLOYER_KINDS.items())
        whose = tuple((name, say(words)) for name, words in _WHOSES.items())
        asked: list[Item] = [Choice("whose", say(_WHOSE), options=whose)]
        make: list[Item] = [Button("make", say(_MAKE), main=True), *self.papers]
        if self.model.sender.own:
            return [*asked, Text("union", say(_UNION), longest=200), *make]
        entries: list[Item] = [
            *asked,
            Text("union", say(_UNION), longest=200),
            Text("employer", say(_EMPLOYER), longest=200),
            Text("contact", say(_CONTACT), longest=300),
            self._days_field(),
            Choice("place", say(_PLACE), options=countries(speech), many=True),
            Choice("kind", say(_KIND), say(_KIND_HELP), options=kinds),
        ]
        return [*entries, *make]
