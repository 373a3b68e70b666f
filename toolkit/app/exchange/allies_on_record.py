"""Who stands in the register near a country, with where to reach them."""

from __future__ import annotations

from toolkit.app.kit.pieces import fold, paragraph
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.markup import Markup, joined, markup
from toolkit.registers.exchange.actors import Actor, actors
from toolkit.registers.exchange.nearness import near
from toolkit.registers.exchange.regions import home_of
from toolkit.registers.exchange.saying import place_name

_SHOWN = 5
_REGISTER = translatable("Who could stand with us? From our register")
_NOTE = translatable("The nearest first. That somebody stands here does not say that they will join you: ask.")
_HOW = translatable("You find their address and telephone number on their page.")
_NOBODY = translatable("Nobody in our register is from the country that you chose. These are the nearest:")
_HEAD = translatable("{name} ({place})")
_PAGE = translatable("Their page")


def allies_on_record(place: str, speech: Language) -> Markup:
    """The nearest in the register; where none of them is from the country itself, that is said first."""
    ordered = near(actors(), place=place, topic=7)
    # Whoever is at home there comes first, whatever topic they are on record for.
    found = sorted(ordered, key=lambda one: home_of(one.place) != home_of(place))[:_SHOWN]
    here = home_of(found[0].place) == home_of(place)
    notes = [_NOTE if here else _NOBODY, _HOW]
    told = joined(paragraph(speech.say(note), "tk-note") for note in notes)
    lines = joined(_line(one, speech) for one in found)
    return fold(speech.say(_REGISTER), markup("{}<ul>{}</ul>", told, lines))


def _line(one: Actor, speech: Language) -> Markup:
    return markup(
        '<li><strong>{}</strong><br>{} {}<br><a href="{}" rel="noopener noreferrer">{}</a></li>',
        speech.say(_HEAD, name=speech.isolate(one.name), place=place_name(one, speech)),
        speech.isolate(one.say(speech)),
        speech.isolate(one.standings.say(speech)),
        one.link,
        speech.say(_PAGE),
    )
