"""The map of actors, the dated plan and the first words to one ally, without any widget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from toolkit.charts.actors import MapPicture, MapPoint
from toolkit.charts.actors_on_paper import WIDTH_CM, draw_actor_map_png
from toolkit.documents import Bullets, Document, Heading, Paragraph, Part, Picture
from toolkit.errors import translatable
from toolkit.exchange.actor_map import INTERESTS, ActorMap, actor_table, say_bridge
from toolkit.exchange.campaign import FOR_US, Campaign
from toolkit.languages import Language

PITCH_SECONDS = 90
WORDS_A_MINUTE = 130  # spoken slowly enough to be followed by somebody who hears it for the first time
AGAINST, FOR = translatable("against us"), translatable("with us")
POWER = translatable("Further up: more power over the system")
CAPTION = translatable("Full circle: with us. Empty: undecided. Broken line: against us. An arrow: reaches.")
MAP, BRIDGES, GAPS, PLAN, WORDS = (
    translatable("Who has a say"),
    translatable("Who reaches whom"),
    translatable("What is missing"),
    translatable("The plan"),
    translatable("The first words"),
)
NO_GAPS = translatable("Nothing is missing that this map could show. What it does not show: who is not on it.")
TITLE = translatable("Allies and plan: {system}")
NO_TITLE = translatable("Allies and plan")
GOAL = translatable("What we want: {goal}")
DRAWN = translatable(
    "A map of who has a say, by where they stand and how much power they have. The table says the same."
)
PRICE = translatable("What they want in return, and where we say no")
TO_WHOM = translatable("To: {name}")
_LENGTH = translatable("Words: {words}. Spoken, that is about {seconds} seconds.")
_TOO_LONG = translatable(
    "Words: {words}. Spoken, that is about {seconds} seconds, more than {most}. Take out what they know."
)


@dataclass(frozen=True)
class Pitch:
    """What is said to one ally in a minute and a half: what they stand to lose, what happened, what we ask of them.

    The `price` is not said: what they will want in return, and where we say no.
    """

    ally: str = ""
    stake: str = ""
    story: str = ""
    ask: str = ""
    price: str = ""

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(f"{self.stake} {self.story} {self.ask}".split())

    @property
    def seconds(self) -> int:
        """How long it takes to say it, about.

        >>> Pitch(ask="one two three " * 10).seconds
        14
        """
        return round(self.words * 60 / WORDS_A_MINUTE)

    def say_length(self, language: Language | str) -> str:
        """How long it takes to say it; nothing while nothing is written."""
        if not self.words:
            return ""
        sentence = _TOO_LONG if self.seconds > PITCH_SECONDS else _LENGTH
        return Language.of(language).say(sentence, words=self.words, seconds=self.seconds, most=PITCH_SECONDS)


@dataclass(frozen=True)
class AlliesModel:
    """Everything of the page: the map, the plan and the words."""

    language: Language
    map: ActorMap
    plan: Campaign
    pitch: Pitch
    goal: str = ""

    def picture(self) -> MapPicture:
        """The map as it is drawn."""
        speech = self.language
        places = {one.name: number for number, one in enumerate(self.map.actors)}
        points = tuple(
            MapPoint(INTERESTS.index(one.interest), one.power, speech.number(number), one.name)
            for number, one in enumerate(self.map.actors, start=1)
        )
        lines = tuple(
            (places[one.first], places[one.second])
            for one in self.map.bridges
            if one.first in places and one.second in places
        )
        words = [speech.say(one) for one in (AGAINST, FOR, POWER, CAPTION)]
        return MapPicture(points, lines, *words)

    def say_gaps(self) -> list[str]:
        """What is missing on the map; nothing while it is empty."""
        if not self.map.actors:
            return []
        return [gap.say(self.language) for gap in self.map.gaps()] or [self.language.say(NO_GAPS)]

    def document(self) -> Document:
        """Map, plan and words as a paper for us."""
        speech, say = self.language, self.language.say
        blocks: list[Part] = []
        if self.goal:
            blocks.append(Paragraph(say(GOAL, goal=speech.isolate(self.goal)), kind="lead"))
        if self.map.actors:
            drawn = Picture(draw_actor_map_png(self.picture(), speech), say(DRAWN), WIDTH_CM)
            blocks += [Heading(say(MAP), level=2), drawn, actor_table(self.map, speech)]
            bridges = tuple(say_bridge(one, speech) for one in self.map.bridges)
            blocks += [Heading(say(BRIDGES), level=2), Bullets(bridges)] if bridges else []
            blocks += [Heading(say(GAPS), level=2), Bullets(tuple(self.say_gaps()))]
        if self.plan.steps:
            blocks += [Heading(say(PLAN), level=2), self.plan.table(speech)]
            blocks += [Paragraph(doubt) for doubt in self.plan.say_doubts(speech)]
        if self.pitch.words:
            blocks.append(Heading(say(WORDS), level=2))
            if self.pitch.ally:
                blocks.append(Paragraph(say(TO_WHOM, name=speech.isolate(self.pitch.ally)), kind="lead"))
            said = (self.pitch.stake, self.pitch.story, self.pitch.ask)
            blocks += [Paragraph(speech.isolate(text)) for text in said if text]
        if self.pitch.price:
            blocks += [Heading(say(PRICE), level=2), Paragraph(speech.isolate(self.pitch.price))]
        system = self.map.system
        title = say(TITLE, system=speech.isolate(system)) if system else say(NO_TITLE)
        return Document(title, speech, tuple(blocks), mark=say(FOR_US))


def day_of(text: object) -> date | None:
    """A day as a page sends it."""
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
