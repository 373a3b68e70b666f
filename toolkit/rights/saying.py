"""How *what applies here* is told: one statement a line, none of them advice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.languages import Language, translatable, translatable_plural
from toolkit.registers.law import EVIDENCE, Gap, law
from toolkit.rights.asking import AskedEmployer
from toolkit.rights.claims import Applied, Bill, Claim, Missing
from toolkit.rights.deadlines import Deadline
from toolkit.rights.provisions import Provision
from toolkit.rights.words import COVERED, MEMORY, SECONDARY, covered_by, limits_of, reading_of

ABOUT = translatable("{situation}: {place}, {day}")
ABOUT_EMPLOYER = translatable("{situation}: {place}, {employer}, {day}")
# Parts of countries with law of their own on record; the codes alone say nothing to those who live there.
REGIONS = {
    "AU-NSW": translatable("New South Wales"),
    "CA-BC": translatable("British Columbia"),
    "CA-ON": translatable("Ontario"),
    "CA-QC": translatable("Quebec"),
    "DE-BE": translatable("Berlin"),
    "DE-NW": translatable("North Rhine-Westphalia"),
    "GB-SCT": translatable("Scotland"),
    "US-CA": translatable("California"),
    "US-CO": translatable("Colorado"),
    "US-IL": translatable("Illinois"),
    "US-NY": translatable("New York"),
    "US-WA": translatable("Washington State"),
}
EMPLOYERS_ASKED = {
    "public": translatable("public employer"),
    "private": translatable("private employer"),
    "platform": translatable("platform"),
    "statute": COVERED["statute"],
    "contract": COVERED["contract"],
}
USABLE = translatable("In force there, as far as the register knows:")
NOTHING = translatable(
    "The register has no law in force for this there. That says something about the register, not that there is none: "
    "ask a lawyer."
)
NOTHING_FOR_YOURS = translatable(
    "The register has no law in force for this there that binds such an employer; what binds others is named below. "
    "Ask a lawyer."
)
CLAIM = translatable("{law}: {rights}. Who can use it: {holders}. How we know it: {state}.")
WHOM = translatable("For: {whom}.")
LIMIT = translatable("Mind: {limit}.")
HOW = translatable("Letters that fit: {letters}.")
DUE = translatable("A request that arrives on {sent} must be answered within {time}: by {due}, by our count.")
DUE_WITHOUT_HOLIDAYS = translatable(
    "A request that arrives on {sent} must be answered within {time}: by {due}, by our count, which knows no public "
    "holidays of that place."
)
TIME = {
    "days": translatable_plural("{n} day", "{n} days"),
    "working_days": translatable_plural("{n} working day", "{n} working days"),
    "months": translatable_plural("{n} month", "{n} months"),
    "hours": translatable_plural("{n} hour", "{n} hours"),
}
NUMBER_KNOWN = translatable("The time to answer: {state}.")
COMING = translatable("Adopted, applicable from {day}: {law}.")
COMING_OPEN = translatable("Adopted, not applicable yet, and no day is certain: {law}.")
UNSETTLED = translatable("Adopted, and lawyers disagree whether it applies yet: {law}.")
SUSPENDED = translatable("Suspended, so it does not apply now: {law}.")
NOT_STARTED = translatable("A treaty that has not started, and will bind only where it is ratified: {law}.")
GUIDANCE = translatable("Persuades and does not bind: {law}.")
MISSING = translatable("Not found in force here: {right}. There is such law elsewhere: {place}, {law} ({state}).")
MISSING_TWO = translatable(
    "Not found in force here: {right}. There is such law elsewhere: {place}, {law} ({state}); {second_place}, "
    "{second_law} ({second_state})."
)
MISSING_EVERYWHERE = translatable(
    "Not found in force here: {right}. The register knows no other place whose law in force gives it."
)
OTHERS = translatable("There is law on this here, on record as binding others: {right}.")
OTHER_LAW = translatable("{law}: for {whom} ({state}).")
ASK_OTHERS = translatable("Ask a lawyer or the authority whether it reaches your employer too.")
FOR_YOURS = translatable("Elsewhere there is such law for an employer like yours: {laws}.")
ELSEWHERE = translatable("{place}, {law} ({state})")
SOON = translatable("It is coming here: {law}.")
GAPS = {
    "data_protection_law": translatable("{place}: as far as we found, no comprehensive data protection law ({state})."),
    "information_act": translatable(
        "{place}: as far as we found, no law on access to the information that public bodies hold ({state})."
    ),
    "public_bargaining_law": translatable(
        "{place}: as far as we found, no law on collective bargaining in the public service ({state})."
    ),
    "other": translatable("{place}: as far as we found, something is missing in the law ({state})."),
}
GAP_READ = translatable("looked for on {day}")
LAPSED = translatable("{law} was proposed in {year} and did not become law: do not name it as law.")
PROPOSED = translatable("{law} was proposed in {year} and is no law: do not name it as law.")
LAPSED_UNDATED = translatable("{law} was proposed and did not become law: do not name it as law.")
PROPOSED_UNDATED = translatable("{law} was proposed and is no law: do not name it as law.")
ASK = translatable(
    "This comes from a register and is no legal advice. Before you use any of it, ask {who}: which of it binds this "
    "employer, and what else does?"
)
LAWYER = translatable("your union’s legal department or a lawyer")
BODIES = {
    "data_authority": translatable("the data protection authority"),
    "information_authority": translatable("the authority for access to information"),
    "equality_body": translatable("the equality body"),
    "labour_inspectorate": translatable("the labour inspectorate"),
}
HOLDERS = {
    "person": translatable("the person concerned"),
    "union": translatable("the union"),
    "works_council": translatable("the elected body of the staff"),
    "representative": translatable("representatives of the staff"),
    "organisation": translatable("an organisation that acts for people"),
    "authority": translatable("an authority"),
    "anyone": translatable("anybody"),
}
LETTERS = {
    "access-request": translatable("request for access to data"),
    "assessment-participation": translatable("request to take part in the assessment"),
    "dispute-notice": translatable("notice of dispute"),
    "information-act-request": translatable("request under the information act"),
    "system-inventory": translatable("request for the list of systems"),
}


def lines_of(found: Applied, language: Language) -> Iterator[str]:
    """All statements, each on its line."""
    yield about_in_words(found, language)
    yield language.say(USABLE if found.claims else nothing_of(found))
    for name, lines in parts_of(found, language):
        yield from (language.say(GUIDANCE, law=line) for line in lines) if name == "guidance" else lines


def nothing_of(found: Applied) -> str:
    """The sentence for a situation without a claim: law that binds others is not told as no law."""
    return NOTHING_FOR_YOURS if any(one.others for one in found.missing) else NOTHING


def about_in_words(found: Applied, language: Language) -> str:
    """What was asked: the situation, the place, the employer if one was named, and the day."""
    about = {"situation": found.situation.name, "place": place_name(found.place, language), "day": found.on}
    if found.employer is None:
        return language.say(ABOUT, **about)
    return language.say(ABOUT_EMPLOYER, employer=language.say(EMPLOYERS_ASKED[found.employer]), **about)


def parts_of(found: Applied, language: Language) -> Iterator[tuple[str, list[str]]]:
    """What applies, part by part with its statements: a page and a paper put a title over each."""
    yield "usable", [say_claim(claim, language, found.employer) for claim in found.claims]
    yield (
        "coming",
        [
            language.say(how_it_comes(one, found.on), law=one.cite(language), day=one.applies_from)
            for one in found.coming
        ],
    )
    yield "guidance", [one.cite(language) for one in found.guidance]
    yield "others", [say_missing(one, language) for one in found.missing if one.others]
    missing = [say_missing(one, language) for one in found.missing if not one.others]
    yield "missing", missing + [say_gap(gap, language) for gap in found.gaps]
    yield "bills", [say_bill(bill, language) for bill in found.bills]
    who = [language.say(LAWYER), *(language.say(BODIES[body]) for body in found.ask)]
    yield "ask", [language.say(ASK, who=language.list(who, whole=True))]


def how_it_comes(one: Provision, on: date) -> str:
    """The sentence for what is adopted and not in force: why, and whether its day is known."""
    if not one.settled:
        return UNSETTLED
    if one.reach == "world" and one.applies_from is None:
        return NOT_STARTED
    if any(event.what == "suspension" and event.on is not None and event.on <= on for event in one.events):
        return SUSPENDED if one.applies_from is None else COMING
    return COMING if one.applies_from is not None else COMING_OPEN


def say_claim(claim: Claim, language: Language, employer: AskedEmployer | None = None) -> str:
    """What can be used, by whom, with which letter, and by when an answer is due."""
    one = claim.provision
    said = [
        language.say(
            CLAIM,
            law=one.cite(language),
            rights=rights_in_words(claim.rights, language),
            holders=language.list([language.say(HOLDERS[holder]) for holder in one.holder], whole=True),
            state=reading_of(one, language),
        ),
        language.say(WHOM, whom=covered_by(one, language)),
        *(language.say(LIMIT, limit=limit) for limit in limits_of(one, language, employer)),
    ]
    if one.ambiguity is not None:
        said.append(one.ambiguity.say(language))
    if claim.letters:
        letters = [language.say(LETTERS[letter]) for letter in claim.letters]
        said.append(language.say(HOW, letters=language.list(letters, whole=True)))
    if claim.answer is not None:
        said += due_in_words(claim.answer, one, language)
    return " ".join(said)


def say_missing(missing: Missing, language: Language) -> str:
    """A right that was not found here or that binds others here, where it exists, and whether it is coming."""
    right = rights_in_words((missing.right,), language)
    if missing.others:
        said = [language.say(OTHERS, right=right), *_others(missing, language), language.say(ASK_OTHERS)]
        return " ".join([*said, *_for_yours(missing, language), *_soon(missing, language)])
    values: dict[str, object] = {"right": right}
    for prefix, one in zip(("", "second_"), missing.elsewhere, strict=False):
        values |= {
            f"{prefix}place": place_name(one.place, language),
            f"{prefix}law": one.cite(language),
            f"{prefix}state": reading_of(one, language),
        }
    sentence = (MISSING_EVERYWHERE, MISSING, MISSING_TWO)[len(missing.elsewhere)]
    return " ".join([language.say(sentence, **values), *_soon(missing, language)])


def _soon(missing: Missing, language: Language) -> list[str]:
    laws = [one.cite(language) for one in missing.coming]
    return [language.say(SOON, law=language.list(laws, whole=True))] if laws else []


def _others(missing: Missing, language: Language) -> Iterator[str]:
    """Each law with whom it binds, as far as we know."""
    for one in missing.others:
        law_, whom = one.cite(language), covered_by(one, language)
        yield language.say(OTHER_LAW, law=law_, whom=whom, state=reading_of(one, language))
        yield from (language.say(LIMIT, limit=limit) for limit in limits_of(one, language))


def _for_yours(missing: Missing, language: Language) -> Iterator[str]:
    """Where such law binds an employer of the kind asked about."""
    if missing.elsewhere:
        places = [
            language.say(
                ELSEWHERE,
                place=place_name(one.place, language),
                law=one.cite(language),
                state=reading_of(one, language),
            )
            for one in missing.elsewhere
        ]
        yield language.say(FOR_YOURS, laws=language.list(places, whole=True))


def say_gap(gap: Gap, language: Language) -> str:
    """What a place is known to lack, and how we know that."""
    state = language.say(GAP_READ, day=gap.read_on) if gap.read_on is not None else language.say(MEMORY)
    said = language.say(GAPS[gap.missing], place=place_name(gap.place, language), state=state)
    return f"{said} {gap.detail.say(language)}" if gap.detail is not None else said


def say_bill(bill: Bill, language: Language) -> str:
    """That something was proposed and is no law."""
    if bill.year is None:
        return language.say(LAPSED_UNDATED if bill.lapsed else PROPOSED_UNDATED, law=bill.record.names)
    return language.say(LAPSED if bill.lapsed else PROPOSED, law=bill.record.names, year=str(bill.year))


def place_name(place: str, language: Language) -> str:
    """A place in the reader's language; a region as its country and its name, or its code where we have no name.

    >>> place_name("CA-QC", Language("fr")), place_name("ES-MD", Language("es"))
    ('Canada (Québec)', 'España (ES-MD)')
    """
    country, _, region = place.partition("-")
    name = language.locale.territories.get(country, country)
    return f"{name} ({language.say(REGIONS.get(place, place))})" if region else str(name)


def rights_in_words(rights: tuple[str, ...], language: Language) -> str:
    """Kinds of rights, each in its words, one after the other."""
    return language.chain(law().rights[right].words.say(language) for right in rights)


def due_in_words(answer: Deadline, one: Provision, language: Language) -> list[str]:
    """By when an answer is due, and how sure that is where the number is less sure than the text."""
    time = language.say_plural(TIME[answer.time.unit], answer.time.value)
    sentence = DUE if answer.holidays_known else DUE_WITHOUT_HOLIDAYS
    said = [language.say(sentence, sent=answer.sent, time=time, due=answer.due)]
    if EVIDENCE.index(answer.time.evidence) > EVIDENCE.index(one.evidence):
        known = SECONDARY if answer.time.evidence == "secondary" else MEMORY
        said.append(language.say(NUMBER_KNOWN, state=language.say(known)))
    return said
