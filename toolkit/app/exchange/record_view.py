"""A record for other unions on the page: written, checked, taken home as a file; and the files of two unions merged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from toolkit.app.exchange.record_model import NO_UNION, RecordModel, both, record_of
from toolkit.app.kit.controls import countries
from toolkit.app.kit.fields import Button, Choice, Day, Field, FileIn, Item, Number, Piece, TakeAway, Text
from toolkit.app.kit.paper_sheet import PaperSheet
from toolkit.app.kit.papers import paper_of, take_home
from toolkit.app.kit.pieces import feedback, fold, paragraph
from toolkit.bargaining.file_names import stem
from toolkit.errors import ToolkitError, translatable
from toolkit.exchange.files import SUFFIX, read_records, write_records
from toolkit.exchange.merging import Merged
from toolkit.exchange.paper import record_paper
from toolkit.exchange.publishing import BY_EYE, FLOOR_BY_EYE, publish
from toolkit.exchange.shared import (
    CONSENT_WORDS,
    ID,
    KIND_WORDS,
    LABELS,
    LICENCE_WORDS,
    LONGEST,
    LONGEST_LINE,
    TOPIC_WORDS,
    Shared,
    new_id,
)
from toolkit.languages import Language
from toolkit.markup import Markup, joined, markup
from toolkit.registers.locate import folder

_STEPS = {
    "what": translatable("What it is about"),
    "story": translatable("What happened"),
    "who": translatable("Who may know"),
    "home": translatable("Check and take home"),
    "merge": translatable("Two files, one"),
}
_STEPS_LABEL = translatable("Steps from your case to a file that others can use")
_ASKED = {
    "what": ("author", "kind", "place", "sector", "topic", "system", "supplier"),
    "story": ("tried", "won", "lost"),
    "who": ("source", "reviewer", "risk", "consent", "licence", "expires", "version"),
}
_HELP = {
    "author": translatable("The organisation, not a person."),
    "tried": translatable(
        "What did the system do, what did you do, and what did you ask for? No names, no numbers under ten."
    ),
    "lost": translatable("What went wrong helps others most."),
    "reviewer": translatable("For example: the legal office, the executive of the branch."),
    "risk": translatable(
        "For example: somebody could be moved; an ongoing case could suffer; none. Other unions read it; in a record "
        "for everybody it is left out."
    ),
    "version": translatable("1 the first time. One more each time you hand out a changed record."),
    "expires": translatable("After this day others see that it may be out of date."),
}
_CHOICES = {"kind": KIND_WORDS, "topic": TOPIC_WORDS, "consent": CONSENT_WORDS, "licence": LICENCE_WORDS}
_MANY = ("topic",)
_MAKE = translatable("Check it and make the file")
_CHANGED = translatable("You changed something. Check it again.")
_KEPT = translatable(
    "The file is made in the memory of the computer that runs this page. Nothing of it is stored there."
)
_STANDS = translatable(
    "Not yet. Points that stand: {number}. Nothing leaves while one of them does: go back to its step and change it."
)
_IN_ORDER = translatable("The machine finds nothing more. Somebody else reads it now.")
_FILE = translatable("For other unions: the record as a file")
_FILE_NOTE = translatable(
    "One line of text. Send it, or put it with the files of others; the name in it makes it yours."
)
_SAVE = translatable("Save the file")
_PAPER = translatable("To read: the record as a page")
_PAPER_NOTE = translatable("For whoever reads it through before it goes out.")
_BACK = translatable("Take a record back")
_BACK_NOTE = translatable(
    "You gave it away and want it back? This mark goes where the record went. Where it is merged, the record is gone."
)
_SAVE_BACK = translatable("Save the mark")
_FIRST, _SECOND = translatable("The first file"), translatable("The second file")
_FILE_HELP = translatable("A file of records, one a line, as it is saved here.")
_EXAMPLE = translatable("No files at hand? Take two invented ones")
_PUT_AWAY = translatable("Put the example away")
_EXAMPLE_OPEN = translatable(
    "These are two invented files: from a nurses’ union and from a clerks’ union. All but one record are in your "
    "language; real files come in many."
)
_TOGETHER = translatable("What they hold together")
_TWICE = translatable("The same work twice?")
_ELSE = translatable("Who else has what you have?")
_ALL = translatable("All records, to read")
_MERGED = translatable("Both files as one")
_MERGED_NOTE = translatable("Whoever merges the same files gets the same, in any order.")
_SAVE_MERGED = translatable("Save the merged file")
_TYPE = "application/x-ndjson"
_LARGEST = 1_000_000
_MOST_SHOWN = 40
_LOOKING = frozenset({"step", "id", "first", "second", "example"})


class RecordView(PaperSheet):
    """A case of one's own that becomes a file for others, and what becomes of two such files."""

    STEPS = _STEPS
    STEPS_LABEL = _STEPS_LABEL
    MAKE, CHANGED, KEPT = _MAKE, _CHANGED, _KEPT
    ONLY_LOOKING = _LOOKING

    def __init__(self, language: Language | str, today: date | None = None, key: str = "shared-record") -> None:
        speech = Language.of(language)
        self.model = RecordModel(speech, today or date.today())
        self.complaint = ""
        self.checked = False
        self._wrong: dict[str, str] = {}
        super().__init__(key, speech)
        self.when_changed(self._take)
        self.when_pressed("make", self._make)
        self.when_pressed("example", lambda: self.fill(example="yes"))
        self.when_pressed("own", lambda: self.fill(example=""))
        self.add_class("tk-draft")
        self._draw()

    # --- what is entered -----------------------------------------------------------------------------------------

    def _take(self, names: frozenset[str]) -> None:
        if names - _LOOKING:
            self.checked = False
            self.complaint = ""
        self.let_grow_old(names)
        self._read_record()
        if names & {"first", "second", "example"}:
            self.model = replace(self.model, merged=self._merged())
        self._draw()

    def _read_record(self) -> None:
        said = {name: self._field(name).read(self._raw(name)) for names in _ASKED.values() for name in names}
        record = record_of(said, str(self._raw("id") or ""), self.speech, self.model.today)
        self.model = replace(self.model, record=record)

    def _merged(self) -> Merged:
        self._wrong = {}
        if self._raw("example"):
            home = folder("templates") / "exchange"
            home /= self.speech.code  # what is to be compared must be read
            return both(tuple(read_records((home / f"{name}{SUFFIX}").read_bytes()) for name in ("nurses", "clerks")))
        files: list[tuple[Shared, ...]] = []
        for name in ("first", "second"):
            upload = self._uploads.whole(name)
            if upload is not None:
                try:
                    files.append(read_records(upload.content))
                except ToolkitError as error:
                    self._wrong[name] = self.speech.say_error(error)
        return both(tuple(files))

    def lacking(self) -> frozenset[str]:
        """A file for others is done once it is made."""
        return frozenset() if self.made else frozenset({"home"})

    # --- acts ----------------------------------------------------------------------------------------------------

    def _make(self) -> None:
        say, speech = self.speech.say, self.speech
        if not ID.fullmatch(str(self._raw("id") or "")):
            self.fill(id=new_id())  # the reader's browser keeps it, so that the next version is one of the same record
        self._read_record()
        record = self.model.record
        if record is None:
            self.complaint = say(NO_UNION)
            self._draw()
            return
        self.checked = True
        if found := self.model.problems():
            self.complaint = say(_STANDS, number=len(found))
            self.made = ()
            self._draw()
            return
        self.complaint = ""
        name = stem("shared", speech)
        file = (say(_SAVE), f"{name}{SUFFIX}", _TYPE, publish(record, self.model.today))
        mark = (
            say(_SAVE_BACK),
            f"{stem('taken-back', speech)}{SUFFIX}",
            _TYPE,
            publish(record.tombstone(self.model.today), self.model.today),
        )
        paper = paper_of(record_paper(record, speech, self.model.today))
        self.show_made(
            [
                TakeAway("file", say(_FILE), say(_FILE_NOTE), files=(file,)),
                take_home("paper", _PAPER, _PAPER_NOTE, paper, name, speech),
                TakeAway("taken-back", say(_BACK), say(_BACK_NOTE), files=(mark,)),
            ]
        )

    # --- what stands on the page ---------------------------------------------------------------------------------

    def _draw(self) -> None:
        match self.step:
            case "home":
                items = self._home()
            case "merge":
                items = self._merge()
            case step:
                items = [self._field(name) for name in _ASKED[step]]
        self.lay_out_step(items)

    def _field(self, name: str) -> Field:
        label, help_ = self.speech.say(LABELS[name]), self.speech.say(_HELP[name]) if name in _HELP else ""
        if name in _CHOICES:
            options = tuple((one, self.speech.say(words)) for one, words in _CHOICES[name].items())
            return Choice(name, label, help_, options=options, many=name in _MANY)
        if name == "place":
            return Choice(name, label, help_, options=countries(self.speech), many=True)
        if name == "expires":
            return Day(name, label, help_, first=self.model.today)
        if name == "version":
            return Number(name, label, help_)
        long = name in ("tried", "won", "lost", "risk")
        return Text(name, label, help_, long=long, longest=LONGEST.get(name, LONGEST_LINE))

    def _home(self) -> list[Item]:
        say = self.speech.say
        points = joined(markup("<li>{}</li>", one.say(self.speech)) for one in self.model.problems())
        found = markup("<ul>{}</ul>", points) if self.checked and points else ""
        fine = feedback(say(_IN_ORDER), "tk-right") if self.made else ""
        eye = paragraph(say(FLOOR_BY_EYE), "tk-note") + paragraph(say(BY_EYE), "tk-note")
        button, told, *papers = self.paper_items(self.complaint)
        return [button, told, Piece("problems", found + fine + eye, live=True), *papers]

    def _merge(self) -> list[Item]:
        say = self.speech.say
        if self._raw("example"):
            start: list[Item] = [
                Piece("told", feedback(say(_EXAMPLE_OPEN), "tk-nearly"), live=True),
                Button("own", say(_PUT_AWAY)),
            ]
        else:
            start = [
                FileIn(
                    name, say(label), say(_FILE_HELP), self._wrong.get(name, ""), (SUFFIX, ".json", ".txt"), _LARGEST
                )
                for name, label in (("first", _FIRST), ("second", _SECOND))
            ]
            start.append(Button("example", say(_EXAMPLE)))
        return [*start, *(self._told() if self.model.merged.records else [])]

    def _told(self) -> list[Item]:
        say, model = self.speech.say, self.model
        content = _section(say(_TOGETHER), model.say_merged()) + _section(say(_TWICE), model.say_pairs())
        if model.record is not None:
            content += _section(say(_ELSE), model.say_elsewhere())
        shown = joined(self._shown(one) for one in model.merged.live[:_MOST_SHOWN])
        file = (
            say(_SAVE_MERGED),
            f"{stem('shared', self.speech)}-2{SUFFIX}",
            _TYPE,
            write_records(model.merged.records),
        )
        return [
            Piece("merged", content, live=True),
            Piece("records", fold(say(_ALL), shown, "tk-note")),
            TakeAway("merged-file", say(_MERGED), say(_MERGED_NOTE), files=(file,)),
        ]

    def _shown(self, record: Shared) -> Markup:
        texts = [(name, getattr(record, name)) for name in ("tried", "won", "lost")]
        told = joined(
            markup('<p dir="auto"><strong>{}:</strong> {}</p>', self.speech.say(LABELS[name]), text)
            for name, text in texts
            if text
        )
        return markup("<h4>{}</h4>{}{}", record.say_title(self.speech), paragraph(record.author), told)


def _section(title: str, lines: list[str]) -> Markup:
    points = joined(markup("<li>{}</li>", line) for line in lines)
    return markup("<h4>{}</h4><ul>{}</ul>", title, points)
