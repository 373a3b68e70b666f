"""Their answer on the page: our draft, their file, what was lost, what to take home."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from toolkit.app.counter.model import (
    LONGEST_PASTED,
    Comparison,
    CounterModel,
    checked,
    example,
    pasted,
    read_ours,
)
from toolkit.app.counter.proposal import ReadProposal
from toolkit.app.counter.proposal_view import proposal_pieces
from toolkit.app.kit.controls import with_error
from toolkit.app.kit.fields import Button, FileIn, Item, Piece, Progress, TakeAway, Text
from toolkit.app.kit.papers import WORD, WORD_TYPE, take_home
from toolkit.app.kit.pieces import feedback, fold, marked_columns, paragraph
from toolkit.app.kit.reading import STILL_READING
from toolkit.app.kit.steps import SteppedSheet
from toolkit.app.kit.upload import Upload
from toolkit.bargaining.agreements.articles import name_of
from toolkit.bargaining.counter.changes import KIND_NAMES, Change
from toolkit.bargaining.counter.papers.changes_paper import LIMITS, MARKS
from toolkit.bargaining.counter.papers.marked_words import mark_words
from toolkit.bargaining.file_names import stem
from toolkit.errors import ToolkitError, translatable
from toolkit.languages import Language, translatable_plural
from toolkit.markup import Markup, joined, markup

LARGEST = 10_000_000
_COMPARED = "compared"  # under which name the comparison is waited for, as a file is
_STEPS = {
    "ours": translatable("Your draft"),
    "theirs": translatable("Their answer"),
    "lost": translatable("What was lost"),
    "home": translatable("Take home"),
}
_ALONE_STEPS = {
    **_STEPS,
    "theirs": translatable("Their proposal"),
    "lost": translatable("What it touches"),
}
_STEPS_LABEL = translatable("Steps to what was lost")
_ALONE = translatable("We have no draft")
_ALONE_OPEN = translatable(
    "Their proposal is read alone, beside the clauses of the library: which of them it touches, how near it comes to "
    "our three strengths, and what it leaves out."
)
_WITH_DRAFT = translatable("We have a draft after all")
_PROPOSAL = translatable("For us: their proposal beside our clauses")
_PROPOSAL_NOTE = translatable(
    "A beginning for a draft of your own. It knows the usual numbers of the library, not yours."
)
_COMPARING = translatable("The texts are being compared. With a long agreement this takes a few seconds.")
_OURS = translatable("The draft you saved")
_OURS_HELP = translatable(
    "It ends in .yml; you saved it under “Take home” when you made the papers. With it their answer is held against "
    "the floors that the toolkit suggests too."
)
_OURS_READ = translatable("{title}, for {employer}: {articles}, in {language}.")
_ARTICLES = translatable_plural("{n} clause", "{n} clauses")
_EXAMPLE = translatable("No file at hand? Look at an example")
_EXAMPLE_OPEN = translatable(
    "You are looking at an example: an agreement of three clauses, and what an invented employer sent back."
)
_OWN = translatable("Put the example away")
_THEIRS = translatable("The file that they sent")
_THEIRS_HELP = translatable("Word (.docx), Markdown (.md) or plain text (.txt), with or without tracked changes.")
_PASTE = translatable("Or paste their text")
_PASTE_HELP = translatable("For example out of an e-mail. A file that was chosen goes before it.")
_THEIRS_LANGUAGE = translatable("It is compared with your draft in {language}.")
_EXAMPLE_ANSWER = translatable("The answer of the example is here already. Go on to see what was lost.")
_GONE = translatable("{problem} Files are not kept when a page is loaded anew.")
_OURS_WORDS = translatable("Ours")
_THEIRS_WORDS = translatable("Theirs")
_BOTH = translatable("Read both texts")
_GONE_SIGN = translatable("gone:")
_NEW_SIGN = translatable("new:")
_OUR_ANSWER = translatable("Our answer: {reply}")
_WHERE_AND_KIND = translatable("{where}: {kind}")
_LOST = translatable("Weakened or taken out")
_UNSURE = translatable("Uncertain: read these side by side")
_STRENGTHENED = translatable("Made stronger")
_ADDED = translatable("Added by them")
_REWORDED = translatable("In other words")
_COUNT = translatable("{title} ({number})")
_HOW_FAR = translatable("What this comparison can and cannot tell")
_CHANGES = translatable("For us: what they changed, and our answers")
_CHANGES_NOTE = translatable("Keep it to yourselves: it holds your answers and what you would not go below.")
_REDLINE = translatable("Their changes in our text")
_REDLINE_NOTE = translatable(
    "A Word file in which every difference is a tracked change. Accept them all, and you have their text; reject them "
    "all, and you have yours."
)
_MAKE = translatable("Make the papers")
_KEPT = translatable("Both files are read in the memory of the computer that runs this page, and kept nowhere.")


class CounterView(SteppedSheet):
    """Two files that somebody brings, and what the second took away from the first."""

    STEPS = _STEPS
    STEPS_LABEL = _STEPS_LABEL

    def __init__(self, language: Language | str, key: str = "answer") -> None:
        speech = Language.of(language)
        self.model = CounterModel(speech)
        self.example = example(speech)
        self.wrong: dict[str, str] = {}
        self.made: tuple[TakeAway, ...] = ()
        self._seen: dict[str, tuple[Upload, Any]] = {}  # by field: what its file says, None while it is being read
        self._compared: tuple[CounterModel, Comparison | ReadProposal | None, str] | None = None
        self._comparing: CounterModel | None = None
        self._asking = False
        super().__init__(key, speech)
        self.when_changed(self._take_entries_in)
        self.when_pressed("example", lambda: self.fill(example="yes"))
        self.when_pressed("own", lambda: self.fill(example=""))
        self.when_pressed("alone", lambda: self.turn_to(alone="yes", example="", step="theirs"))
        self.when_pressed("with-draft", lambda: self.turn_to(alone="", step="ours"))
        self.when_pressed("make", self._make)
        self.add_class("tk-draft")
        self._draw()

    # --- what is entered -----------------------------------------------------------------------------------------

    def _take_entries_in(self, names: frozenset[str]) -> None:
        before = self.model
        if names & {"ours", "theirs", "pasted", "example", "alone"}:
            self._read_files()
        if self.model != before:
            self.made = ()
        self._draw()

    def _upload(self, name: str) -> Upload | None:
        return self._uploads.whole(name)

    def _read_files(self) -> None:
        self.wrong = {}
        if self._raw("example") and not self._raw("alone") and self.example is not None:
            self.model = self.example
            return
        ours, theirs = self._upload("ours"), self._upload("theirs")
        model = CounterModel(self.speech, alone=bool(self._raw("alone")))
        if ours is not None and not model.alone:
            draft = self._tried("ours", lambda: read_ours(ours))
            model = replace(model, ours=draft)
        if theirs is not None:
            model = replace(model, theirs=self._read("theirs", theirs))
        elif text := self._pasted():
            model = replace(model, theirs=self._tried("pasted", lambda: checked(pasted(text, self.speech))))
        self.model = model

    def _read(self, name: str, upload: Upload) -> Upload | None:
        """A file of theirs once it has been read; None until then, and with the reason beside it if it cannot be."""
        if name not in self._seen or self._seen[name][0] is not upload:
            self._seen[name] = (upload, None)
            self.read_file(name, lambda over: checked(upload, over), lambda read: self._take_read(name, upload, read))
        read = self._seen[name][1]
        if isinstance(read, ToolkitError):
            self.wrong = {**self.wrong, name: self.speech.say_error(read)}
        return read if isinstance(read, Upload) else None

    def _take_read(self, name: str, upload: Upload, read: Upload | ToolkitError) -> None:
        self._seen[name] = (upload, read)
        if self._upload(name) is upload:
            self._read_files()
            self._draw()

    def _pasted(self) -> str:
        raw = self._raw("pasted")
        return raw.strip() if isinstance(raw, str) else ""

    def _tried(self, name: str, read: Callable[[], Any]) -> Any:
        """What was read, or None with the reason beside the field."""
        try:
            return read()
        except ToolkitError as error:
            self.wrong = {**self.wrong, name: self.speech.say_error(error)}
            return None

    def named_steps(self) -> Mapping[str, str]:
        return _ALONE_STEPS if self._raw("alone") else _STEPS

    def _comparison(self) -> tuple[Comparison | ReadProposal | None, str]:
        """The comparison of the files at hand, made once; or why there is none, and nothing while it is being made."""
        where, message = self.model.problem()
        if where:
            return None, self.speech.say(_GONE, problem=message)
        known = self._compared is not None and self._compared[0] == self.model
        if not known and not (self.is_reading(_COMPARED) and self._comparing == self.model):
            model = self._comparing = self.model
            self._asking = True
            self.read_file(_COMPARED, lambda _: model.compare(), lambda made: self._take_compared(model, made))
            self._asking = False
        if self._compared is None or self._compared[0] != self.model:
            return None, ""
        return self._compared[1:]

    def _take_compared(self, model: CounterModel, made: Comparison | ReadProposal | ToolkitError) -> None:
        if isinstance(made, ToolkitError):
            self._compared = (model, None, self.speech.say_error(made))
        else:
            self._compared = (model, made, "")
        if not self._asking:  # else whoever asked for it draws it now
            self._draw()

    def _show_readings(self) -> None:
        self._draw()

    def lacking(self) -> frozenset[str]:
        """Without both files, or the one that is read alone, nothing can be compared."""
        model = self.model
        held = {"ours": model.ours is not None or model.alone, "theirs": model.theirs is not None}
        held["lost"] = all(held.values())
        return frozenset(name for name, is_held in held.items() if not is_held)

    def is_begun(self, step: str) -> bool:
        """Both files may be an example, for which nothing is entered; what is missing is said by `lacking`."""
        return step in ("ours", "theirs") or super().is_begun(step)

    # --- acts ----------------------------------------------------------------------------------------------------

    def go(self, by: int) -> None:
        where, message = self.model.problem()
        if self.is_reading(where):
            message = self.speech.say(STILL_READING)
            step = self.step
            self.after_reading(where, lambda: self.go(by) if self.step == step else None)
        if by > 0 and where == self.step:  # without this file the next step has nothing to show
            self.wrong = {**self.wrong, where: self.wrong.get(where) or message}
            self._draw()
            self.point_at(where)
            return
        super().go(by)

    def _make(self) -> None:
        compared, _ = self._comparison()
        if compared is not None:
            made = compared.paper(self.speech)
            if isinstance(compared, ReadProposal):
                named = stem("proposal", self.speech)
                self.made = (take_home("changes", _PROPOSAL, _PROPOSAL_NOTE, made, named, self.speech),)
                self._draw()
                return
            paper = take_home("changes", _CHANGES, _CHANGES_NOTE, made, stem("changes", self.speech), self.speech)
            say = self.speech.say
            file = (say(WORD), "redline.docx", WORD_TYPE, compared.redline())
            self.made = (paper, TakeAway("redline", say(_REDLINE), say(_REDLINE_NOTE), files=(file,)))
        self._draw()

    # --- what stands on the page ---------------------------------------------------------------------------------

    def _draw(self) -> None:
        self.lay_out_step(with_error(item, self.wrong.get(item.name, "")) for item in self._around())

    def _around(self) -> list[Item]:
        match self.step:
            case "ours":
                return self._ours()
            case "theirs":
                return self._theirs()
        compared, problem = self._comparison()
        if compared is None and not problem:
            reading = self._readings.get(_COMPARED)
            shown = reading is not None and reading.is_shown
            return [Progress("comparing", self.speech.say(_COMPARING))] if shown else []
        if compared is None:
            return [Piece("problem", feedback(problem, "tk-notyet"), live=True)]
        if self.step == "home":
            return self._home()
        if isinstance(compared, ReadProposal):
            return proposal_pieces(compared.reading, self.speech)
        return self._lost(compared)

    def _ours(self) -> list[Item]:
        say = self.speech.say
        if self._raw("alone"):
            told = feedback(say(_ALONE_OPEN), "tk-nearly")
            return [Piece("ours-read", told, live=True), Button("with-draft", say(_WITH_DRAFT))]
        if self._raw("example") and self.example is not None:
            return [Piece("ours-read", self._read_ours(), live=True), Button("own", say(_OWN))]
        items: list[Item] = [
            FileIn("ours", say(_OURS), say(_OURS_HELP), suffixes=(".yml", ".yaml"), largest=LARGEST),
            Piece("ours-read", self._read_ours(), live=True),
        ]
        if self.model.ours is None:
            items.append(Button("alone", say(_ALONE)))
        if self.example is not None and self.model.ours is None:
            items.append(Button("example", say(_EXAMPLE)))
        return items

    def _read_ours(self) -> Markup:
        ours = self.model.ours
        if ours is None:
            return Markup()
        say = self.speech.say
        told = say(
            _OURS_READ,
            title=ours.title,
            employer=ours.employer,
            articles=self.speech.say_plural(_ARTICLES, len(ours.articles)),
            language=name_of(ours.language, self.speech),
        )
        intro = feedback(say(_EXAMPLE_OPEN), "tk-nearly") if self._raw("example") else ""
        return intro + paragraph(told)

    def _theirs(self) -> list[Item]:
        say, ours = self.speech.say, self.model.ours
        told = (
            paragraph(say(_THEIRS_LANGUAGE, language=name_of(ours.language, self.speech)), "tk-note")
            if ours
            else Markup()
        )
        if self._raw("alone"):
            told = feedback(say(_ALONE_OPEN), "tk-nearly")
        if self._raw("example") and not self._raw("alone") and self.example is not None:
            return [Piece("theirs-read", feedback(say(_EXAMPLE_ANSWER), "tk-nearly"))]
        return [
            FileIn("theirs", say(_THEIRS), say(_THEIRS_HELP), suffixes=(".docx", ".md", ".txt"), largest=LARGEST),
            Text("pasted", say(_PASTE), say(_PASTE_HELP), long=True, longest=LONGEST_PASTED),
            Piece("theirs-read", told),
        ]

    def _lost(self, compared: Comparison) -> list[Item]:
        say = self.speech.say
        others = compared.others
        groups = (
            (_STRENGTHENED, [one for one in others if one.kind == "strengthened"]),
            (_ADDED, [one for one in others if one.kind == "added"]),
            (_REWORDED, [one for one in others if one.kind == "reworded" and one.sure]),
        )
        folded = joined(self._folded(title, changes, compared) for title, changes in groups)
        return [
            Piece("summary", feedback(compared.summary(self.speech), "tk-nearly"), live=True),
            Piece("lost", self._headed(_LOST, compared.lost, compared, MARKS)),
            Piece("unsure", self._headed(_UNSURE, [one for one in others if not one.sure], compared)),
            Piece("others", folded),
            Piece("limits", fold(say(_HOW_FAR), paragraph(say(LIMITS)), "tk-note")),
        ]

    def _headed(self, title: str, changes: Sequence[Change], compared: Comparison, note: str = "") -> Markup:
        if not changes:
            return Markup()
        told = paragraph(self.speech.say(note), "tk-note") if note else ""
        return markup("<h3>{}</h3>{}{}", self._counted(title, changes), told, self._rows(changes, compared))

    def _folded(self, title: str, changes: Sequence[Change], compared: Comparison) -> Markup:
        return fold(self._counted(title, changes), self._rows(changes, compared), "tk-note") if changes else Markup()

    def _counted(self, title: str, changes: Sequence[Change]) -> str:
        return self.speech.say(_COUNT, title=self.speech.say(title), number=len(changes))

    def _rows(self, changes: Sequence[Change], compared: Comparison) -> Markup:
        """Each change: where it stands, what it means, our answer, and both texts."""
        say = self.speech.say
        rows = []
        for one, where in zip(changes, compared.places(changes, self.speech), strict=True):
            named = say(_WHERE_AND_KIND, where=where, kind=say(KIND_NAMES[one.kind]))
            told = markup("<p><strong>{}</strong></p>{}", named, paragraph(one.say(self.speech)))
            told += paragraph(say(_OUR_ANSWER, reply=one.reply)) if one.reply else ""
            ours, theirs = mark_words(one.ours, one.theirs)
            signs = {"gone": say(_GONE_SIGN), "new": say(_NEW_SIGN)}
            both = marked_columns(where, [(say(_OURS_WORDS), ours), (say(_THEIRS_WORDS), theirs)], signs)
            rows.append(
                markup("<li>{}{}</li>", told, fold(say(_BOTH), both) if one.sure or one.kind == "unchanged" else both)
            )
        return markup('<ul class="tk-legal">{}</ul>', joined(rows))

    def _home(self) -> list[Item]:
        say = self.speech.say
        return [
            Button("make", say(_MAKE), main=True),
            *self.made,
            Piece("kept", paragraph(say(_KEPT), "tk-note")),
        ]
