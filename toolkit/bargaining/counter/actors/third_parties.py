"""Who is neither of us and decides or names somebody: a court, an inspector; and the employer in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from toolkit.bargaining.counter.actors.who_acts import DECIDES
from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.same_words import SameWords
from toolkit.bargaining.counter.signals import Noticed

_NEUTRAL = word_patterns(
    en=r"courts?|tribunal|judges?|magistrate|arbitrators?|mediators?|conciliator|ombuds\w+|inspectors?|inspectorate|"
    r"ministry|registrar|notary|labou?r office|(?:public|supervisory|competent) authority|"
    r"(?:state |public )?(?:conciliation|mediation|arbitration) (?:service|board)",
    ar=r"\w{0,3}(?:محكمة|محاكم|قاض|قاضي|قضاء|محكم|محكمين|وسيط|موفق|مفتش|مفتشية|وزارة|وزير|موثق|نقيب)|"
    r"\w{0,3}(?:هيئة|سلطة|جهة) (?:ال)?(?:مستقلة|محايدة|رقابية|عمومية|عامة|قضائية)|كاتب العدل|\w{0,2}طبيب العمل|"
    r"(?:ال)?(?:دائرة|مصلحة|مكتب) (?:ال)?(?:وساطة|توفيق|تحكيم)(?: (?:ال)?حكومية)?",
    fr=r"(?:la )?justice|(?:le )?service (?:public )?de (?:conciliation|mediation)|"
    r"tribunal|tribunaux|cour|juges?|arbitres?|mediateurs?|conciliateurs?|inspecti?ons?|inspecteurs?|ministere|"
    r"notaire|conseil de prud'hommes|autorite (?:publique|de controle|competente)|medecin du travail",
    es=r"justicia(?: laboral)?|servicio (?:publico )?de (?:conciliacion|mediacion|arbitraje)|"
    r"tribunal(?:es)?|juzgados?|juez|jueza|arbitros?|mediador\w*|conciliador\w*|inspeccion|inspector\w*|ministerio|"
    r"notari\w+|autoridad (?:publica|de control|competente|laboral)|medico del trabajo",
    pt=r"justica(?: do trabalho)?|servico (?:publico )?de (?:conciliacao|mediacao|arbitragem)|"
    r"tribunal|tribunais|vara|juizo?|juiza|arbitros?|mediador\w*|conciliador\w*|inspecao|inspetor\w*|ministerio|"
    r"notari\w+|autoridade (?:publica|de controle|competente)|medico do trabalho",
)
# To whom one goes: a way to complain, and nobody who acts.
_GOES_TO = re.compile(
    r"(?:to|before|in|at|(?<!que )(?<!quando )a|al|ante|devant|au|aux|perante|ao|em|no|امام|الي|لدي|علي)"
    r"(?: the| el| la| le| l'| o| a)? ?$"
)
_STAYED = 0.4  # the share of the words that must stay where the employer stands for somebody


def compare_third_parties(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """The employer in the place of somebody who is neither of us.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "the chair is named by the president of the labour court"
    >>> [one.id for one in compare_third_parties(mine, "the chair is named by the employer", en)]
    ['decider']
    >>> list(compare_third_parties(mine, "the chair is named by a judge of the labour court", en))
    []
    """
    neutral = _NEUTRAL[same.words.language]
    had, has = ([one[0] for one in neutral.finditer(text)] for text in (ours, theirs))
    acting = [one.span() for one in neutral.finditer(ours) if one[0] not in has]
    acting = [span for span in acting if not _GOES_TO.search(ours[: span[0]])]
    if not acting or set(has) - set(had):
        return
    named = [sum(one.list == "employer" for one in same.parties(text)) for text in (ours, theirs)]
    if not named[0] < named[1] == 1:
        yield from _in_place(acting, ours, theirs, same)
    else:  # the sentence named no employer, and now nobody else decides
        yield Noticed("decider", "weakened", DECIDES, sure=False)


def _in_place(acting: Sequence[tuple[int, int]], ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """The employer where somebody else stood, in a sentence that stayed otherwise."""
    mine, yours = list(re.finditer(r"\w+", ours)), list(re.finditer(r"\w+", theirs))
    matcher = SequenceMatcher(None, [one[0] for one in mine], [one[0] for one in yours], autojunk=False)
    if sum(block.size for block in matcher.get_matching_blocks()) < _STAYED * max(len(mine), len(yours)):
        return
    employers = [one.start for one in same.parties(theirs) if one.list == "employer"]
    for tag, first, last, start, stop in matcher.get_opcodes():
        if tag != "replace":
            continue
        low, high = mine[first].start(), mine[last - 1].end()
        begin, end = yours[start].start(), yours[stop - 1].end()
        if any(low <= at < high for at, _ in acting) and any(begin <= at < end for at in employers):
            yield Noticed("decider", "weakened", DECIDES, sure=False)
            return


def acts_itself(ours: str, place: int, same: SameWords) -> bool:
    """Whether a court, or an arbitrator, is who acts at a place, so that no way to complain is meant."""
    found = [one for one in _NEUTRAL[same.words.language].finditer(ours) if one.start() <= place < one.end()]
    return bool(found) and all(not _GOES_TO.search(ours[: one.start()]) for one in found)
