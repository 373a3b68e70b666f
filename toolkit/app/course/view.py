"""A course on the page: for whom and where, when, how, and the papers to take home."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from toolkit.app.course.model import ROOMS, USUAL_CLOCK, USUAL_EVERY, USUAL_HOURS, USUAL_PEOPLE, USUAL_ROOM, CourseModel
from toolkit.app.kit.controls import countries, with_error
from toolkit.app.kit.fields import Button, Choice, Day, FileIn, Item, Number, Piece, Progress, TakeAway, Text
from toolkit.app.kit.paper_sheet import PaperSheet
from toolkit.app.kit.papers import papers_of, take_home
from toolkit.app.kit.pieces import feedback, paragraph
from toolkit.app.kit.sheet import WORDS
from toolkit.app.packs.light import LightPack, light_pack
from toolkit.course.plans import papers
from toolkit.course.plans.answers import LARGEST, Answers, answers_of
from toolkit.course.plans.free_days import told_days
from toolkit.course.plans.pack import dates, file_name, pack_bytes
from toolkit.course.plans.plan import Plan
from toolkit.course.plans.print_list import AGENDA, RUN_SHEET
from toolkit.course.plans.run_sheet import SESSION
from toolkit.course.plans.tracks import track, track_names
from toolkit.course.recordings import recordings
from toolkit.documents.making import Making, made
from toolkit.errors import ToolkitError, translatable
from toolkit.languages import KNOWN, Language, translatable_plural
from toolkit.markup import Markup
from toolkit.registers.exchange.regions import region_of
from toolkit.registers.law_records import REGIONS

_STEPS = {
    "who": translatable("For whom and where"),
    "when": translatable("When"),
    "how": translatable("How"),
    "papers": translatable("The papers"),
}
_STEPS_LABEL = translatable("Steps to the papers of a course")
_AUDIENCE = translatable("For whom is the course?")
_COUNTRY = translatable("In which country?")
_COUNTRY_HELP = translatable("Its law and cases come first.")
_REGION = translatable("From which region do further cases come?")
_LANGUAGE = translatable("In which language are the papers?")
_START = translatable("On which day is the first session?")
_CLOCK, _CLOCK_HELP = translatable("At what time does a session begin?"), translatable("For example 09:00")
_ZONE = translatable("By which clock?")
_EVERY = translatable("When do the others follow?")
_EVERY_OPTIONS = {
    1: translatable("on the next day"),
    7: translatable("after a week"),
    14: translatable("after two weeks"),
    28: translatable("after four weeks"),
}
_HOURS = translatable("How long is a session?")
_HOURS_OPTIONS = {
    3: translatable("three hours, as planned"),
    2: translatable("two hours: fewer minutes, fewer exercises"),
    1: translatable("one hour: two exercises"),
}
_PEOPLE, _PEOPLE_HELP = translatable("How many people will come?"), translatable("From 3 to 200")
_ANSWERS = translatable("What invited people answered, if you have a list")
_ANSWERS_HELP = translatable(
    "A column “Coming” with yes, no or maybe; if you like, a nickname, needs, phone. Who comes or may come is counted; "
    "names are not kept."
)
_COUNTED = translatable("{yes} come, {maybe} may come, {no} do not. The papers reckon with {people} people.")
_UNREAD = translatable_plural(
    "{n} answer could not be read: write yes, no or maybe.", "{n} answers could not be read: write yes, no or maybe."
)
_ROOM = translatable("Where do you meet?")
_ROOM_OPTIONS = {
    "room": translatable("in a room with internet"),
    "local": translatable("in a room without internet; phones join your computer’s network"),
    "paper": translatable("in a room without any network: on paper"),
    "online": translatable("online"),
}
_REGION_NAMES = {
    "Africa": translatable("Africa"),
    "Americas": translatable("the Americas"),
    "Asia-Pacific": translatable("Asia and Pacific"),
    "Europe": translatable("Europe"),
    "MENA": translatable("Arab countries, Iran and Israel"),
}
_MAKE = translatable("Make the papers")
_CHANGED = translatable("You changed something. Make the papers again.")
_KEPT = translatable("The papers are made in the memory of the computer that runs this page. Nothing is stored there.")
_AGENDA_NOTE = translatable("To send out and to hang on the wall")
_RUN_NOTE = translatable("For those who lead: every session by the minute")
_PACK = translatable("All papers of the course")
_PACK_NOTE = translatable(
    "Guide, handbook, invitation, lists and sheets for Word and to print, and the dates for your calendar, in one file"
)
_MAKE_STICK = translatable("Make the pack for a USB stick")
_STICK = translatable("The pack for a USB stick")
_STICK_NOTE = translatable(
    "Papers, lessons that open without a network, briefs, slides, posters, cards and sheets. Unpack it, and open "
    "index.html."
)
_PACKING = translatable("The pack is being made. This takes half a minute, in Arabic one or two.")
_SAVE_STICK = translatable("Save the pack")
_SAVE_PACK, _SAVE_DATES = translatable("Save all"), translatable("Save the dates")
_STEP = 0.02  # of the whole, between two moves of the bar


class CourseView(PaperSheet):
    """A course that somebody plans; the papers at its end are made of nothing but what was chosen."""

    STEPS, STEPS_LABEL = _STEPS, _STEPS_LABEL
    MAKE, CHANGED, KEPT = _MAKE, _CHANGED, _KEPT
    AGAIN = False

    OPTIONAL = frozenset({"answers"})

    def __init__(self, language: Language | str, key: str = "course-plan") -> None:
        self.complaint = ""
        self.packing: Making | None = None
        self.share = 0.0
        self.answers_read: Answers | None = None
        self.answers_problem = ""
        self.stick: TakeAway | None = None
        super().__init__(key, language)
        self.when_changed(self._take)
        self.when_pressed("make", self._make)
        self.when_pressed("stick", self._make_stick)
        usual = {"every": str(USUAL_EVERY), "hours": str(USUAL_HOURS), "people": str(USUAL_PEOPLE)}
        begun = {"audience": track_names()[0], "language": self.speech.code, "clock": USUAL_CLOCK, "room": USUAL_ROOM}
        self.begin(**usual, **begun)  # nobody is to get what was not seen to be chosen
        self._draw()

    @property
    def course(self) -> CourseModel:
        """What has been chosen so far."""
        raw, language = self._raw, self.speech
        country = self._chosen("country", [code for code, _ in countries(self.speech)])
        spoken = self._chosen("language", KNOWN)
        people = Number("people", "").read(raw("people"))
        zone = self._chosen("zone", CourseModel(language, country=country).zones)
        return CourseModel(
            Language(spoken) if spoken and spoken != language.code else language,
            self._chosen("audience", track_names()) or track_names()[0],
            country,
            self._chosen("region", REGIONS[1:]),
            Day("start", "").read(raw("start")),
            Text("clock", "").read(raw("clock")) or USUAL_CLOCK,
            zone,
            int(self._chosen("every", [str(one) for one in _EVERY_OPTIONS]) or USUAL_EVERY),
            int(self._chosen("hours", [str(one) for one in _HOURS_OPTIONS]) or USUAL_HOURS),
            USUAL_PEOPLE if people is None else people,
            self._chosen("room", list(ROOMS)) or USUAL_ROOM,
            date.today(),
            self.answers_read,
        )

    def _chosen(self, name: str, allowed: tuple[str, ...] | list[str]) -> str | None:
        found = self._raw(name)
        return found if isinstance(found, str) and found in allowed else None

    def go(self, by: int) -> None:
        where, message = self.course.problem(self.step)
        if by > 0 and where:
            self._draw(where, message)
            self.point_at(where)
            return
        super().go(by)

    def _take(self, names: frozenset[str]) -> None:
        self.complaint = ""
        if "answers" in names:
            self._take_answers()
        self.let_grow_old(names)
        if names - self.ONLY_LOOKING:
            self._drop_stick()
        self._draw()

    def _take_answers(self) -> None:
        """Read the list of answers, or forget it when it goes."""
        upload, self.answers_read, self.answers_problem = self.entry("answers"), None, ""
        if upload is not None:
            try:
                self.answers_read = answers_of(upload.content)
            except ToolkitError as error:
                self.answers_problem = self.speech.say_error(error)

    def _make(self) -> None:
        try:
            plan = self.course.plan()
        except ToolkitError as error:
            self.complaint = self.speech.say_error(error)
            self._draw()
            return
        shown = papers_of([(papers.agenda(plan), True), (papers.run_sheet(plan), True)])
        packed = made([partial(pack_bytes, plan)])[0]
        speech, name = self.speech, plan.track.title.say(plan.language)
        calendar, days = dates(plan)
        files = (
            (speech.say(_SAVE_PACK), f"{file_name(0, name)[3:]}.zip", "application/zip", packed),
            (speech.say(_SAVE_DATES), calendar, "text/calendar", days),
        )
        agenda, run = (file_name(place, plan.language.say(word)) for place, word in ((1, AGENDA), (5, RUN_SHEET)))
        self.show_made(
            [
                TakeAway("pack", speech.say(_PACK), speech.say(_PACK_NOTE), files=files),
                take_home("agenda", AGENDA, _AGENDA_NOTE, shown[0], agenda, speech),
                take_home("run-sheet", RUN_SHEET, _RUN_NOTE, shown[1], run, speech),
            ]
        )

    def _make_stick(self) -> None:
        """Have the pack made while the page goes on."""
        if self.packing is not None and self.packing.goes_on:
            return
        try:
            plan = self.course.plan()
        except ToolkitError as error:
            self.complaint = self.speech.say_error(error)
            self._draw()
            return
        self._drop_stick()
        recorded = recordings()

        def make(tell: Callable[[float], object]) -> bytes:
            return light_pack(plan, tell, recorded=recorded).to_bytes()

        self.packing = Making(make, self._move, partial(self._take_stick, plan))
        self._draw()
        self.packing.start()

    def _move(self, share: float) -> None:
        if share == 1 or share - self.share >= _STEP:
            self.share = share
            self._draw()

    def _take_stick(self, plan: Plan, whole: bytes | None) -> None:
        self.packing, self.share = None, 0.0
        if whole is None:
            self.complaint = self.speech.say(WORDS["failed"])
        else:
            found, name = LightPack.from_bytes(whole), file_name(0, plan.track.title.say(plan.language))[3:]
            note = " ".join(filter(None, (self.speech.say(_STICK_NOTE), found.left_out)))
            file = (self.speech.say(_SAVE_STICK), f"{name}.zip", "application/zip", found.content)
            self.stick = TakeAway("stick-file", self.speech.say(_STICK), note, files=(file,))
        self._draw()

    def _drop_stick(self) -> None:
        """What was made, or is being made, is not what is chosen now."""
        if self.packing is not None:
            self.packing.stop()
        self.packing, self.share, self.stick = None, 0.0, None

    def _stick_items(self) -> list[Item]:
        say = self.speech.say
        if self.packing is not None:
            return [Progress("packing", say(_PACKING), self.share)]
        return [Button("stick", say(_MAKE_STICK)), *([self.stick] if self.stick is not None else [])]

    # --- what stands on the page ---------------------------------------------------------------------------------

    def _draw(self, where: str = "", message: str = "") -> None:
        match self.step:
            case "who":
                items = self._who()
            case "when":
                items = self._when()
            case "how":
                items = self._how()
            case _:
                items = [*self.paper_items(self.complaint), *self._stick_items()]
        if self.step == "when" and self.course.start is not None and not message:
            where, message = self.course.problem("when")  # a day that is over is said at once, and not at the end
        said = self.speech.say(message) if message else ""
        self.lay_out_step(with_error(item, said if item.name == where else "") for item in items)

    def _who(self) -> list[Item]:
        say = self.speech.say
        home = region_of(self.course.country) if self.course.country else None
        regions = sorted(_REGION_NAMES, key=lambda name: name != home)
        return [
            self._choice("audience", _AUDIENCE, [(name, track(name).title.say(self.speech)) for name in track_names()]),
            Choice("country", say(_COUNTRY), say(_COUNTRY_HELP), options=countries(self.speech), many=True),
            self._choice("region", _REGION, [(name, say(_REGION_NAMES[name])) for name in regions], many=True),
            self._choice("language", _LANGUAGE, [(code, Language(code).own_name) for code in KNOWN], many=True),
        ]

    def _when(self) -> list[Item]:
        say = self.speech.say
        items: list[Item] = [
            Day("start", say(_START)),
            Text("clock", say(_CLOCK), say(_CLOCK_HELP), longest=5),
        ]
        zones = self.course.zones
        if zones:
            items.append(self._choice("zone", _ZONE, [(name, name) for name in zones], many=True))
        every = [(str(days), say(words)) for days, words in _EVERY_OPTIONS.items()]
        return [*items, self._choice("every", _EVERY, every), Piece("days", self._days(), live=True)]

    def _days(self) -> Markup:
        """The days of the sessions with their weekdays, and which of them are on a weekend or a holiday."""
        try:
            plan = self.course.plan()
        except ToolkitError:
            return Markup()
        speech = self.speech
        days = [speech.say(SESSION, number=session.number, title=speech.day(day)) for session, day in plan.meetings]
        told = (feedback(sentence, "tk-nearly") for sentence in told_days(plan, speech))
        return Markup("").join((*(paragraph(day, "tk-note") for day in days), *told))

    def _how(self) -> list[Item]:
        say = self.speech.say
        return [
            Number("people", say(_PEOPLE), say(_PEOPLE_HELP)),
            FileIn(
                "answers",
                say(_ANSWERS),
                say(_ANSWERS_HELP),
                self.answers_problem,
                suffixes=(".csv", ".xlsx"),
                largest=LARGEST,
            ),
            Piece("answered", self._who_comes(), live=True),
            self._choice("room", _ROOM, [(name, say(words)) for name, words in _ROOM_OPTIONS.items()]),
            self._choice("hours", _HOURS, [(str(hours), say(words)) for hours, words in _HOURS_OPTIONS.items()]),
        ]

    def _who_comes(self) -> Markup:
        if self.answers_read is None:
            return Markup()
        speech, count = self.speech, self.answers_read.count
        people = len(self.answers_read.expected)
        told = paragraph(speech.say(_COUNTED, yes=count("yes"), maybe=count("maybe"), no=count("no"), people=people))
        return told + (feedback(speech.say_plural(_UNREAD, count("")), "tk-nearly") if count("") else Markup())

    def _choice(self, name: str, label: str, options: list[tuple[str, str]], *, many: bool = False) -> Choice:
        return Choice(name, self.speech.say(label), options=tuple(options), many=many)
