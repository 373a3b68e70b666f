"""Who stands with us, on the page: a map that is drawn as one taps, a plan with dates, and words for one ally."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from toolkit.app.exchange.allies_model import GAPS, AlliesModel, Pitch, day_of
from toolkit.app.exchange.allies_on_record import allies_on_record
from toolkit.app.kit.controls import countries
from toolkit.app.kit.fields import Button, Choice, Choices, Day, Item, Piece, TakeAway, Text
from toolkit.app.kit.paper_sheet import PaperSheet
from toolkit.app.kit.papers import paper_of, take_home
from toolkit.app.kit.pieces import feedback, fold, paragraph
from toolkit.bargaining.file_names import stem
from toolkit.charts.actors import draw_actor_map
from toolkit.errors import translatable
from toolkit.exchange.actor_map import (
    INTEREST_WORDS,
    MOST_ACTORS,
    POWER_WORDS,
    Actor,
    ActorMap,
    Bridge,
)
from toolkit.exchange.brief import OCCASION_WORDS, OCCASIONS, Brief
from toolkit.exchange.campaign import STEP_KINDS, STEP_WORDS, USUAL_DAYS, Campaign, CampaignStep, step_name
from toolkit.languages import Language
from toolkit.markup import joined, markup

_STEPS = {
    "map": translatable("The map"),
    "bridges": translatable("Bridges"),
    "plan": translatable("The plan"),
    "words": translatable("First words"),
    "home": translatable("Take home"),
}
_STEPS_LABEL = translatable("Steps from a map to the first words")
_SYSTEM = translatable("Which system is it about?")
_SAY = translatable(
    "Begin with yourselves. Then those who decide, those who gain, the people it affects. Offices and organisations, "
    "no persons."
)
_GOAL = translatable("What do we want?")
_GOAL_HELP = translatable("One sentence, so that everybody is asked the same: “no score before it is assessed”.")
_NAME = translatable("Who?")
_INTEREST = translatable("Where do they stand on what we want?")
_POWER = translatable("How much power over the system?")
_MORE = translatable("Add one more")
_NO_ACTORS = translatable("Put two actors on the map first, each with where they stand and with their power.")
_REACHES = translatable("Whom does {name} reach?")
_REACHES_HELP = translatable("Where they are listened to: members in common, a seat, an old campaign.")
_WHICH = translatable("Which steps?")
_START = translatable("First day")
_BEGINS = translatable("When does the system start?")
_BEGINS_HELP = translatable("Then the days come before it. Leave it empty if it runs already, or if nobody knows.")
_NO_STEPS = translatable("Tick the steps first: days are proposed for those that are ticked.")
_DISTANCES = translatable(
    "Proposed, counted from the first day: assessment after {assessment} days, media after {media}, court after "
    "{court}, law after {law}; closer together if the system starts sooner. On working days of the country chosen with "
    "the map; without a country, Saturday and Sunday are left out. Change what does not fit."
)
_PROPOSE = translatable("Propose days")
_ON = translatable("{step}: on which day?")
_WHO = translatable("{step}: who sees to it?")
_ALLY = translatable("To whom?")
_STAKE = translatable("What do they stand to lose?")
_STAKE_HELP = translatable("Their words, not ours: patients who wait, children, money of the town.")
_STORY = translatable("What has happened?")
_STORY_HELP = translatable("One story or one number, with where it stands.")
_PRICE = translatable("What will they want in return, and where do you say no?")
_PRICE_HELP = translatable("From your talk. It stands on our own paper only.")
_ASK = translatable("What do you ask of them?")
_ASK_HELP = translatable("One thing, with a date. Something that they can say yes to. It stays between you and them.")
_TIMER = translatable("Say it aloud: start 90 seconds")
_TIMER_NOTE = translatable("When the line is full, 90 seconds are over. Close this and open it again to begin anew.")
_MAKE = translatable("Make the paper")
_CHANGED = translatable("You changed something. Make the paper again.")
_KEPT = translatable(
    "The paper is made in the memory of the computer that runs this page. Nothing of it is stored there."
)
_PAPER = translatable("For us: map, plan and first words")
_PAPER_NOTE = translatable("It says who is against us and how we go about it. It stays in our house.")
_DATES = translatable("The days of the plan")
_DATES_NOTE = translatable(
    "For the calendar of your phone, with a reminder a week before each; where less than a week is left, a day before."
)
_SAVE_DATES = translatable("Save for the calendar")
_OCCASION = translatable("Also one page to hand over?")
_OCCASION_HELP = translatable(
    "For people outside: no names, no strategy. Of what stands above, only “What has happened?” goes on it."
)
_OPEN_STAKE = translatable("What is at stake, said to everybody?")
_OPEN_ASK = translatable("What do you ask of those who get this page?")
_OPEN_ASK_HELP = translatable("Of the assembly, the buyers, the public: not what you ask of your ally.")
_NO_OPEN_ASK = translatable(
    "The page to hand over asks for nothing yet. Go back to “First words” and write what you ask of those who get it, "
    "or choose no page."
)
_SOURCE = translatable("Where can it be looked up?")
_SENDER = translatable("From which union?")
_BRIEF = translatable("To hand over: one page")
_BRIEF_NOTE = translatable("Somebody of yours reads it before it goes out.")
_COUNTRY = translatable("Country")
_NOTHING = translatable("Nothing is written yet: put somebody on the map, or choose a step of the plan.")

FEWEST_ROWS = 2  # who reaches whom needs two; on a phone each further one moves the picture out of sight


class AlliesView(PaperSheet):
    """Actors by interest and power, bridges, a campaign with dates, and what to say to one of them."""

    STEPS = _STEPS
    STEPS_LABEL = _STEPS_LABEL
    MAKE, CHANGED, KEPT = _MAKE, _CHANGED, _KEPT
    ONLY_LOOKING = frozenset({"step", "rows", "start", "place"})

    def __init__(self, language: Language | str, today: date | None = None, key: str = "allies") -> None:
        self.today = today or date.today()
        self.complaint = ""
        super().__init__(key, language)
        self.when_changed(self._take)
        self.when_pressed("more", lambda: self.fill(rows=str(min(MOST_ACTORS, self._rows() + 1))))
        self.when_pressed("propose", self._propose)
        self.when_pressed("make", self._make)
        self.add_class("tk-draft")
        self._draw()

    # --- what is entered -----------------------------------------------------------------------------------------

    @property
    def model(self) -> AlliesModel:
        """Everything that was entered."""
        return AlliesModel(self.speech, self._map(), self._plan(), self._pitch(), self._text("goal", 300))

    def _text(self, name: str, longest: int = 600) -> str:
        return str(Text(name, "", longest=longest).read(self._raw(name)) or "")

    def _map(self) -> ActorMap:
        actors: list[Actor] = []
        for row in range(MOST_ACTORS):
            name = self._text(f"name.{row}", 80)
            interest, power = (_whole(self._raw(f"{field}.{row}")) for field in ("interest", "power"))
            known = {one.name for one in actors}
            if name and name not in known and interest in INTEREST_WORDS and power in POWER_WORDS:
                actors.append(Actor(name, interest, power))
        bridges = tuple(
            Bridge(first.name, second.name)
            for first in actors
            for second in actors
            if first is not second and second.name in self._reached(first.name)
        )
        return ActorMap(self._text("system", 120), tuple(actors), bridges)

    def _reached(self, name: str) -> list[str]:
        row = next((row for row in range(MOST_ACTORS) if self._text(f"name.{row}", 80) == name), 0)
        raw = self._raw(f"reaches.{row}")
        rows = [_whole(one) for one in raw] if isinstance(raw, list) else []
        return [self._text(f"name.{one}", 80) for one in rows if one is not None]

    def _plan(self) -> Campaign:
        raw = self._raw("steps")
        chosen = [one for one in STEP_KINDS if isinstance(raw, list) and one in raw]
        days = {kind: day_of(self._raw(f"day.{kind}")) for kind in chosen}
        steps = [
            CampaignStep(kind, day, self._text(f"who.{kind}", 120)) for kind, day in days.items() if day is not None
        ]
        return Campaign(self._text("system", 120), tuple(steps), day_of(self._raw("begins")))

    def _pitch(self) -> Pitch:
        said = (self._text(name) for name in ("stake", "story", "ask", "price"))
        return Pitch(self._text("ally", 120), *said)

    def _brief(self) -> Brief | None:
        raw = self._raw("occasion")
        occasion = next((one for one in OCCASIONS if one == raw), None)
        if occasion is None:
            return None
        pitch, system = self._pitch(), self._text("system", 120)
        stake, ask = self._text("open_stake"), self._text("open_ask")
        source, union = self._text("source", 300), self._text("union", 120)
        return Brief(occasion, system, stake, pitch.story, ask, source, union, unsaid=pitch.ask)

    def _rows(self) -> int:
        asked = _whole(self._raw("rows")) or FEWEST_ROWS
        filled = [row + 1 for row in range(MOST_ACTORS) if self._text(f"name.{row}", 80)]
        return min(MOST_ACTORS, max(FEWEST_ROWS, asked, *filled))

    def _take(self, names: frozenset[str]) -> None:
        self.complaint = ""
        self.let_grow_old(names)
        self._draw()

    # --- acts ----------------------------------------------------------------------------------------------------

    def _propose(self) -> None:
        start = day_of(self._raw("start")) or self.today
        raw = self._raw("steps")
        chosen = [one for one in STEP_KINDS if isinstance(raw, list) and one in raw]
        if not chosen:
            self.complaint = self.speech.say(_NO_STEPS)
            self._draw()
            return
        begins, place = day_of(self._raw("begins")), self._place() or ""
        plan = Campaign.proposed(self._text("system", 120), start, kinds=chosen, begins=begins, place=place)
        self.fill(start=start, **{f"day.{step.kind}": step.day for step in plan.steps})

    def _make(self) -> None:
        say, speech, model = self.speech.say, self.speech, self.model
        document = model.document()
        if not document.blocks:
            self.complaint = say(_NOTHING)
            self._draw()
            return
        taken = take_home("paper", _PAPER, _PAPER_NOTE, paper_of(document), stem("campaign", speech), speech)
        made = [replace(taken, title=document.title)]
        brief = self._brief()
        if brief is not None:
            problems = " ".join(one.say(speech) for one in brief.problems())
            if problems or not brief.ask:
                self.complaint = problems or say(_NO_OPEN_ASK)
                self._draw()
                return
            page = brief.document(speech, self.today)
            handed = take_home("brief", _BRIEF, _BRIEF_NOTE, paper_of(page), stem("brief", speech), speech)
            made.append(replace(handed, title=page.title))
        if model.plan.steps:
            content = model.plan.calendar(speech, self.today)
            file = (say(_SAVE_DATES), f"{stem('campaign', speech)}.ics", "text/calendar", content)
            made.append(TakeAway("dates", say(_DATES), say(_DATES_NOTE), files=(file,)))
        self.show_made(made)

    def lacking(self) -> frozenset[str]:
        """Who knows whom wants two actors."""
        return frozenset() if len(self._map().actors) > 1 else frozenset({"bridges"})

    # --- what stands on the page ---------------------------------------------------------------------------------

    def _draw(self) -> None:
        match self.step:
            case "bridges":
                items = self._bridges()
            case "plan":
                items = self._planning()
            case "words":
                items = self._words()
            case "home":
                items = self.paper_items(self.complaint)
            case _:
                items = self._actors()
        self.lay_out_step(items)

    def _actors(self) -> list[Item]:
        say = self.speech.say
        items: list[Item] = [
            Text("system", say(_SYSTEM), longest=120),
            Text("goal", say(_GOAL), say(_GOAL_HELP), longest=300),
            Piece("say", paragraph(say(_SAY))),
        ]
        interests = tuple((str(value), say(words)) for value, words in INTEREST_WORDS.items())
        powers = tuple((str(value), say(words)) for value, words in POWER_WORDS.items())
        shown = self._rows()
        for row in range(shown):
            items += [
                Piece(f"row-{row}", markup("<h4>{}</h4>", self.speech.number(row + 1))),
                Text(f"name.{row}", say(_NAME), longest=80),
                Choice(f"interest.{row}", say(_INTEREST), options=interests, many=True),
                Choice(f"power.{row}", say(_POWER), options=powers, many=True),
            ]
        if shown < MOST_ACTORS:
            items.append(Button("more", say(_MORE)))
        items += self._drawn()
        items.append(Choice("place", say(_COUNTRY), options=countries(self.speech), many=True))
        place = self._place()
        return items if place is None else [*items, Piece("register", allies_on_record(place, self.speech))]

    def _place(self) -> str | None:
        return Choice("place", "", options=countries(self.speech)).read(self._raw("place"))

    def _drawn(self) -> list[Item]:
        model = self.model
        if not model.map.actors:
            return []
        drawn = draw_actor_map(model.picture(), model.map.say(self.speech), mirrored=self.speech.direction == "rtl")
        points = joined(markup("<li>{}</li>", line) for line in model.say_gaps())
        told = markup("<h4>{}</h4><ul>{}</ul>", self.speech.say(GAPS), points)
        return [Piece("picture", drawn), Piece("gaps", told, live=True)]

    def _bridges(self) -> list[Item]:
        say = self.speech.say
        known = {one.name for one in self.model.map.actors}
        rows = [(row, self._text(f"name.{row}", 80)) for row in range(MOST_ACTORS)]
        named = [(row, name) for row, name in rows if name in known]
        if len(named) < 2:
            return [Piece("nobody", feedback(say(_NO_ACTORS), "tk-nearly"))]
        items: list[Item] = []
        for row, name in named:
            options = tuple((str(other), words) for other, words in named if other != row)
            asked = say(_REACHES, name=self.speech.isolate(name))
            items.append(Choices(f"reaches.{row}", asked, "" if items else say(_REACHES_HELP), options=options))
        return [*items, *self._drawn()]

    def _planning(self) -> list[Item]:
        say, speech = self.speech.say, self.speech
        options = tuple((one, say(STEP_WORDS[one])) for one in STEP_KINDS)
        items: list[Item] = [
            Choices("steps", say(_WHICH), options=options),
            Day("start", say(_START)),
            Day("begins", say(_BEGINS), say(_BEGINS_HELP)),
            Button("propose", say(_PROPOSE)),
            Piece("distances", paragraph(say(_DISTANCES, **USUAL_DAYS), "tk-note")),
        ]
        raw = self._raw("steps")
        for kind in STEP_KINDS:
            if isinstance(raw, list) and kind in raw:
                step = step_name(kind, speech)
                items += [
                    Day(f"day.{kind}", say(_ON, step=step)),
                    Text(f"who.{kind}", say(_WHO, step=step), longest=120),
                ]
        told = [self.complaint] if self.complaint else self.model.plan.say_doubts(speech)
        return [*items, Piece("doubts", joined(feedback(doubt, "tk-nearly") for doubt in told), live=True)]

    def _words(self) -> list[Item]:
        say = self.speech.say
        timer = markup('{}<div class="tk-timer"><span></span></div>', paragraph(say(_TIMER_NOTE), "tk-note"))
        chosen = self._raw("occasion") in OCCASIONS
        occasions = tuple((one, say(words)) for one, words in OCCASION_WORDS.items())
        handed: list[Item] = [
            Text("open_stake", say(_OPEN_STAKE), long=True, longest=600),
            Text("open_ask", say(_OPEN_ASK), say(_OPEN_ASK_HELP), long=True, longest=600),
            Text("source", say(_SOURCE), longest=300),
            Text("union", say(_SENDER), longest=120),
        ]
        return [
            Text("ally", say(_ALLY), longest=120),
            Text("stake", say(_STAKE), say(_STAKE_HELP), long=True, longest=600),
            Text("story", say(_STORY), say(_STORY_HELP), long=True, longest=600),
            Text("ask", say(_ASK), say(_ASK_HELP), long=True, longest=600),
            Piece("length", paragraph(self.model.pitch.say_length(self.speech)), live=True),
            Piece("timer", fold(say(_TIMER), timer)),
            Text("price", say(_PRICE), say(_PRICE_HELP), long=True, longest=600),
            Choice("occasion", say(_OCCASION), say(_OCCASION_HELP), options=occasions),
            *(handed if chosen else []),
        ]


def _whole(raw: object) -> int | None:
    """A small whole number as a page sends it."""
    return int(raw) if isinstance(raw, str) and raw in {str(number) for number in range(-2, MOST_ACTORS + 1)} else None
