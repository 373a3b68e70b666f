"""A condition in a participle: "Reconhecida a falha, …", "una vez comprobado el daño", "once it is confirmed"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.bargaining.counter.lexicon import plain, word_patterns
from toolkit.bargaining.counter.meanings.excerpts import short
from toolkit.bargaining.counter.meanings.other_forms import one_stem
from toolkit.bargaining.counter.meanings.same_words import NOT, SameWords
from toolkit.bargaining.counter.signals import CONDITION, Noticed

_OWN = 2  # words of its own that such a clause must bring
_PAUSE = re.compile(r"[,.;:؛،](?:\s|$)")
# Found to be so, or allowed, by somebody: at the head of a clause it says on what the rest depends.
_FOUND = word_patterns(
    en=r"(?:once|upon|subject to|after) (?:\w+ ){0,4}?(?:confirm\w*|recogni\w+|approv\w+|verif\w+|establish\w*|"
    r"prove[nd]?|"
    r"admitted|admission|validat\w+|certif\w+|cleared|clearance|accept\w+)",
    ar=r"(?:متي|بعد|عند|بشرط|شرط)(?: ان)? \w{0,2}(?:ثبوت|ثبت|تاكد|التاكد|التحقق|تحقق|اقرار|اعتماد|اعتمد|موافقه|"
    r"قبول)\w{0,2}",
    fr=r"(?:une fois |sous reserve d\w+ |apres )?(?:reconnue?s?|etablie?s?|prouvee?s?|constatee?s?|confirmee?s?|"
    r"verifiee?s?|"
    r"approuvee?s?|validee?s?|demontree?s?|admise?s?|homologuee?s?|caracterisee?s?)(?= )",
    es=r"(?:una vez )?(?:reconocid|comprobad|acreditad|constatad|confirmad|verificad|aprobad|autorizad|homologad|"
    r"demostrad|"
    r"probad|admitid|validad|justificad|apreciad|cumplid|estimad)[oa]s?|existiendo|concurriendo",
    pt=r"(?:uma vez |depois de |quando |se )?(?:reconhecid|comprovad|constatad|verificad|demonstrad|provad|confirmad|"
    r"aprovad|autorizad|homologad|deferid|admitid|acolhid|apurad|atestad|certificad|evidenciad|caracterizad|configurad|"
    r"justificad|validad|julgad|declarad|preenchid|satisfeit|cumprid|atendid|obtid|licenciad|reputad|considerad|"
    r"identificad|estabelecid|instaurad|formalizad|regularizad)[oa]s?(?= (?:[oa]s? |em |n[oa]s? |pel[oa]s? |que |"
    r"por |essa |"
    r"esse |tal |a sua |o seu ))|existindo|subsistindo|persistindo|ocorrendo|verificando-se|comprovando-se|"
    r"confirmando-se|constatando-se|presentes? (?:[oa]s? )",
)

# If not.
_IF_NOT = word_patterns(
    en=r"otherwise|failing \w+|in default",
    ar="والا|فالا|في غياب|عند عدم|في حال عدم",
    fr="a defaut|faute d[e'u]|sinon",
    es="en su defecto|de lo contrario|en caso contrario|a falta de|en ausencia de",
    pt="caso contrario|na falta d\\w+|em caso contrario|na ausencia de",
)


def said_by_otherwise(one: Noticed, ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what looks like a new condition was our "otherwise": "if it is not given, the use stops".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, seen = same_words("en"), Noticed("new-if", "weakened", CONDITION, False, {"theirs": "if it is not given"})
    >>> said_by_otherwise(seen, "otherwise the use stops", "if it is not given, the use stops", en)
    True
    >>> said_by_otherwise(seen, "the use stops", "if it is not given, the use stops", en)
    False
    >>> other = Noticed("new-if", "weakened", CONDITION, False, {"theirs": "if the budget does not allow"})
    >>> said_by_otherwise(other, "otherwise the use stops", "if the budget does not allow, the use stops", en)
    False
    """
    pattern, clause = _IF_NOT[same.words.language], plain(str(one.values.get("theirs", "")))
    gone = len(pattern.findall(ours)) > len(pattern.findall(theirs))
    known = {NOT, *same.ifs, *(each.name for each in same.pieces(ours))}
    own = [each for each in same.pieces(clause) if each.name not in known]
    return gone and one.id == "new-if" and len(own) <= 1 and bool(same.spans("negation", clause))


def compare_openings(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """A clause by which all depends on what somebody has found or allowed first, and of which ours says nothing.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> pt, mine = same_words("pt"), "a medida fica suspensa desde a carta do sindicato"
    >>> yours = "reconhecida em despacho a gravidade dos fatos, a medida fica suspensa"
    >>> [one.id for one in compare_openings(mine, yours, pt)]
    ['new-if']
    >>> list(compare_openings("se a gravidade for reconhecida em despacho, a medida fica suspensa", yours, pt))
    []
    """
    known = {one.name for one in same.pieces(ours)}
    words = [ours[one.start : one.end] for one in same.pieces(ours)]
    for match in _FOUND[same.words.language].finditer(theirs):
        if theirs[: match.start()].rstrip()[-1:] not in ("", ",", ".", ";", ":", "؛", "،"):
            continue  # "the measure approved by both"
        stop = _PAUSE.search(theirs, match.end())
        if stop is None:
            continue
        clause = theirs[match.start() : stop.start()]
        own = [
            one
            for one in same.pieces(theirs)
            if match.start() <= one.start < stop.start()
            and one.name not in known
            and one.name != NOT
            and one.name[0] not in "@#"
            and not any(one_stem(theirs[one.start : one.end], word, same) for word in words)
        ]
        if len(own) >= _OWN and any(one.start < match.end() for one in own):
            yield Noticed("new-if", "weakened", CONDITION, False, {"theirs": short(clause)})
            return
