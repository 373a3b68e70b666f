"""Who decides, in the sentence that says so: another office, the employer's own word, a chair taken in turn no more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.bargaining.counter.actors.employers_yes import OFFICE
from toolkit.bargaining.counter.actors.who_acts import DECIDES
from toolkit.bargaining.counter.lexicon import more_often, word_patterns
from toolkit.bargaining.counter.meanings.other_forms import one_stem
from toolkit.bargaining.counter.meanings.same_words import NOT, OURS, Piece, SameWords
from toolkit.bargaining.counter.signals import PREVAILS, Noticed

_PAUSE = re.compile(r"[,;.:؛،](?:\s|$)")
_BESIDE = 4  # words before a verb among which its subject stands
# Has settled a thing: the verdict for which something waits.
_VERDICT = word_patterns(
    en=r"(?:has|have|had) (?:\w+ )?(?:decided|ruled|confirmed|found|agreed|approved|consented|ended|cleared|settled)|"
    r"decides|rules|confirms|approves|finds|agrees",
    ar=r"(?:يقرر|تقرر|قرر|قررت|يفصل|تفصل|فصل|فصلت|يبت|تبت|يؤكد|اكد|يوافق|وافق)",
    fr=r"(?:a|ont|ait|aient) (?:\w+ )?(?:decide|tranche|statue|confirme|juge|approuve|accepte)|decide|tranche|statue",
    es=r"(?:haya|hayan|ha|han) (?:decidido|resuelto|confirmado|fallado|aprobado|dictaminado)|decid[ae]|resuelv[ae]",
    pt=r"(?:tenha|tenham|tiver|tiverem|houver) (?:decidido|resolvido|confirmado|julgado|aprovado)|decid[ae]|resolv[ae]",
)
_CLOSE, _ARTICLE = 24, 6  # letters behind a word for naming, and of an article
# Somebody of the employer's is named as who names.
_NAMES = word_patterns(
    en=r"(?:named|appointed|chosen|designated) by|names|appoints|chooses|designates",
    ar=r"(?:يسمي|تسمي|يعين|تعين|يختار|تختار)\w{0,2}",
    fr=r"(?:nomme|designe|choisi)e?s? par|nomme|designe|choisit",
    es=r"(?:nombrad|designad|elegid)[oa]s? por|nombre|nombrara?|designe|designara?|elija|elegira",
    pt=r"(?:nomead|designad|escolhid|indicad)[oa]s? p(?:or|el[oa])|nomeie|nomeara|designe|designara|escolha|indique",
)
_AGREED = word_patterns(
    en=r"agree\w*|jointly|together|both", ar=r"\w{0,3}(?:اتفق|اتفاق|توافق|مشترك)\w{0,3}|الطرفان|معا",
    fr=r"s'accord\w+|accord|conviennent|ensemble|conjointement|d'entente", es=r"acuerd\w+|conveng\w+|conjunt\w+|ambas",
    pt=r"acord\w+|convencion\w+|conjunt\w+|ambas",
)  # fmt: skip
# Where the clause of a verdict begins.
_JOINS = word_patterns(
    en="until|till|unless|once|if|when|where|that|which|who|as long as|after|before|and|or",
    ar="حتي|الي ان|ما لم|اذا|متي|ان|الذي|التي|بعد ان|قبل ان",
    fr="jusqu'a ce qu\\w*|tant qu\\w*|sauf si|une fois qu\\w*|si|lorsqu\\w*|qu[ei]?|apres qu\\w*|avant qu\\w*|et|ou",
    es="hasta que|mientras|salvo que|una vez que|si|cuando|que|despues de que|antes de que|y|o",
    pt="ate que|enquanto|salvo se|uma vez que|se|quando|que|depois que|antes que|e|ou",
)
# In turn, the one and the other.
_IN_TURN = word_patterns(
    en=r"alternat\w+|rotat\w+|in turns?|by turns|turn and turn about|jointly|each party|both parties",
    ar=r"\w{0,3}تناوب\w*|بالتناوب|\w{0,2}دوري\w*|بالتداول",
    fr=r"altern\w+|a tour de role|tour a tour|rotati\w+|tournant\w*",
    es=r"altern\w+|por turnos?|rotati\w+|rota|rotan|turnan\w*",
    pt=r"altern\w+|por turnos?|rotativ\w+|em rodizio|reveza\w*",
)
_CHAIRS = word_patterns(
    en=r"chair\w*|presid\w+",
    ar=r"\w{0,3}(?:رئاسه|رئيس|يراس|تراس)\w*",
    fr=r"presid\w+",
    es=r"presid\w+",
    pt=r"presid\w+",
)
# What the employer says holds.
_ITS_WORD = word_patterns(
    en=r"the employer's (?:\w+ ){1,4}(?:stands|holds|counts|prevails|governs|is decisive|is final|is conclusive|"
    r"remains in force|shall stand|shall hold|shall prevail|shall govern|is followed|applies)",
    ar=r"(?:يعتد|يوخذ|يؤخذ|تسري|يسري|تبقي|يبقي) (?:ب)?\w+ صاحب العمل",
    fr=r"(?:le|la|les) \w+ (?:\w+ )?de l'employeur (?:prevau\w+|vaut|valent|fait foi|font foi|l'emporte\w*|s'impos\w+|"
    r"demeur\w+)",
    es=r"(?:el|la|los|las) \w+ (?:\w+ )?del empleador (?:prevalec\w+|vale|valen|rige|rigen|hace fe|se impon\w+|"
    r"permanec\w+)",
    pt=r"(?:o|a|os|as) \w+ (?:\w+ )?do empregador (?:prevalec\w+|vale|valem|rege|regem|faz fe|se impoe\w*|permanec\w+)",
)


def compare_verdicts(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """Who gives the verdict for which something waits, and whose word holds until then.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "it stays shut until the court has decided"
    >>> [one.id for one in compare_verdicts(mine, "it stays shut until the head of the store has decided", en)]
    ['approver']
    >>> list(compare_verdicts(mine, "until the court has decided it stays shut", en))
    []
    """
    code = same.words.language
    if _ITS_WORD[code].search(theirs) and not _ITS_WORD[code].search(ours):
        yield Noticed("prevails", "weakened", PREVAILS, sure=False)
    chairs = _CHAIRS[code]
    in_turn = [len(_IN_TURN[code].findall(text)) for text in (ours, theirs)]
    named = any(one.list == "union" for one in same.parties(theirs))
    if in_turn[0] > in_turn[1] and not named and chairs.search(ours) and chairs.search(theirs):
        yield Noticed("approver", "weakened", DECIDES, sure=False)
        return
    agreed = more_often(_AGREED[code], ours, theirs)
    if agreed and _named_by_an_office(theirs, same) and not _named_by_an_office(ours, same):
        yield Noticed("approver", "weakened", DECIDES, sure=False)
        return
    had = [word for one in _subjects(ours, same) for word in one]
    for office in _subjects(theirs, same):
        text = " ".join(office)
        new = had and not any(one == word or one_stem(one, word, same) for one in had for word in office)
        if new and OFFICE[code].search(text):
            yield Noticed("approver", "weakened", DECIDES, sure=False)
            return


def _named_by_an_office(text: str, same: SameWords) -> bool:
    """Whether an office of the employer's, or the employer, stands behind a word for naming somebody."""
    office = OFFICE[same.words.language]
    employers = [one.start for one in same.parties(text) if one.list == "employer"]
    return any(
        office.search(text, match.end(), match.end() + _CLOSE) is not None
        or any(0 <= at - match.end() <= _ARTICLE for at in employers)
        for match in _NAMES[same.words.language].finditer(text)
    )


def _subjects(text: str, same: SameWords) -> Iterator[list[str]]:
    """The words before each verdict in its clause, nobody of us among them."""
    arabic = same.words.language == "ar"
    pieces = [one for one in same.pieces(text) if one.name[0] != "#" and one.name != NOT]
    for match in _VERDICT[same.words.language].finditer(text):
        parts = (_PAUSE, _JOINS[same.words.language])
        begin = max((one.end() for part in parts for one in part.finditer(text, 0, match.start())), default=0)
        stop = _PAUSE.search(text, match.end())
        near: list[Piece] = [one for one in pieces if begin <= one.start and one.end <= match.start()][-_BESIDE:]
        if arabic:
            near = [one for one in pieces if match.end() <= one.start < (stop.start() if stop else len(text))][:2]
        if not near:
            continue
        low, high = near[0].start, near[-1].end
        if not any(one.list in OURS and low <= one.start < high for one in same.parties(text)):
            yield [text[one.start : one.end] for one in near]
