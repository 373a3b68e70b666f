"""The materials of a topic on the page: choose it and take home what is read, shown, cut out and filled in by hand."""

from __future__ import annotations

from functools import partial

from toolkit.app.kit.fields import Choice, Item, TakeAway
from toolkit.app.kit.paper_sheet import PaperSheet
from toolkit.app.kit.papers import papers_of, take_home
from toolkit.course.materials.brief import brief
from toolkit.course.materials.pieces import pieces
from toolkit.course.materials.zipped import KIND_NAMES, zip_pieces
from toolkit.course.plans.pack import file_name
from toolkit.course.topics import TOPICS, topic_of
from toolkit.documents.making import made
from toolkit.errors import translatable
from toolkit.languages import KNOWN, Language

_STEPS = {"which": translatable("Topic and language"), "papers": translatable("The materials")}
_STEPS_LABEL = translatable("Steps to the materials of a topic")
_TOPIC = translatable("Which topic?")
_NUMBERED = "{number}. {title}"
_LANGUAGE = translatable("In which language?")
_MAKE = translatable("Make the materials")
_CHANGED = translatable("You chose something else. Make the materials again.")
_KEPT = translatable("They are made in the memory of the computer that runs this page. Nothing is stored there.")
_ALL, _SAVE_ALL = translatable("All materials of the topic"), translatable("Save all")
_ALL_NOTE = translatable(
    "Brief, slides, cards, poster and every exercise on paper, with the answers on a sheet of their own, in one file"
)
_BRIEF, _BRIEF_NOTE = translatable("The brief"), translatable("To read: three pages with cases, figures and sources")
_SLIDES = translatable("The slides")
_SLIDES_NOTE = translatable(
    "To show: a page that needs no network (arrows lead on, N shows your notes; printed, they stand below), or a PDF"
)
_SAVE_PAGE, _SAVE_PDF = translatable("Save the page"), translatable("Save as PDF")


class MaterialsView(PaperSheet):
    """What somebody who teaches takes home for one topic."""

    STEPS, STEPS_LABEL = _STEPS, _STEPS_LABEL
    MAKE, CHANGED, KEPT = _MAKE, _CHANGED, _KEPT
    AGAIN = False

    def __init__(self, language: Language | str, key: str = "materials") -> None:
        super().__init__(key, language)
        self.when_changed(self._take)
        self.when_pressed("make", self._make)
        self.begin(topic="1", language=self.speech.code)
        self._draw()

    @property
    def topic(self) -> int:
        """The topic that is chosen."""
        found = self._raw("topic")
        return int(found) if isinstance(found, str) and found in {str(one.number) for one in TOPICS} else 1

    @property
    def chosen_language(self) -> Language:
        """The language of the materials; that of the page may say where it is spoken."""
        found = self._raw("language")
        return (
            Language(found) if isinstance(found, str) and found in KNOWN and found != self.speech.code else self.speech
        )

    def _take(self, names: frozenset[str]) -> None:
        self.let_grow_old(names)
        self._draw()

    def _make(self) -> None:
        say, speech = self.speech.say, self.chosen_language
        found = pieces(self.topic, speech)
        (slides,) = (one for one in found if one.kind == "slides")
        packed, page, pdf = made(
            [partial(zip_pieces, found), *(partial(slides.content, end) for end in slides.formats)]
        )
        (paper,) = papers_of([(brief(self.topic, speech).document(), True)])
        name = file_name(self.topic, speech.say(topic_of(self.topic).title))
        whole = (say(_SAVE_ALL), f"{name}.zip", "application/zip", packed)
        slide_files = (
            (say(_SAVE_PAGE), f"{name}.html", "text/html", page),
            (say(_SAVE_PDF), f"{name}.pdf", "application/pdf", pdf),
        )
        read = f"{name} {speech.say(KIND_NAMES['brief'])}"
        self.show_made(
            [
                TakeAway("all", say(_ALL), say(_ALL_NOTE), files=(whole,)),
                TakeAway("slides", say(_SLIDES), say(_SLIDES_NOTE), files=slide_files),
                take_home("brief", _BRIEF, _BRIEF_NOTE, paper, read, self.speech),
            ]
        )

    def _draw(self) -> None:
        self.lay_out_step(self._which() if self.step == "which" else self.paper_items())

    def _which(self) -> list[Item]:
        say = self.speech.say
        topics = [(str(one.number), _NUMBERED.format(number=one.number, title=say(one.title))) for one in TOPICS]
        spoken = [(code, Language(code).own_name) for code in KNOWN]
        return [
            Choice("topic", say(_TOPIC), options=tuple(topics), many=True),
            Choice("language", say(_LANGUAGE), options=tuple(spoken), many=True),
        ]
