"""Questions to management on the page: pick, ask, follow, and take a letter and the list for the next meeting home."""

from __future__ import annotations

from datetime import date, timedelta

from toolkit.app.governance.questions_model import MOST_DAYS, OWN, USUAL_DAYS, QuestionsModel, entries_of
from toolkit.app.kit.controls import count_field, with_error
from toolkit.app.kit.fields import Button, Choice, Choices, Day, FileIn, Item, Piece, TakeAway, Text
from toolkit.app.kit.paper_sheet import PaperSheet
from toolkit.app.kit.papers import papers_of, take_home
from toolkit.app.kit.pieces import feedback, paragraph, table
from toolkit.bargaining.file_names import stem
from toolkit.errors import ToolkitError, translatable
from toolkit.governance.body.body import OUT_OF_BOUNDS
from toolkit.governance.questions.bank import bank
from toolkit.governance.questions.papers import letter_document, meeting_document
from toolkit.governance.questions.tracker import BEFORE, LARGEST, STATUS_WORDS, Tracker, read_tracker
from toolkit.languages import Language
from toolkit.markup import Markup, joined, markup

_STEPS = {
    "pick": translatable("Pick"),
    "ask": translatable("Ask"),
    "follow": translatable("Replies"),
    "home": translatable("Take home"),
}
_STEPS_LABEL = translatable("Steps from questions to answers")
_SAY = translatable(
    "Compare your notes with this list. Ten are ticked already: swap those that matter less to you, and write your "
    "own. A short list that is answered is worth more than a long one."
)
_OWN_QUESTION = translatable("A question of our own")
_ON_LIST = translatable("{number} questions are on the list.")
_OPEN = translatable("A list that you saved")
_SYSTEM, _UNION, _EMPLOYER = (
    translatable("Which system?"),
    translatable("Name of the union"),
    translatable("Name of the employer"),
)
_DAY, _DAYS = translatable("On which day are they asked?"), translatable("Time for an answer")
_ASKED = translatable("Note them as asked")
_ASKED_NOTE = translatable("Only those that were not asked yet. From then on the days run.")
_NONE = translatable("No question is on the list yet.")
_WHICH = translatable("Which question did they reply to?")
_CAME = translatable("What was the reply?")
_REPLIES = {
    "": translatable("Nothing yet"),
    "answered": translatable("An answer to the question"),
    "evasive": translatable("Words that do not answer it"),
}
_REPLIED, _NOTE = translatable("On which day?"), translatable("What did they say?")
_GOOD = translatable("A good answer: {text}")
_EVASIVE = translatable("Evasive sounds like this: {text}")
_HEADS = (translatable("Question"), translatable("Where it stands"), translatable("Answer due"))
_STANDS = translatable("Where the questions stand today")
_NOT_ASKED = translatable(
    "This part is for later, once replies have come. In a workshop go on to “Take home”. Nothing has been noted as "
    "asked yet: that is done under “Ask”."
)
_MAKE = translatable("Make the papers")
_CHANGED = translatable("You changed something. Make your papers again.")
_KEPT = translatable(
    "The papers are made in the memory of the computer that runs this page. Nothing of them is stored there."
)
_LETTER = translatable("For the other side: the letter with the questions")
_LETTER_NOTE = translatable("Everything that is not answered. It does not say why you ask, or what you expect.")
_MEETING = translatable("For us: the list for the next meeting")
_MEETING_NOTE = translatable("Overdue first; with why you ask, a good answer and how an evasive one sounds.")
_FILE = translatable("For us: the list itself, to go on later")
_SAVE = translatable("Save the list")


class QuestionsView(PaperSheet):
    """Questions to one management; everything it knows stands in its entries."""

    STEPS = _STEPS
    STEPS_LABEL = _STEPS_LABEL
    MAKE, CHANGED, KEPT = _MAKE, _CHANGED, _KEPT
    ONLY_LOOKING = frozenset({"step", "at"})

    def __init__(self, language: Language | str, today: date | None = None, key: str = "questions") -> None:
        self.today = today or date.today()
        speech = Language.of(language)
        self.model = QuestionsModel(speech, self.today)
        self.problem = ""
        super().__init__(key, speech)
        self.when_changed(self._take)
        self.when_pressed("asked", self._note_asked)
        self.when_pressed("make", self._make)
        self.add_class("tk-draft")
        self._bring()
        self._draw()

    # --- what is entered -----------------------------------------------------------------------------------------

    def _take(self, names: frozenset[str]) -> None:
        if "open" in names:
            self._open()
        self._bring()
        self.let_grow_old(names)
        self._draw()

    def _bring(self) -> None:
        self.model = QuestionsModel(self.speech, self.today, dict(self._entries))
        picked = {f"pick.{theme}": list(self.model.picked(theme)) for theme in bank().themes}
        self.begin(**picked, days=str(USUAL_DAYS), day=self.today)

    def _open(self) -> None:
        self.problem, upload = "", self._uploads.whole("open")
        if upload is None:
            return
        try:
            self.fill(**entries_of(read_tracker(upload.content, upload.name)))
        except ToolkitError as error:
            self.problem = self.speech.say_error(error)

    def lacking(self) -> frozenset[str]:
        """Questions that nobody asked have no replies."""
        asked = any(one.asked is not None for one in self.model.tracker.entries)
        return frozenset() if asked else frozenset({"follow"} if self.model.tracker.entries else {"ask", "follow"})

    def is_begun(self, step: str) -> bool:
        """Ten questions are ticked already, and a file or questions of one's own are nobody's duty."""
        return super().is_begun(step) or (step == "pick" and bool(self.model.tracker.entries))

    # --- acts ----------------------------------------------------------------------------------------------------

    def _note_asked(self) -> None:
        asked, entries = self.model.asking_day, {}
        for one in self.model.tracker.entries:
            if one.asked is None:
                entries[f"asked.{one.id}"] = asked.isoformat()
                entries[f"due.{one.id}"] = (asked + timedelta(days=self.model.days)).isoformat()
        self.fill(**entries)

    def _make(self) -> None:
        tracker, speech = self.model.tracker, self.speech
        unanswered = [one.id for one in tracker.entries if one.status(self.today) != "answered"]
        documents = [
            (letter_document(tracker, unanswered, speech, self.today), True),
            (meeting_document(tracker, speech, self.today), False),
        ]
        letter, meeting = papers_of(documents)
        saved = (speech.say(_SAVE), f"{stem('meeting', speech)}.json", "application/json", tracker.to_json().encode())
        self.show_made(
            (
                take_home("letter", _LETTER, _LETTER_NOTE, letter, stem("letter", speech), speech),
                take_home("meeting", _MEETING, _MEETING_NOTE, meeting, stem("meeting", speech), speech),
                TakeAway("file", speech.say(_FILE), files=(saved,)),
            )
        )

    # --- what stands on the page ---------------------------------------------------------------------------------

    def _draw(self) -> None:
        self.lay_out_step(self._around())

    def _around(self) -> list[Item]:
        match self.step:
            case "pick":
                return self._pick()
            case "ask":
                return self._ask()
            case "follow":
                return self._follow()
        return self.paper_items()

    def _pick(self) -> list[Item]:
        say, speech = self.speech.say, self.speech
        items: list[Item] = [Piece("say", paragraph(say(_SAY), "tk-note"))]
        for theme in bank().themes:
            options = tuple((one.id, one.say(speech)) for one in bank().questions if one.theme == theme)
            items.append(Choices(f"pick.{theme}", bank().theme(theme, speech), options=options))
        items += [Text(f"own.{number}", say(_OWN_QUESTION), longest=300) for number in range(1, OWN + 1)]
        count = say(_ON_LIST, number=len(self.model.tracker.entries))
        opened = FileIn("open", say(_OPEN), error=self.problem, suffixes=(".json",), largest=LARGEST)
        return [*items, Piece("count", paragraph(count, "tk-note"), live=True), opened]

    def _ask(self) -> list[Item]:
        say, tracker = self.speech.say, self.model.tracker
        if not tracker.entries:
            return [Piece("none", feedback(say(_NONE), "tk-nearly"))]
        return [
            Text("system", say(_SYSTEM)),
            Text("union", say(_UNION)),
            Text("employer", say(_EMPLOYER)),
            Day("day", say(_DAY)),
            with_error(count_field("days", say(_DAYS), "", "days", self.speech), self._wrong_days()),
            Button("asked", say(_ASKED)),
            Piece("asked-note", paragraph(say(_ASKED_NOTE), "tk-note")),
            Piece("stands", self._stands(tracker), live=True),
        ]

    def _wrong_days(self) -> str:
        if not self.model.has_wrong_days:
            return ""
        what, value = self.speech.say(_DAYS), str(self._raw("days"))
        return self.speech.say(OUT_OF_BOUNDS, what=what, value=value, least=1, most=MOST_DAYS)

    def _stands(self, tracker: Tracker) -> Markup:
        say, speech = self.speech.say, self.speech
        rows = [
            [one.say(speech), say(STATUS_WORDS[status]), speech.date(one.due) if one.due else "–"]
            for status, entries in tracker.by_status(self.today)
            for one in entries
        ]
        return table(say(_STANDS), [say(head) for head in _HEADS], rows, "tk-columns")

    def _follow(self) -> list[Item]:
        say, speech, tracker = self.speech.say, self.speech, self.model.tracker
        asked = [one for one in tracker.entries if one.asked is not None]
        if not asked:
            return [Piece("none", feedback(say(_NOT_ASKED), "tk-nearly"))]
        raw = self._raw("at")
        at = next((one for one in asked if one.id == raw), asked[0])
        options = tuple((one.id, one.say(speech)) for one in asked)
        items: list[Item] = [Choice("at", say(_WHICH), options=options, many=True, prompt=at.say(speech))]
        if not at.text:
            known = bank().question(at.id)
            told = [say(_GOOD, text=known.good.say(speech)), say(_EVASIVE, text=known.evasive.say(speech))]
            items.append(Piece("expect", joined(markup('<p class="tk-note">{}</p>', one) for one in told)))
        error = ""
        if self.model.answered_before_asked(at.id):
            error = say(BEFORE, answered=Day("", "").read(self._raw(f"replied.{at.id}")), asked=at.asked)
        return [
            *items,
            Choice(f"reply.{at.id}", say(_CAME), options=tuple((name, say(words)) for name, words in _REPLIES.items())),
            Day(f"replied.{at.id}", say(_REPLIED), error=error),
            Text(f"note.{at.id}", say(_NOTE), long=True, longest=1000),
            Piece("stands", self._stands(tracker), live=True),
        ]
