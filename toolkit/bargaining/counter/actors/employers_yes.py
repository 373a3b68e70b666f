"""Whether something needs the yes of management: its consent, its approval, or that it has agreed.

That management stands near a word for consent is not enough: "before the Union has given that consent to the Employer".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.same_words import SameWords

_NOUNS = {
    "en": r"consent|approval|(?<!this )(?<!collective )agreement|authori[sz]ation|permission|assent|sign-off|go-ahead|"
    r"clearance|sanction|endorsement|leave",
    "fr": r"consentement|(?<!present )(?<!collectif )accord|approbation|autorisation|aval|agrement|feu vert|visa|"
    r"assentiment|permission|validation",
    "es": r"consentimiento|aprobacion|(?<!este )(?<!presente )acuerdo|autorizacion|visto bueno|conformidad|permiso|"
    r"anuencia|aval|beneplacito|validacion",
    "pt": r"consentimento|aprovacao|(?<!este )(?<!presente )acordo|autorizacao|anuencia|permissao|aval|concordancia|"
    r"validacao|visto",
}
# "The approval of the managing director", "approved by the head of": up to where management is named.
_OF = word_patterns(
    en=rf"(?:{_NOUNS['en']}|approved|authori[sz]ed|cleared|permitted|agreed|signed off|endorsed)"
    r"(?: in writing| given| granted)*(?: to it| to this)? (?:of|by|from)"
    r"(?: (?:the|its|a|an|any|each|managing|chief|general|competent|responsible|line|senior|deputy|head of))*",
    fr=rf"(?:{_NOUNS['fr']}|approuvee?s?|autorisee?s?|validee?s?|agreee?s?|acceptee?s?)(?: ecrite?| prealable| expres)*"
    r" (?:de|du|des|d|par)(?:[ '](?:l|la|le|les|son|sa|un|une|chaque|tout))*",
    es=rf"(?:{_NOUNS['es']}|aprobad[oa]s?|autorizad[oa]s?|validad[oa]s?|aceptad[oa]s?)"
    r"(?: escrit[oa]| previ[oa]| expres[oa]| por escrito)* (?:del?|por)(?: parte del?)?(?: (?:el|la|los|las|su|una?))*",
    pt=rf"(?:{_NOUNS['pt']}|aprovad[oa]s?|autorizad[oa]s?|validad[oa]s?|aceit[oa]s?)"
    r"(?: escrit[oa]| previ[oa]| express[oa]| por escrito)* (?:d[aeo]s?|por|pel[oa]s?)(?: parte d[aeo])?"
    r"(?: (?:o|a|os|as|seu|sua|um|uma))*",
)  # fmt: skip
# The same from management on: "the Employer has approved", "the Employer's consent", "the Employer has a veto".
_GIVES = word_patterns(
    en=rf"(?:(?:prior|previous|written|express|own|first|in writing|has|have|had|shall|must|may|can) )*"
    rf"(?:{_NOUNS['en']}|consents?|consented|approves?|approved|authori[sz]es?|authori[sz]ed|permits?|permitted|"
    r"agrees?|agreed)(?! (?:with|on|upon|between|that))|"
    r"(?:has|have|holds|retains|keeps) (?:(?:a|the|its|right|power|of) )*veto|(?:(?:may|can) )?veto(?:es)?",
    fr=r"(?:(?:y|l|a|ait|aura|ont|doit|n|ne|d'abord|les|donne|au prealable)[ '])*"
    r"(?:consenti|consent|consente|approuve|autorise|accepte|agree|valide)(?! avec)|"
    r"(?:y |ait |a |l'a )?(?:donne )son (?:accord|aval|consentement|agrement)|"
    r"(?:dispose|a|garde|conserve) (?:(?:d|un|du|le|droit|de)[ '])*veto",
    es=r"(?:(?:lo|la|los|las|haya|ha|hayan|deba|debera|podra|previamente) )*"
    r"(?:consienta|consentido|apruebe|aprueba|aprobado|autorice|autoriza|autorizado|acepte|acepta|aceptado|valide)"
    r"(?! con)|(?:haya |ha )?(?:de|dado|da) su (?:consentimiento|conformidad|aprobacion|visto bueno)|"
    r"(?:tiene|tendra|conserva|dispone) (?:(?:un|el|de|derecho|facultad) )*veto|(?:podra )?vetar\w*",
    pt=r"(?:(?:o|a|os|as|tenha|tiver|tem|deva|devera|podera|previamente) )*"
    r"(?:consinta|consentido|aprove|aprova|aprovado|autorize|autoriza|autorizado|aceite|aceita|valide)(?! com)|"
    r"(?:tem|tera|mantem|dispoe) (?:(?:um|o|de|direito|poder) )*veto|(?:podera )?vetar\w*",
)
# In Spanish and Portuguese management may stand behind its verb: "que apruebe la gerencia".
_BEHIND = word_patterns(
    en=r"(?!)",
    fr=r"qu'(?:approuve|autorise|agree|accepte|valide)(?:[ '](?:l|la|le))*",
    es=r"(?:apruebe|autorice|consienta|acepte|valide)n?(?: (?:el|la|los|las|su))*",
    pt=r"(?:aprove|autorize|consinta|aceite|valide)m?(?: (?:o|a|os|as|seu|sua))*",
)
# An office of the employer's.
OFFICE = word_patterns(
    en=r"officers?|heads?|directors?|managers?|superiors?|supervisors?|departments?|boards?|secretar\w+|chiefs?|"
    r"executives?|committee of management|services?|legal counsel|consultants?|president|dean|governors?|office|desk",
    ar=r"(?:ال)?(?:مدير\w*|رئيس\w*|مسؤول\w*|مسوول\w*|مشرف\w*|اداره|قسم|مكتب|مستشار\w*)",
    fr=r"direct\w+|chefs?|responsables?|delegue\w* a la protection|services?|superieurs?|cadres?|president\w*|bureau|"
    r"secretariat|conseil\w* d'administration|juriste\w*",
    es=r"direct\w+|jef[ea]s?|responsables?|superior\w*|gerent\w+|encargad\w+|oficina|departamento|delegad\w+ de "
    r"proteccion|secretari\w+|asesor\w*|presiden\w+",
    pt=r"diret\w+|chefes?|chefia|responsave\w+|superior\w*|gerent\w+|encarregad\w+|departamento|setor|gabinete|"
    r"secretari\w+|assessor\w*|presiden\w+",
)
_PAUSE = re.compile(r"[,.;:؛،]")
_BESIDE = 20  # letters between a "not" and the veto that the employer has not
_DENIED = 12  # letters behind a yes among which whose it is may stand


def reads_a_yes(same: SameWords) -> bool:
    """Whether the shapes of a yes are known in a language; in Arabic whoever stands nearest to the word gives it."""
    return same.words.language in _NOUNS


def employers_yes(text: str, same: SameWords) -> int:
    """How often a plain text needs the yes of management.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> employers_yes("printed only with the approval of the managing director", en)
    1
    >>> employers_yes("not taken by the employer before the union has given that consent", en)
    0
    """
    code = same.words.language
    management = {one.start: one.end for one in same.parties(text) if one.list == "employer"}
    offices = {match.start(): match.end() for match in OFFICE[code].finditer(text)}
    nots = [end for _, end in same.spans("negation", text)]
    pauses = [match.end() for match in _PAUSE.finditer(text)]
    asked = [match for pattern in (_OF, _BEHIND) for match in pattern[code].finditer(text)]
    asked = [one for one in asked if not _is_denied(one.start(), nots, pauses)]
    return sum(
        any(not text[match.end() : start].strip(" '") and start >= match.end() for match in asked)
        for start in {**offices, **management}
    ) + sum(_GIVES[code].match(text, end + 1) is not None for end in management.values() if text[end : end + 1] == " ")


def _is_denied(place: int, nots: Sequence[int], pauses: Sequence[int]) -> bool:
    """Whether a yes is not needed: "without the approval of"; "no text without the approval of" needs it."""
    begin = max((at for at in pauses if at <= place), default=0)
    return sum(begin <= at <= place for at in nots) % 2 == 1


def needed_no_yes_of_ours(ours: str, _: str, same: SameWords) -> bool:
    """Whether the words for consent that went were no yes of ours: "the Employer has no veto".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, yours = same_words("en"), "it is printed with the approval of the director"
    >>> needed_no_yes_of_ours("the union prints it; the employer has no veto", yours, en)
    True
    >>> needed_no_yes_of_ours("the union prints it; the union has a veto", yours, en)
    False
    """
    hits = [one for one in same.phrases(ours) if one.list == "consent"]
    named = [one for one in same.parties(ours) if one.list in ("employer", "union", "workers", "person")]
    stops = [match.end() for match in re.finditer(r"[.;:؛]", ours)]
    for one in hits:
        begin = max((at for at in stops if at <= one.start), default=0)
        before = [each for each in named if begin <= each.start < one.start]
        behind = [each for each in named if one.end <= each.start <= one.end + _DENIED and each.list != "employer"]
        since = before[-1].end if before else begin
        nots = [end for start, end in same.spans("negation", ours) if since <= start < one.start]
        denied = any(one.start - end <= _BESIDE and not re.search(r"[,،]", ours[end : one.start]) for end in nots)
        if not before or before[-1].list != "employer" or behind or not denied:
            return False
    return bool(hits)
