"""Records as pieces of page: those that are near to the reader's place and topic first, the others by region.

They need no server and no script: what is folded away is found by the browser's own search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from toolkit.app.kit.pieces import fold, html, paragraph
from toolkit.app.records.words import KINDS, OUTCOMES, PARTS, REGIONS, WORTH, source_list
from toolkit.charts import Bar, draw_bars
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.markup import Markup, joined, markup
from toolkit.registers.exchange.actors import Actor, actors
from toolkit.registers.exchange.cases import Case, cases
from toolkit.registers.exchange.figures import FigureRecord, figures
from toolkit.registers.exchange.nearness import Located, near
from toolkit.registers.exchange.practices import Practice, practices
from toolkit.registers.exchange.saying import CHECKED, amount, place_name

AT_ONCE = 6
FURTHER = "tk-further"  # the one kind of fold that stays closed on paper: dozens of records, for whoever looks for one
Record = TypeVar("Record", bound=Located)
_HEAD = translatable("{title} ({place}, {years})")
_ACTOR_HEAD = translatable("{title} ({place}; {kind})")
_YEARS = translatable("{since} to {until}")
_SINCE = translatable("since {since}")
_SYNTHETIC = translatable("Invented for teaching.")
_LEARNT = translatable("What can be learnt: {text}")
_CONDITIONS = translatable("Under which conditions: {text}")
_WORTH = translatable("{worth}; {outcome}.")
_HOW = translatable("How it can stand with us: {text}")
_CAUTION = translatable("Mind: {text}")
_MORE = translatable("{region}: {number} more")
_LONGER, _LONGER_HERE = translatable("The longer record, its text in English"), translatable("The longer record")
_NONE = translatable("There is no record on this topic yet.")
_VISIT = translatable("Their page")


def show_cases(topic: int | None, language: str, place: str | None = None, sector: str | None = None) -> Any:
    """Cases on record: what happened, what is established and what is alleged, and what can be learnt.

    Parameters
    ----------
    topic
        A topic of the course, 1 to 7, or none for all.
    place
        ISO 3166 code of the reader's place, EU or INT; near cases come first.
    sector
        One of `toolkit.registers.exchange.sources.SECTORS`; those of the same service come first.
    """
    return _show(cases(), _case, topic, language, place, sector)


def show_practices(topic: int | None, language: str, place: str | None = None, sector: str | None = None) -> Any:
    """What unions asked, won and lost, and under which conditions; `show_cases` says what the parameters mean."""
    return _show(practices(), _practice, topic, language, place, sector)


def show_actors(topic: int | None, language: str, place: str | None = None, sector: str | None = None) -> Any:
    """Organisations that can stand with a union; `show_cases` says what the parameters mean."""
    return _show(actors(), _actor, topic, language, place, sector)


def show_figures(topic: int | None, language: str, place: str | None = None, sector: str | None = None) -> Any:
    """Figures on markets and public money, with bars where they help; `show_cases` says what the parameters mean.

    What nobody has checked is not shown: a number wants its source.
    """
    return _show((one for one in figures() if one.checked != "memory"), _figure, topic, language, place, sector)


def _show(
    records: Iterable[Record],
    tell: Callable[[Record, Language], str],
    topic: int | None,
    language: str,
    place: str | None,
    sector: str | None,
) -> Any:
    speech = Language(language)
    about = [one for one in records if topic is None or topic in one.topics]
    if not about:
        return html(paragraph(speech.say(_NONE)), speech)
    ordered = near(about, place=place or None, sector=sector, topic=topic)
    shown = joined(tell(one, speech) for one in ordered[:AT_ONCE])
    further = ordered[AT_ONCE:]
    for region in dict.fromkeys(one.region for one in further):  # the nearest region first
        inside = [tell(one, speech) for one in further if one.region == region]
        shown += fold(
            speech.say(_MORE, region=speech.say(REGIONS[region]), number=len(inside)), joined(inside), FURTHER
        )
    return html(shown, speech)


def _case(case: Case, speech: Language) -> Markup:
    inside = paragraph(speech.say(_SYNTHETIC), "tk-caution") if case.synthetic else ""
    inside += paragraph(case.say(speech)) + paragraph(speech.say(_LEARNT, text=case.say_lesson(speech)))
    parts = (
        ("happened", (case.happened,)),
        ("established", case.established),
        ("alleged", case.alleged),
        ("affected", (case.affected,)),
        ("staff", (case.staff,)),
        ("ended", (case.ended,)),
        ("note", (case.note,)),
    )
    head = speech.say(_HEAD, title=case.title(speech), place=place_name(case, speech), years=_years(case, speech))
    return fold(head, inside + _longer(parts, speech) + _end(case, speech), "tk-solution")


def _practice(practice: Practice, speech: Language) -> Markup:
    worth = speech.say(_WORTH, worth=speech.say(WORTH[practice.kind]), outcome=speech.say(OUTCOMES[practice.outcome]))
    union = markup('<p class="tk-source" lang="en" dir="auto">{}</p>', practice.union)
    inside = union + paragraph(practice.say(speech)) + paragraph(worth)
    inside += paragraph(speech.say(_CONDITIONS, text=practice.say_conditions(speech)))
    parts = (("asked", (practice.asked,)), ("won", (practice.won,)), ("lost", (practice.lost,)))
    place = place_name(practice, speech)
    head = speech.say(_HEAD, title=practice.title(speech), place=place, years=str(practice.year))
    return fold(head, inside + _longer(parts, speech) + _end(practice, speech), "tk-solution")


def _actor(actor: Actor, speech: Language) -> Markup:
    kind = speech.say(KINDS[actor.kind])
    head = speech.say(_ACTOR_HEAD, title=actor.name, place=place_name(actor, speech), kind=kind)
    link = markup('<p><a href="{}" rel="noopener noreferrer">{}</a></p>', actor.link, speech.say(_VISIT))
    inside = paragraph(actor.say(speech)) + paragraph(speech.say(_HOW, text=actor.say_how(speech))) + link
    return fold(head, inside + _end(actor, speech), "tk-solution")


def _figure(figure: FigureRecord, speech: Language) -> Markup:
    said = amount(figure, figure.value, speech)
    inside = paragraph(said) + paragraph(speech.say(_CAUTION, text=figure.say(speech)), "tk-caution")
    if figure.parts:
        longest = max(part.value for part in figure.parts) or 1.0
        bars = [
            Bar(part.say(speech), part.value / longest, amount(figure, part.value, speech)) for part in figure.parts
        ]
        spoken = "; ".join(f"{bar.label}: {bar.number}" for bar in bars)
        inside += draw_bars(bars, figure.title(speech), spoken)
    place = place_name(figure, speech)
    head = speech.say(_HEAD, title=figure.title(speech), place=place, years=str(figure.year))
    return fold(head, inside + _end(figure, speech), "tk-solution")


def _years(case: Case, speech: Language) -> str:
    if case.until == case.since:
        return str(case.since)
    since = str(case.since)
    return (
        speech.say(_SINCE, since=since)
        if case.until is None
        else speech.say(_YEARS, since=since, until=str(case.until))
    )


def _longer(parts: Iterable[tuple[str, Iterable[str]]], speech: Language) -> Markup:
    """What is on record in English, each part under its name; what is alleged stands apart from what is established."""
    content = Markup()
    for name, points in parts:
        items = joined(markup("<li>{}</li>", point) for point in points if point)
        if items:
            look = Markup(' class="tk-caution"') if name == "alleged" else ""
            heading = markup("<p><strong>{}</strong></p>", speech.say(PARTS[name]))
            content += markup('<div{}>{}<ul lang="en" dir="ltr">{}</ul></div>', look, heading, items)
    longer = _LONGER_HERE if speech.code == "en" else _LONGER
    return fold(speech.say(longer), content) if content else Markup()


def _end(one: Case | Practice | Actor | FigureRecord, speech: Language) -> Markup:
    return paragraph(speech.say(CHECKED[one.checked]), "tk-source") + source_list(one.sources, speech)
