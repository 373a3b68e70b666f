"""What comes to somebody, in whatever words: a right that is due to him, what he is told, and what he need not do."""

from __future__ import annotations

import re

from toolkit.bargaining.counter.actors.agents import joint_bodies
from toolkit.bargaining.counter.lexicon import Found, word_patterns
from toolkit.bargaining.counter.meanings.denials import denials
from toolkit.bargaining.counter.meanings.same_words import SameWords

_BESIDE = 22  # letters between what is due and to whom


# A report is information.
_REPORT = word_patterns(
    en=r"reports?|statement|account|written notice|figures|list|explain\w*",
    ar=r"\w{0,3}(?:تقرير|بلاغ|بيان|كشف|اشعار|يشرح|تشرح|شرح)\w{0,3}",
    fr=r"rapports?|comptes? rendus?|comptes?-rendus?|etat ecrit|un ecrit|releve|bilan|expliqu\w+",
    es=r"informes?|reportes?|relacion escrita|un escrito|memoria escrita|explic\w+",
    pt=r"relatorios?|relatos?|relacao escrita|um escrito|demonstrativo|explic\w+",
)
# Among the first words, "the Union shall have from the Employer".
_HAVE_FROM = word_patterns(
    en=r"(?:shall|will|must) have from|has from|have from|from the employer",
    ar=r"من صاحب العمل|يصل(?: الي)?|تصل(?: الي)?",
    fr=r"de l'employeur|est destinataire|a connaissance",
    es=r"del empleador|por el empleador|tendra conocimiento|debera saber",
    pt=r"do empregador|pelo empregador|tera conhecimento|devera saber",
)
# What is due to somebody, or comes to him, he has a right to.
_DUE = word_patterns(
    en=r"(?:is|are|shall be) (?:due|owed|open|reserved|guaranteed|assured|granted) to|belongs? to|(?:comes|goes) to",
    ar=r"[يت]حق|[يت]ستحق\w*|من حق|مكفول\w*|مستحق\w*",
    fr=r"(?:est|sont) (?:due?s?|ouverte?s?|acquise?s?|reconnue?s?|garantie?s?|assuree?s?|accordee?s?)|revien\w+"
    r"|appartien\w+",
    es=r"corresponde\w*|asiste\w*|pertenece\w*"
    r"|(?:es|son|queda|quedan|esta|estan|estara|estaran|quedara|quedaran|sera) "
    r"(?:licit|permitid|debid|abiert|reconocid|garantizad|asegurad)\w+",
    pt=r"cabe\w*|compete\w*|assiste\w*|pertence\w*"
    r"|(?:e|sao|fica|ficam) (?:devid|abert|reconhecid|garantid|assegurad)\w+",
)
# Before it, to whom: "to each of them is guaranteed".
_TO_EACH = word_patterns(
    en=r"to (?:each|every|all|any|the|them)",
    ar=r"لكل|لاي|لجميع|لل\w+",
    fr=r"(?:a|aux?) (?:chacun\w*|chaque|tou[ts]\w*|eux|elles)|aux?",
    es=r"al?|a los|a las",
    pt=r"aos?|as?",
)
# Free of a duty.
SPARED = word_patterns(
    en=r"without (?:having|being obliged|being required|needing) to",
    ar=r"(?:دون|من غير|بدون|بلا) (?:ان يضطر|ان تضطر|ان يلزم|ان تلزم|حاجة الي|حاجه الي|الزامه\w?|ان يكون عليه|ان يطالب)",
    fr=r"sans (?:avoir a|etre tenue?s? de|devoir)",
    es=r"sin (?:tener que|estar obligad\w+ a|necesidad de|deber)",
    pt=r"sem (?:ter de|ter que|precisar|ser obrigad\w+ a|necessidade de)",
)
# What an article is not: a promise.
_PROMISE = re.compile(r"engag|comprom|oblig|promes|undertak|commit|promis|تعهد|التزام|وعد")
_AND_US_AT = {
    "en": "and (?:an? |the )?",
    "ar": "و ?(?:ال)?",
    "fr": "et (?:l'|le |la |les |un |une |du )?",
    "es": "y (?:el |la |los |las |un |una )?",
    "pt": "e (?:o |a |os |as |um |uma |pelo |pela )?",
}
# Behind who does it: nothing, or when and where, and no verb of its own.
_DONE = {
    code: re.compile(rf" ?(?:$|[.,;:؛،)]| ?(?:{words})(?!\w))")
    for code, words in {
        "en": "in|within|before|after|at|together|jointly",
        "ar": "في|خلال|قبل|بعد|معا|كتابه",
        "fr": "dans|avant|apres|en|ensemble|conjointement",
        "es": "en|antes|dentro|tras|juntos|conjuntamente",
        "pt": "em|no|na|antes|dentro|apos|juntos|conjuntamente",
    }.items()
}
_AND_SHALL = word_patterns(
    en=r"(?:and|or) (?:shall|must|will)",
    ar=r"وعليه\w? ان|ويجب عليه\w? ان|ويلتزم|وتلتزم",
    fr=r"et (?:il |elle )?(?:doit|doivent|est tenue? de)",
    es=r"y (?:debera|deberan|debe|deben)",
    pt=r"e (?:devera|deverao|deve|devem)",
)
_STOPS, _ENDS = re.compile(r"[.;:؛،,]"), re.compile(r"[.;:؛]")
_INFORMED = ("union", "workers", "person", "service_users", "applicants")
_WE = ("union", "workers", "person")


def due(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what somebody of us is entitled to is due to him.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> due("a worker is entitled to a break", "a break is due to every worker", en)
    True
    >>> due("a worker is entitled to a break", "a break is due to the employer", en)
    False
    """
    pattern = _DUE[same.words.language]
    found = [match.end() for match in pattern.finditer(theirs)]
    receiving = [one.start for one in same.parties(theirs) if one.list in _INFORMED]
    near = [end for end in found if any(0 <= start - end <= _BESIDE for start in receiving)]
    near += [match.end() for match in pattern.finditer(theirs) if _to_one_of_us(theirs, match.start(), same)]
    return len(near) > sum(
        any(0 <= one.start - match.end() <= _BESIDE for one in same.parties(ours) if one.list in _INFORMED)
        for match in pattern.finditer(ours)
    )


def _to_one_of_us(text: str, place: int, same: SameWords) -> bool:
    """Whether a stretch begins with whom it is due to, and the employer is not named in it."""
    begin = max((one.end() for one in _STOPS.finditer(text, 0, place)), default=0)
    clause = text[begin:place].strip()
    named = {one.list for one in same.parties(clause)}
    return _TO_EACH[same.words.language].match(clause) is not None and "employer" not in named


def reported(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what was told is reported, or had from the employer."""
    report, have = _REPORT[same.words.language], _HAVE_FROM[same.words.language]
    informed = [ours[one.start : one.end] for one in same.parties(ours) if one.list in _INFORMED]
    meeting = all(one in joint_bodies(same) for one in informed)  # the committee may be told at its meeting
    told = any(one.list in _INFORMED for one in same.parties(theirs)) or meeting
    reports = len(report.findall(theirs)) > len(report.findall(ours))
    had = len(have.findall(theirs)) > len(have.findall(ours))
    return told and (reports or had)


def spared(text: str, same: SameWords) -> int:
    """How often somebody need not do a thing, where the employer is not who it is.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> spared("a worker may refuse without having to give reasons", same_words("en"))
    1
    >>> spared("the employer may refuse without having to give reasons", same_words("en"))
    0
    """
    found = 0
    for match in SPARED[same.words.language].finditer(text):
        begin = max((one.end() for one in _ENDS.finditer(text, 0, match.start())), default=0)
        named = {one.list for one in same.parties(text[begin : match.start()])}
        found += bool(named & set(_INFORMED)) and "employer" not in named
    return found


def no_promise(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what a text is no promise of was denied before, and the employer is not named beside it.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> fr = same_words("fr")
    >>> no_promise("ce texte n'est pas une promesse de paix", "ce texte ne vaut pas engagement de paix", fr)
    True
    >>> no_promise("l'employeur ne forme pas les chefs", "ce texte ne vaut pas engagement de l'employeur", fr)
    False
    """
    hits = [one for one in same.phrases(theirs) if one.list == "released"]
    return denials(ours, same).all >= len(hits) and all(
        _PROMISE.search(theirs, one.start, one.end) is not None and "employer" not in _named_around(theirs, one, same)
        for one in hits
    )


def with_us(_: str, theirs: str, same: SameWords) -> bool:
    """Whether the employer decides with us: "laid down by the Employer and a Representative".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> with_us("both fix it", "it is fixed by the employer and the union", en)
    True
    >>> with_us("both fix it", "it is fixed by the employer and told to the union", en)
    False
    """
    ends = [one.end for one in same.phrases(theirs) if one.list in ("discretion", "employer_may")]
    ours_at = {
        one.start
        for one in same.parties(theirs)
        if one.list in ("union", "workers") and _DONE[same.words.language].match(theirs, one.end)
    }
    return bool(ends) and all(_beside_us(theirs, end, ours_at, same) for end in ends)


def _beside_us(text: str, place: int, ours_at: set[int], same: SameWords) -> bool:
    match = re.compile(rf" (?:{_AND_US_AT[same.words.language]})").match(text, place)
    return match is not None and match.end() in ours_at


def _named_around(text: str, found: Found, same: SameWords) -> set[str]:
    begin = max((one.end() for one in _ENDS.finditer(text, 0, found.start)), default=0)
    end = next((one.start() for one in _ENDS.finditer(text, found.end)), len(text))
    return {one.list for one in same.parties(text[begin:end])}


def said_twice(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether a new duty only says "shall" once more, before what we had to do already.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> said_twice("the union shall answer and give reasons", "the union shall answer and shall give reasons", en)
    True
    >>> said_twice("the union shall answer", "the union shall answer and shall pay the cost", en)
    False
    """
    known = {one.name for one in same.pieces(ours)}
    again = []
    for match in _AND_SHALL[same.words.language].finditer(theirs):
        stop = next((one.start() for one in _STOPS.finditer(theirs, match.end())), len(theirs))
        names = [one.name for one in same.pieces(theirs) if match.end() <= one.start < stop]
        again.append(2 * sum(name in known for name in names) >= len(names) > 0)
    return bool(again) and all(again)


def told_by_us(text: str, same: SameWords) -> bool:
    """Whether it was the union or a worker who had to tell the employer."""
    found = same.phrases(text)
    hits = [place for place, one in enumerate(found) if one.list == "inform"]
    for place in hits:
        before = next((one.list for one in reversed(found[:place]) if one.list in (*_WE, "employer")), "")
        after = next((one.list for one in found[place + 1 :] if one.list in (*_WE, "employer")), "")
        if before not in _WE or after != "employer":
            return False
    return bool(hits)
