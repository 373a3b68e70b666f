"""A draft is weakened on the page, as the employer would: article by article, and handed over as a file or message."""

from __future__ import annotations

from toolkit.app.counter.attack import Rewriting, example_for_rewriting, read_for_rewriting
from toolkit.app.kit.controls import with_error
from toolkit.app.kit.fields import Button, Choice, FileIn, Item, Piece, TakeAway, Text
from toolkit.app.kit.sheet import Sheet
from toolkit.app.kit.upload import Upload
from toolkit.bargaining.file_names import stem
from toolkit.documents import Document, Paragraph, html_of
from toolkit.errors import ToolkitError, translatable
from toolkit.languages import Language, translatable_plural
from toolkit.markup import Markup, markup

_LARGEST = 10_000_000
_PAPER = translatable("The paper of the other group, for the table")
_PAPER_HELP = translatable(
    "Word (.docx), Markdown (.md) or plain text (.txt). The draft that ends in .yml stays with them."
)
_EXAMPLE = translatable("No file at hand? Take the example")
_ARTICLE = translatable("Article to weaken")
_WHOLE = translatable("Paragraph {number}")
_POINT = translatable("Point {number}")
_CHANGED = translatable_plural("{n} place was changed.", "{n} places were changed.")
_MAKE = translatable("Make their answer")
_ANSWER = translatable("The answer, to hand over")
_ANSWER_NOTE = translatable(
    "Send it as a message, or save the file. The other group pastes the text, or chooses the file, where the answer is "
    "compared with its draft."
)
_SAVE = translatable("Save as a file")
_READ = translatable("Their answer")


class AttackView(Sheet):
    """Somebody plays the employer: takes a draft, weakens it, and hands it back."""

    def __init__(self, language: Language | str, key: str = "attack") -> None:
        self.text: Rewriting | None = None
        self.wrong = ""
        self.made: tuple[TakeAway, ...] = ()
        self._seen: Upload | None = None
        super().__init__(key, [], language)
        self.when_changed(self._take_entries_in)
        self.when_pressed("example", lambda: self.fill(example="yes"))
        self.when_pressed("make", self._make)
        self.add_class("tk-draft")
        self._draw()

    def _take_entries_in(self, names: frozenset[str]) -> None:
        if names & {"paper", "example"} or (self.text is None and self._raw("example")):
            self._read()
        self.made = ()
        self._draw()

    def _read(self) -> None:
        upload = self._uploads.whole("paper")
        self.wrong = ""
        if upload is not None and upload is not self._seen:
            self._seen = upload
            self.read_file("paper", lambda over: read_for_rewriting(upload, over), self._take_read)
        elif upload is None and self._raw("example"):
            try:
                self._open(example_for_rewriting(self.speech))
            except ToolkitError as error:
                self.wrong = self.speech.say_error(error)

    def _take_read(self, read: Rewriting | ToolkitError) -> None:
        if isinstance(read, ToolkitError):
            self.text, self.wrong = None, self.speech.say_error(read)
        else:
            self._open(read)
        self._draw()

    def _open(self, text: Rewriting) -> None:
        self.text = text
        self.begin(**{name: words for place in range(len(text.articles)) for name, words in text.texts(place)})

    def _entered(self, name: str) -> str | None:
        raw = self._entries.get(name)
        return raw if isinstance(raw, str) else None

    def _make(self) -> None:
        if self.text is None:
            self.point_at("paper")
            return
        words = self.text.markdown(self._entered)
        paragraphs = tuple(Paragraph(line.lstrip("#- ")) for line in words.split("\n\n") if line.strip())
        page = html_of(Document(self.speech.say(_READ), Language.of(self.text.language), paragraphs))
        say = self.speech.say
        file = (say(_SAVE), f"{stem('answer', self.speech)}.md", "text/markdown", words.encode("utf-8"))
        self.made = (TakeAway("answer", say(_ANSWER), say(_ANSWER_NOTE), page, words, (file,)),)
        self._draw()

    def _draw(self) -> None:
        say = self.speech.say
        paper = FileIn("paper", say(_PAPER), say(_PAPER_HELP), suffixes=(".docx", ".md", ".txt"), largest=_LARGEST)
        items: list[Item] = [with_error(paper, self.wrong)]
        if self.text is None:
            self.lay_out([*items, Button("example", say(_EXAMPLE))])
            return
        self.lay_out([*items, *self._article(self.text), *self._hand_over(self.text)])

    def _article(self, text: Rewriting) -> list[Item]:
        say = self.speech.say
        listed = [(str(n), one.heading) for n, one in enumerate(text.articles) if one.paragraphs and one.heading]
        choice = Choice("article", say(_ARTICLE), options=tuple(listed), many=True)
        items: list[Item] = [choice]
        at = choice.read(self._raw("article"))
        for name, words in text.texts(int(at)) if at else ():
            paragraph_, point = name.split(".")[-2:]
            label = say(_POINT, number=int(point)) if int(point) else say(_WHOLE, number=int(paragraph_) + 1)
            items.append(Text(name, label, long=True, longest=max(4_000, len(words))))
        return items

    def _hand_over(self, text: Rewriting) -> list[Item]:
        changed = text.changed(self._entered)
        told = self.speech.say_plural(_CHANGED, changed) if changed else ""
        piece = markup("<p><strong>{}</strong></p>", told) if told else Markup()
        return [Piece("changed", piece, live=True), Button("make", self.speech.say(_MAKE), main=True), *self.made]
