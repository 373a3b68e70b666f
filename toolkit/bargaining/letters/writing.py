"""A letter on paper: its blanks filled in, open ones told, and nothing on it that is ours alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from toolkit.audit.papers.letter import DATE, FROM_WHOM, PLACE_AND_DATE, TO_WHOM
from toolkit.bargaining.clauses.blanks import Value, Wanted
from toolkit.bargaining.clauses.texts import MARK, one_line
from toolkit.bargaining.letters.library import BASIS, BY, DAYS, Letter, Piece, find_letter, is_empty
from toolkit.documents import Bullets, Document, Facts, Paragraph, Part
from toolkit.errors import AgreementError, InvalidBlank, translatable
from toolkit.languages import Language
from toolkit.rights import Employer, Provision

UNKNOWN_FORM = translatable("The letter “{letter}” is not written as “{form}”. Choose one of these: {available}.")
UNKNOWN_BLANK = translatable("The letter “{letter}” has no blank “{blank}”. It has: {available}.")
OPEN_BLANK = translatable(
    "In the letter “{letter}” the blank “{blank}” is empty. Give a value, for example: {example}."
)
WRONG_VALUE = translatable("In the letter “{letter}” the blank “{blank}” cannot be “{value}”. It takes {wanted}.")
NO_NAMES = translatable("A letter needs the name of who writes it and of who receives it. Give both.")


def write_letter(
    letter: str,
    language: Language | str = "en",
    *,
    sender: str,
    to: str,
    blanks: Mapping[str, Any],
    form: str | None = None,
    place: str = "INT",
    employer: Employer | None = None,
    town: str = "",
    on: date | None = None,
    signed_by: str = "",
) -> Document:
    """A letter as a neutral document, for `toolkit.documents.write`; it holds what the letter says and nothing of ours.

    Parameters
    ----------
    letter : str
        The id of one of `letters`.
    language : Language or str
        One that the letter is written in; months are called as in the place.
    sender, to : str
        Who writes to whom.
    blanks : mapping
        What is filled in, by the names of the letter's blanks. A default is never filled in silently. Where a paragraph
        ends in a blank for a text, several texts may be given: they stand below it as points.
    form : str, optional
        How it is written, if there are several ways; the first if left out.
    place : str
        ISO 3166 code: decides which law is named where ``basis`` stays open.
    employer : {"statute", "contract", "private", "platform"}, optional
        Of which kind the employer is. Without it only law is named that binds every kind to which the letter goes.
    town : str
        Stands before the date.
    on : date, optional
        The day of the letter; today if left out.
    signed_by : str
        Name and function of who signs for the sender.

    Raises
    ------
    AgreementError
        If a blank is open, unknown or holds what it cannot, or a name is missing.
    RecordError
        If the letter is not written in that language.

    >>> made = write_letter("reminder", sender="Dock Workers", to="Harbour Agency", on=date(2026, 12, 4), blanks={
    ...     "first_letter": "our letter of 3 November 2026", "due": "3 December 2026", "missing": "the list",
    ...     "next_step": "a complaint", "contact": "12 Harbour Road", "answer_days": 7})
    >>> made.blocks[2].text
    'We refer to our letter of 3 November 2026. The answer was due on 3 December 2026.'
    """
    found = find_letter(letter)
    speech = _in_place(Language.of(language), place)
    text = found.text(speech)
    way = next(iter(found.forms)) if form is None else form
    if way not in found.forms:
        raise AgreementError(UNKNOWN_FORM, letter=text.title, form=way, available=list(found.forms))
    if not sender.strip() or not to.strip():
        raise AgreementError(NO_NAMES)
    day = on or date.today()
    values = _values(found, way, blanks, speech, day, found.law(place, day, employer))
    written = speech.isolate(speech.show(day))
    head = Facts(
        (
            (speech.say(FROM_WHOM), speech.isolate(sender)),
            (speech.say(TO_WHOM), speech.isolate(to)),
            (
                speech.say(PLACE_AND_DATE if town else DATE),
                f"{speech.isolate(town)} – {written}" if town else written,
            ),
        )
    )
    *body, thanks, closing = _filled(text.forms[way], values)
    end = [replace(one, leads=True) if isinstance(one, Paragraph) else one for one in (thanks, closing)]
    names = [Paragraph(speech.isolate(name)) for name in (sender, signed_by) if name.strip()]
    return Document(text.title, speech, (head, *body, *end, *names), author=sender)


def _values(
    letter: Letter, form: str, given: Mapping[str, Any], speech: Language, day: date, law: Sequence[Provision]
) -> dict[str, str | tuple[str, ...]]:
    """What the blanks hold, as it stands in a sentence; refused if one is open, unknown or wrong."""
    title = letter.text(speech).title
    fields = {blank.name: blank for blank in letter.blanks_of(form)}
    if unknown := [name for name in given if name not in fields]:
        raise AgreementError(UNKNOWN_BLANK, letter=title, blank=unknown[0], available=list(fields))
    for name in letter.open_blanks(form, given, law):
        example = speech.show(fields[name].example_in(speech))
        raise AgreementError(OPEN_BLANK, letter=title, blank=fields[name].label(speech), example=example)
    accepted: dict[str, Value] = {}
    points: dict[str, tuple[str, ...]] = {}
    for name, value in given.items():
        if is_empty(value):
            continue
        if isinstance(value, tuple) and fields[name].kind == "text":
            points[name] = tuple(speech.isolate(one_line(one)) for one in value)
            continue
        try:
            accepted[name] = fields[name].accept(letter.id, value)
        except InvalidBlank as error:
            label, wanted = fields[name].label(speech), Wanted(fields[name])
            raise AgreementError(WRONG_VALUE, letter=title, blank=label, value=str(value), wanted=wanted) from error
    values: dict[str, str | tuple[str, ...]] = {
        **{name: fields[name].show(value, speech) for name, value in accepted.items()},
        **points,
    }
    if law and BASIS in fields and BASIS not in values:
        values[BASIS] = speech.list([one.cite(speech) for one in law])
    if DAYS in accepted:
        values[BY] = speech.isolate(speech.show(day + timedelta(days=int(str(accepted[DAYS])))))
    return values


def _filled(parts: tuple[Piece, ...], values: Mapping[str, str | tuple[str, ...]]) -> Iterator[Part]:
    """The letter with its blanks filled in; a paragraph or point that holds an open one is left out."""

    def holds(line: str) -> bool:
        return all(name in values for name, _ in MARK.findall(line))

    def fill(line: str) -> str:
        return MARK.sub(lambda mark: str(values[mark[1]]), line)

    for part in parts:
        if isinstance(part, str):
            if not holds(part):
                continue
            last = [mark for mark in MARK.finditer(part) if isinstance(values[mark[1]], tuple)]
            if not last:
                yield Paragraph(fill(part))
                continue
            listed = values[last[0][1]]
            assert isinstance(listed, tuple)
            yield Paragraph(fill(part[: last[0].start()].rstrip()), leads=True)
            yield Bullets(listed)
        else:
            yield Bullets(tuple(fill(line) for line in part if holds(line)))


def _in_place(language: Language, place: str) -> Language:
    country = place.upper().partition("-")[0]
    if language.tag != language.code or not re.fullmatch("[A-Z]{2}", country) or country == "EU":
        return language
    return Language(f"{language.code}-{country}")
