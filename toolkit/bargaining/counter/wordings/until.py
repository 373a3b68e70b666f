""" "Not before" and "until", "only once" and "not until": five languages say one thing in many ways."""

from __future__ import annotations

import re

from toolkit.bargaining.counter.lexicon import Found, word_patterns
from toolkit.bargaining.counter.meanings.denials import denials
from toolkit.bargaining.counter.meanings.other_forms import one_stem
from toolkit.bargaining.counter.meanings.same_words import SameWords, left_over
from toolkit.bargaining.counter.wordings.turns import newly, often

# Up to when something holds, or stays away.
UNTIL = word_patterns(
    en=r"until|till|unless and until|as long as|so long as|not yet|(?:had|has|have) not(?! (?:less|fewer|more))|"
    r"only after|only once|no sooner than|not earlier than|while",
    ar=r"و?الي ان|و?حتي|ما لم|طالما|ما دام\w*|طيله|الا بعد|الا متي|لا بعد|لم يكن قد|بعد ان",
    fr=r"tant qu\w*|aussi longtemps qu\w*|jusqu'a ce qu\w*|jusqu'a|n'avait pas|n'avaient pas|n'a pas|qu'apres|"
    r"qu'une fois|pas encore|une fois",
    es=r"hasta que|hasta|mientras|en tanto|no habia|no habian|no haya|no hayan|aun no|todavia no|solo despues|"
    r"solo tras|sino despues|una vez",
    pt=r"ate que|ate|enquanto|nao havia|nao haviam|nao tenha|nao tiver|nao tiverem|ainda nao|so depois|so apos|"
    r"somente depois|somente apos|senao depois|uma vez",
)

# As long as something is not yet so.
_WHILE_NOT = word_patterns(
    en=r"(?:as long as|so long as|while)(?: [\w()']+){1,12} (?:not|never)",
    ar=r"(?:ما دام\w*|طالما)(?: \w+){0,3} (?:لم|لا)|ما لم",
    fr=r"(?:tant qu\w*|aussi longtemps qu\w*)(?:[ ']\w+){0,5}[ ']n(?:e|'\w+)",
    es=r"(?:mientras|en tanto)(?: \w+){0,4} no",
    pt=r"enquanto(?: \w+){0,4} nao",
)
_AFTER = word_patterns(
    en="after|once|when",
    ar="بعد|متي|عند",
    fr="apres|une fois|lorsqu\\w*|quand",
    es="despues|tras|una vez|cuando",
    pt="depois|apos|uma vez|quando",
)
_STAYS = word_patterns(
    en=r"stays?|remains?|kept|keeps?|continues?",
    ar=r"[وف]?[يت](?:بقي|ظل|ستمر)\w*",
    fr=r"rest\w+|demeur\w+|continu\w+",
    es=r"permanec\w+|qued\w+|segui\w+|sigue\w*|mant\w+|continu\w+",
    pt=r"permanec\w+|fica\w*|continu\w+|mant\w+|segu\w+",
)

# Without something.
_PAUSE = re.compile(r"[,.;:؛،]")
_SOME = 12  # letters behind an "until" that tell it from another one
_ELSE = 2  # words that are gone beside the "before"
_ARTICLE = 8  # letters of an article between "failing" and what is lacking
_LACK = word_patterns(
    en=r"without|absent|failing|in the absence of|lacking",
    ar=r"[وف]?(?:دون|بدون|بلا|بغير|من غير|من دون|في غياب)",
    fr=r"sans|a defaut d\w*|faute d\w*|en l'absence d\w*",
    es=r"sin|a falta de|en ausencia de|en defecto de",
    pt=r"sem|na falta de|na ausencia de|a falta de",
)


_UNLESS = re.compile(
    r"unless|ما لم|الا (?:اذا|بعد|متي)|a moins|sauf si|salvo (?:que|se)|a menos|a no ser|a nao ser|excepto (?:que|si)|"
    r"exceto se"
)
# Without it, or if it has not been done.
_NOT_DONE = word_patterns(
    en=r"without|if (?:\w+ ){1,6}(?:not|never)|where (?:\w+ ){1,6}not",
    ar=r"(?:دون|من غير) ان|(?:اذا|ان) لم",
    fr=r"sans(?: qu\w*)?|(?:si|s'il|lorsqu\w*)(?: \w+){0,5} (?:ne|n'\w+)",
    es=r"sin(?: que)?|(?:si|cuando)(?: \w+){0,4} no",
    pt=r"sem(?: que)?|(?:se|quando)(?: \w+){0,4} nao",
)


def until(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "before" is said as "until", "as long as … not" or "only after".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> until("no tool is used before it is tested", "until it is tested, no tool is used", en)
    True
    >>> until("it is tested before it is used", "it shall not be used until it is tested", en)
    True
    >>> until("the tool is tested before it is used", "the tool is tested while it is used", en)
    False
    """
    pattern = UNTIL[same.words.language]
    lost = often("before", ours, same) - often("before", theirs, same)
    came = len(pattern.findall(theirs)) - len(pattern.findall(ours))
    denied = denials(ours, same).all
    denies = denials(theirs, same).all
    return 0 < lost <= came and (0 < denied <= denies + 1 or denies > denied)


# Until then, and until something that is said.
_UNTIL_THEN = word_patterns(
    en=r"until then|till then|before then|in the meantime|meanwhile",
    ar=r"حتي ذلك الحين|الي ذلك الحين|الي حينه|ريثما يتم ذلك",
    fr=r"jusque-la|jusqu'alors|d'ici la|entre-temps|dans l'intervalle",
    es=r"hasta entonces|entretanto|entre tanto|mientras tanto",
    pt=r"ate entao|ate la|entretanto|enquanto isso",
)
_UNTIL_IT_IS = word_patterns(
    en=r"(?:until|till)(?! then)|(?:as|so) long as",
    ar=r"(?:الي ان|حتي)(?! ذلك)|ما لم",
    fr=r"jusqu'a ce que?|tant que?|jusqu'a(?! present)",
    es=r"hasta que|mientras no|hasta(?! entonces)",
    pt=r"ate que|enquanto nao|ate(?! entao| la)",
)
# To do, give or have it: what "then" meant.
_DONE = word_patterns(
    en=r"done|given|so|made|sent|happen\w*|happened|it|comes?|came|received|has|have|been|is|this|that|case|"
    r"takes? place",
    ar=r"\w*(?:تم|حدث|حصل|فعل|عطي|رد|ذلك)\w*",
    fr=r"fait|faite|donnee?|soit|ait|l|il|elle|en|cela|ce|cas|lieu|ainsi|rendue?|envoyee?|recue?|intervien\w*|pas|n|ne|"
    r"est|a",
    es=r"haga\w*|hecho|de|den|dado|haya|ocurra|se|lo|la|asi|sea|produzca|eso|ello|llegue|reciba|emita|no|sucede|suceda",
    pt=r"faca\w*|feito|de|deem|dado|dada|seja|ocorra|se|o|a|isso|assim|aconteca|chegue|receba|emita|nao|tenha|haja",
)


def until_that(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "until then" became "until it is given", of what ours names as well.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "it answers within 9 days; until then no fine is due"
    >>> until_that(mine, "it answers within 9 days; until the answer is given no fine is due", en)
    True
    >>> until_that(mine, "it answers within 9 days; until the board has met no fine is due", en)
    False
    """
    code = same.words.language
    then = len(_UNTIL_THEN[code].findall(ours)) - len(_UNTIL_THEN[code].findall(theirs))
    lost = often("before", ours, same) - often("before", theirs, same)
    clauses = list(_UNTIL_IT_IS[code].finditer(theirs))
    clauses = [one for one in clauses if theirs[one.start() : one.end() + _SOME] not in ours]
    if not 0 < lost <= then or len(clauses) < lost or denials(theirs, same).all < denials(ours, same).all:
        return False
    known = {one.name for one in same.pieces(ours)}
    words = [ours[one.start : one.end] for one in same.pieces(ours)]
    for match in clauses:
        pause = _PAUSE.search(theirs, match.end())
        end = pause.start() if pause else len(theirs)
        own = [one for one in same.pieces(theirs) if match.end() <= one.start < end]
        new = [
            one
            for one in own
            if one.name not in known and not any(one_stem(theirs[one.start : one.end], word, same) for word in words)
        ]
        light = {start for start, _ in same.spans("light", theirs)}
        said = [theirs[one.start : one.end].split() for one in new if one.start not in light]
        if not all(_DONE[code].fullmatch(word) for one in said for word in one):
            return False
    return True


def until_not(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "until it is" became "as long as it is not".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> until_not("until it is filled, no tasks move", "as long as it is not filled, no tasks move", en)
    True
    >>> until_not("until it is filled, no tasks move", "until it is filled, tasks do not move", en)
    False
    """
    pattern = _WHILE_NOT[same.words.language]
    ended = [
        sum(
            not any(each.start() <= one.start() < each.end() for each in pattern.finditer(text))
            for one in UNTIL[same.words.language].finditer(text)
        )
        for text in (ours, theirs)
    ]
    before = often("before", ours, same) > often("before", theirs, same)
    return len(pattern.findall(theirs)) > len(pattern.findall(ours)) and (ended[0] > ended[1] or before)


def stays_until(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "shall not be opened before" became "stays closed until".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> stays_until("it shall not be opened before noon", "it stays closed until noon", en)
    True
    >>> stays_until("it shall not be opened before noon", "it stays open", en)
    False
    """
    pattern, stays = UNTIL[same.words.language], _STAYS[same.words.language]
    lost = often("before", ours, same) - often("before", theirs, same)
    came = len(pattern.findall(theirs)) - len(pattern.findall(ours))
    return 0 < lost <= came and stays.search(theirs) is not None


def only_once(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether one text says "not until", and the other "only once".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> only_once("until noon it has no effect", "it has effect only once it is noon", en)
    True
    >>> only_once("it has no effect", "it has effect only once", en)
    False
    """
    pattern, code = UNTIL[same.words.language], same.words.language
    void = often("remedy", ours, same) > 0  # "has no effect"
    waits = pattern.search(ours) is not None or often("before", ours, same) > 0
    until = waits and (void or denials(ours, same).all > 0)
    limited = same.has("closed", theirs) > same.has("closed", ours) or bool(newly("exception", ours, theirs, same))
    return until and limited and re.search(rf"(?<!\w)(?:{_AFTER[code].pattern})", theirs) is not None


def none_lacking(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "only with" became "not, failing": "à défaut d’accord, il ne peut être utilisé"."""
    lack = _LACK[same.words.language]
    more = len(lack.findall(theirs)) > len(lack.findall(ours))
    return more and same.has("closed", ours) > 0 and denials(theirs, same).all >= 1


def only_after(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether the new "except" only says "not until": "does not begin except after"."""
    after = _AFTER[same.words.language]
    new = newly("exception", ours, theirs, same)
    return (
        bool(new)
        and (often("before", ours, same) > 0 or UNTIL[same.words.language].search(ours) is not None)
        and all(after.match(theirs[one.end :].lstrip()) or _nots(theirs, one) for one in new)
        and any(after.match(theirs[one.end :].lstrip()) for one in new)
    )


def _nots(text: str, found: Found) -> bool:
    """Whether a phrase only says "does not apply", before its "except"."""
    return text.startswith(("لا ", "does not", "do not", "ne ", "no ", "nao "), found.start)


def not_unless(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "not before it has ended" became "not unless", "not without" or "not if it has not": one for each.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, theirs = same_words("en"), "it shall not be deleted unless the time has ended"
    >>> not_unless("it shall not be deleted before the time has ended", theirs, en)
    True
    >>> not_unless("it shall not be deleted", theirs, en)
    False
    >>> not_unless("it shall not start before the test of the lamps has ended", "it shall not start without reason", en)
    False
    """
    code = same.words.language
    fewer = often("before", ours, same) - often("before", theirs, same)
    if fewer <= 0:
        return False
    new = [one for one in newly("exception", ours, theirs, same) if _UNLESS.match(theirs, one.start)]
    without = len(_NOT_DONE[code].findall(theirs)) - len(_NOT_DONE[code].findall(ours))
    denied = denials(ours, same).all > 0 and denials(theirs, same).all > 1
    gone = [one for one in left_over(same.pieces(ours), same.pieces(theirs))[0] if one.name[0] not in "@#!"]
    return fewer <= len(new) + max(without, 0) and denied and len(gone) <= _ELSE


def failing_it(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "failing consent" became "if it is not given".

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "it asks for the consent; failing consent, the use stops"
    >>> failing_it(mine, "it asks for the consent; if it is not given, the use stops", en)
    True
    >>> failing_it(mine, "it asks for the consent; the use stops in time", en)
    False
    """
    lack, not_done = _LACK[same.words.language], _NOT_DONE[same.words.language]
    ends = [match.end() for match in lack.finditer(ours)]
    lacking = [one for one in same.phrases(ours) if one.list == "consent"]
    lacking = [one for one in lacking if any(0 <= one.start - end <= _ARTICLE for end in ends)]
    fewer = often("consent", ours, same) - often("consent", theirs, same)
    return 0 < fewer <= len(lacking) and len(not_done.findall(theirs)) > len(not_done.findall(ours))
