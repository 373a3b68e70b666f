"""What whoever starts the lessons reads: where to open them, who else can, and what to do when phones cannot."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.languages import Language, strip
from toolkit.serving.network import Reach
from toolkit.serving.pages import words
from toolkit.serving.pages.qr import qr_for_terminal


def invitation(reach: Reach, language: Language, seats: int, code: str = "", fingerprint: str = "") -> Iterator[str]:
    """Line by line; the first one holds the address for this computer."""
    yield said(language, words.READY, address=reach.here)
    yield language.say_plural(words.SEATS, seats)
    phones = reach.for_phones()
    if reach.only_here:
        yield language.say(words.ONLY_HERE)
    elif not phones:
        yield language.say(words.NO_NETWORK)
    else:
        yield said(language, words.WITH_CODE, code=code) if code else language.say(words.EVERYBODY)
        yield f"\n{language.say(words.FOR_PHONES)} {phones[0]}"
        if phones[1:]:
            yield f"{language.say(words.OR_THESE)} {' '.join(phones[1:])}"
        yield qr_for_terminal(phones[0])
    if fingerprint:
        yield said(language, words.FINGERPRINT, fingerprint=fingerprint)
    if not reach.only_here:
        yield said(language, words.ON_SCREEN, address=f"{reach.here}{language.code}/room/")


def advice(reach: Reach, language: Language) -> str:
    """What may be in the way when no phone has come."""
    return said(language, words.NOBODY_YET, port=str(reach.port))


def said(language: Language, sentence: str, **values: str) -> str:
    """A sentence without the invisible marks that would be copied along with an address."""
    return strip(language.say(sentence, **values))
