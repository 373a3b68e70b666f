"""What a sheet asks about an agreement, step by step, and which entry becomes which part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from toolkit.app.agreement.model import About, AgreementModel
from toolkit.app.kit.controls import (
    EMPLOYER_KINDS,
    as_entered,
    blank_field,
    blank_value,
    count_field,
    countries,
    strength_options,
)
from toolkit.app.kit.fields import Choice, Choices, Day, Field, FileIn, Text
from toolkit.bargaining import Blank, library
from toolkit.bargaining.agreements.articles import name_of
from toolkit.bargaining.agreements.draft import Kind
from toolkit.bargaining.agreements.paper import KIND_NAMES
from toolkit.bargaining.clauses.library import FAMILIES
from toolkit.errors import translatable
from toolkit.languages import Language

_PLACE = translatable("Country")
_PARTY_HELP = translatable("Write it as it goes into a sentence, for example: the City Administration.")
_UNION = translatable("Name of the union")
_EMPLOYER = translatable("Name of the employer")
_SAVED = translatable("Have you saved a draft before?")
_SAVED_HELP = translatable("It ends in .yml. It fills in all that you had entered then.")
_MORE = translatable("More about this agreement")
_MORE_OPTION = translatable("Ask me about its kind, its dates and a second language too")
_KIND = translatable("Kind of document")
_EMPLOYER_KIND = translatable("What kind of employer is it?")
_EMPLOYER_KIND_HELP = translatable(
    "It decides which law may be named on the paper for the table. Leave it open if you are not sure."
)
_SCOPE = translatable("To whom and where it applies")
_SCOPE_HELP = translatable(
    "It goes on after “applies to”, for example: all nurses of the district. Leave it empty for everybody at this "
    "employer."
)
_STARTS = translatable("In force from")
_STARTS_HELP = translatable("Without a day it enters into force with the last signature, and its duties have no dates.")
_MONTHS = translatable("For how long")
_MONTHS_HELP = translatable("Leave it empty if it has no end.")
_SECOND = translatable("Second language")
_SECOND_HELP = translatable(
    "The papers then have two columns, and yours is the language that counts. Names and short texts stand in both as "
    "you write them."
)
_SECOND_NONE = translatable("None")
_LAWYER = translatable("Lawyer who has read it")
_READ_ON = translatable("Day on which it was read")
_CLAUSES = translatable("The clauses")
FAMILY_NAMES = {
    "voice": translatable("A say: register, notice, committee"),
    "data": translatable("Data about people"),
    "decisions": translatable("Decisions about people"),
    "monitoring": translatable("Watching and measuring"),
    "jobs": translatable("Jobs, training and gains"),
    "power": translatable("Union rights, procedure and duration"),
}
FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)
LARGEST_DRAFT = 1_000_000
_ABOUT = tuple(About.__dataclass_fields__)

Raw = Callable[[str], Any]


def fields_of_step(step: str, model: AgreementModel, raw: Raw, part: str = "") -> list[Field]:
    """What a step asks; `part` is the clause whose blanks are asked for."""
    match step:
        case "who":
            return who_fields(model, more=has_more(raw))
        case "what":
            return clause_fields(model)
        case "strength":
            return [strength_field(model, clause) for clause in model.clauses]
        case "blanks":
            return blank_fields(model, part, model.open_blanks(part), raw) if part else []
    return []


def has_more(raw: Raw) -> bool:
    """Whether somebody wants to say more than where and who."""
    return raw("more") == ["more"]


def party_fields(speech: Language) -> list[Field]:
    """Where it is to apply, and between whom."""
    say = speech.say
    return [
        Choice("place", say(_PLACE), options=countries(speech), many=True),
        Text("union", say(_UNION), say(_PARTY_HELP), longest=200),
        Text("employer", say(_EMPLOYER), say(_PARTY_HELP), longest=200),
    ]


def who_fields(model: AgreementModel, *, more: bool) -> list[Field]:
    """Where, who, and, if somebody wants to say more, what kind of paper it is."""
    speech = model.language
    say = speech.say
    kinds = tuple((name, say(words)) for name, words in EMPLOYER_KINDS.items())
    asked: list[Field] = [
        *party_fields(speech),
        Choice("employer_kind", say(_EMPLOYER_KIND), say(_EMPLOYER_KIND_HELP), options=kinds),
        Choices("more", say(_MORE), options=(("more", say(_MORE_OPTION)),)),
    ]
    return [*asked, *_more_fields(model)] if more else asked


def saved_field(model: AgreementModel, error: str) -> FileIn:
    """A draft that was saved before."""
    say = model.language.say
    return FileIn("saved", say(_SAVED), say(_SAVED_HELP), error, (".yml", ".yaml"), LARGEST_DRAFT)


def label_of(where: str, model: AgreementModel) -> tuple[str, str]:
    """What an entry is called on the page, and the title of the clause in which it is a blank."""
    clause, _, name = where.partition(".")
    blank = library()[clause].blank(name) if name else None
    if blank is not None:
        return blank.label(model.language), library()[clause].text(model.language).title
    labels = {"place": _PLACE, "union": _UNION, "employer": _EMPLOYER, "months": _MONTHS, "clauses": _CLAUSES}
    return model.language.say(labels[where]), ""


def _more_fields(model: AgreementModel) -> list[Field]:
    speech = model.language
    say = speech.say
    kinds = tuple((name, say(words)) for name, words in KIND_NAMES.items())
    second = tuple((code, name_of(code, speech)) for code in model.second_languages())
    return [
        Choice("kind", say(_KIND), options=kinds, many=True),
        Text("scope", say(_SCOPE), say(_SCOPE_HELP), longest=500),
        Day("starts", say(_STARTS), say(_STARTS_HELP), first=FIRST, last=LAST),
        count_field("months", say(_MONTHS), say(_MONTHS_HELP), "months", speech),
        Choice("second_language", say(_SECOND), say(_SECOND_HELP), options=second, many=True, prompt=say(_SECOND_NONE)),
        Text("lawyer", say(_LAWYER), longest=200),
        Day("read_on", say(_READ_ON), first=FIRST, last=LAST),
    ]


def clause_fields(model: AgreementModel) -> list[Field]:
    """All clauses, family by family."""
    found: list[Field] = []
    for family in FAMILIES:
        named = tuple((one.id, one.text(model.language).title) for one in model.on_offer if one.family == family)
        if named:
            found.append(Choices(family_name(family), model.language.say(FAMILY_NAMES[family]), options=named))
    return found


def family_name(family: str) -> str:
    """The entry that holds the chosen clauses of a family."""
    return f"clauses.{family}"


def ticked(clauses: Iterable[str]) -> dict[str, list[str]]:
    """Clauses as entries: the chosen ones of every family, and an empty list where there are none."""
    chosen = set(clauses)
    found: dict[str, list[str]] = {family_name(family): [] for family in FAMILIES}
    for clause in library().values():
        if clause.id in chosen:
            found[family_name(clause.family)].append(clause.id)
    return found


def strength_field(model: AgreementModel, clause: str) -> Choice:
    """How strong a clause is to be, under its own title."""
    demand = model.demands.get(clause)
    record = library()[clause]
    options = strength_options(record, demand.strength if demand else "", model.language)
    return Choice(f"strength.{clause}", record.text(model.language).title, options=options)


def blank_fields(model: AgreementModel, clause: str, blanks: Iterable[Blank], raw: Raw | None = None) -> list[Field]:
    """Blanks of a clause as controls; a value that an opened draft brings stands among the usual ones."""
    names = {f"{clause}.{blank.name}": blank for blank in blanks}
    return [blank_field(name, blank, model.language, raw(name) if raw else None) for name, blank in names.items()]


# --- from entries to the model -----------------------------------------------------------------------------------


def read_entries(model: AgreementModel, raw: Raw) -> AgreementModel:
    """The model with everything entered; entries may come all at once and in any order."""
    chosen = tuple(each for one in clause_fields(model) for each in one.read(raw(one.name)))
    model = replace(model, clauses=chosen)
    model = replace(model, about=read_about(model, raw))
    strengths = {clause: strength_field(model, clause).read(raw(f"strength.{clause}")) for clause in chosen}
    model = replace(model, strengths={clause: each for clause, each in strengths.items() if each})
    blanks = {}
    for clause in chosen:
        asked = model.open_blanks(clause)
        blanks[clause] = read_blanks(asked, blank_fields(model, clause, asked, raw), raw)
    return replace(model, blanks=blanks)


def read_about(model: AgreementModel, raw: Raw) -> About:
    """Where, who and the rest about an agreement as a whole."""
    # What is not asked has no say: an entry that nobody sees would change the paper behind their back.
    asked = {one.name: one for one in who_fields(model, more=has_more(raw))}
    usual = About()
    kept = vars(usual) | {
        name: value for name in _ABOUT if name in asked and (value := asked[name].read(raw(name))) not in (None, "")
    }
    assert kept["kind"] in get_args(Kind)
    return About(**kept)


def read_blanks(blanks: Iterable[Blank], controls: Iterable[Field], raw: Raw) -> dict[str, Any]:
    """What was entered in the controls of blanks, by the blanks' names; what is empty is left out."""
    read = {
        blank.name: blank_value(blank, one.read(raw(one.name))) for blank, one in zip(blanks, controls, strict=True)
    }
    return {name: value for name, value in read.items() if value is not None}


def usual_entries(model: AgreementModel) -> dict[str, Any]:
    """What stands in the fields before somebody enters something: usual values, and strengths that numbers support."""
    begun: dict[str, Any] = {"kind": "company"}
    for clause in model.on_offer:
        begun[f"strength.{clause.id}"] = model.strength(clause.id)
        for blank in clause.blanks:
            if (value := as_entered(blank.default)) is not None:
                begun[f"{clause.id}.{blank.name}"] = value
    return begun
