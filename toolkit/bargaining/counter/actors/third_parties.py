"""Who is neither of us: a court or an inspector with the employer in its place, or a supplier in the employer's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from toolkit.bargaining.counter.actors.falls_to import OUTSIDE
from toolkit.bargaining.counter.actors.who_acts import DECIDES
from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.same_words import SameWords
from toolkit.bargaining.counter.signals import Noticed
from toolkit.languages import translatable

_NEUTRAL = word_patterns(
    en=r"courts?|tribunal|judges?|magistrate|arbitrators?|mediators?|conciliator|ombuds\w+|inspectors?|inspectorate|"
    r"ministry|registrar|notary|labou?r office|(?:public|supervisory|competent) authority|"
    r"(?:state |public )?(?:conciliation|mediation|arbitration) (?:service|board)",
    ar=r"(?:امين|ديوان) (?:ال)?مظالم|"
    r"\w{0,3}(?:محكمة|محاكم|قاض|قاضي|قضاء|محكم|محكمين|وسيط|موفق|مفتش|مفتشية|وزارة|وزير|موثق|نقيب)|"
    r"\w{0,3}(?:هيئة|سلطة|جهة) (?:ال)?(?:مستقلة|محايدة|رقابية|عمومية|عامة|قضائية)|كاتب العدل|\w{0,2}طبيب العمل|"
    r"(?:ال)?(?:دائرة|مصلحة|مكتب) (?:ال)?(?:وساطة|توفيق|تحكيم)(?: (?:ال)?حكومية)?",
    fr=r"(?:la )?justice|(?:le )?service (?:public )?de (?:conciliation|mediation)|"
    r"tribunal|tribunaux|cour|juges?|arbitres?|mediateurs?|conciliateurs?|inspecti?ons?|inspecteurs?|ministere|"
    r"defenseur des droits|notaire|"
    r"conseil de prud'hommes|autorite (?:publique|de controle|competente)|medecin du travail",
    es=r"justicia(?: laboral)?|servicio (?:publico )?de (?:conciliacion|mediacion|arbitraje)|"
    r"tribunal(?:es)?|juzgados?|juez|jueza|arbitros?|mediador\w*|conciliador\w*|inspeccion|inspector\w*|ministerio|"
    r"defensor\w* del pueblo|notari\w+|autoridad (?:publica|de control|competente|laboral)|medico del trabajo",
    pt=r"justica(?: do trabalho)?|servico (?:publico )?de (?:conciliacao|mediacao|arbitragem)|"
    r"tribunal|tribunais|vara|juizo?|juiza|arbitros?|mediador\w*|conciliador\w*|inspecao|inspetor\w*|ministerio|"
    r"ouvidor\w*|defensoria publica|notari\w+|autoridade (?:publica|de controle|competente)|medico do trabalho",
)
# To whom one goes: a way to complain, and nobody who acts.
_GOES_TO = re.compile(
    r"(?:to|before|in|at|(?<!que )(?<!quando )a|al|ante|devant|au|aux|perante|ao|em|no|امام|الي|لدي|علي)"
    r"(?: the| el| la| le| l'| o| a)? ?$"
)
# Who works for the employer from outside, without a name for it.
_WHOEVER = word_patterns(
    en=r"(?:whoever|(?:the|a|any) (?:person|body|entity|company|firm) (?:that|which|who)) "
    r"(?:suppli|provid|operat|runs?|develop|deliver|built|made|maintain)\w*",
    ar=r"(?:الجهه|الشركه|الموسسه|من) (?:التي |الذي )?[يت](?:ورد|قدم|زود|شغل|طور|دير|تولي)\w*",
    fr=r"(?:celui qui|quiconque|l'organisme qui|l'entreprise qui|la societe qui) (?:a )?"
    r"(?:fourni|exploit|dispens|developp|concu|livr)\w*",
    es=r"(?:quien(?:es)?|(?:la|una) (?:entidad|empresa|persona) que|(?:el|un) (?:organismo|tercero) que) "
    r"(?:suministr|prove|oper|impart|proporcion|prest|desarroll)\w*",
    pt=r"(?:quem|(?:a|uma) (?:entidade|empresa|pessoa) que|(?:o|um) (?:organismo|terceiro) que) "
    r"(?:fornec|oper|ministr|prest|desenvolv)\w*",
)
# Who is bound as well, and not instead.
_AS_WELL = word_patterns(
    en=r"joint(?:ly)?|alongside|together with|as well|likewise|also",
    ar=r"بالتضامن|\w?متضامن\w*|معه|معا|كذلك|ايضا",
    fr=r"solidair\w+|conjointement|egalement|aussi|aux cotes|ensemble",
    es=r"solidari\w+|conjuntamente|junto con|igualmente|tambien|asimismo",
    pt=r"solidari\w+|conjuntamente|juntamente|igualmente|tambem",
)
# Directly before somebody who was named already.
_THE_SAME = {
    code: re.compile(rf"(?<!\w)(?:{words}) ?$")
    for code, words in {
        "en": "this|that|these|those|such|the (?:said|same)",
        "ar": "هذا|هذه|هولاء|ذلك|نفس",
        "fr": "cet?|cette|ces|ledit|ladite|lesdits|(?:le|la) meme",
        "es": "est[eao]s?|es[eao]s?|dich[oa]s?|tal(?:es)?|(?:el|la) mism[oa]",
        "pt": "est[ea]s?|ess[ea]s?|dit[oa]s?|referid[oa]s?|tal|tais|(?:o|a) mesm[oa]",
    }.items()
}
# What belongs to both of us, or to neither.
_JOINT = word_patterns(
    en=r"committees?|both (?:parties|sides)|the parties|jointly|independent\w*|experts?|mediat\w+|arbitrat\w+",
    ar=r"\w{0,3}لجنه|\w{0,2}(?:الطرفان|الطرفين)|مشترك\w*|\w{0,2}مستقل\w*|\w{0,2}خبير\w*|\w{0,2}وساطه|\w{0,2}تحكيم|محايد\w*",
    fr=r"comites?|deux parties|les parties|conjoint\w*|independant\w*|experte?s?|mediat\w+|arbitr\w+|paritaires?",
    es=r"comites?|comision|ambas partes|las partes|dos partes|conjunt\w+|independientes?|expert\w+|perit\w+|mediaci\w+|"
    r"arbitra\w*|paritari\w+",
    pt=r"comites?|comissao|ambas as partes|as partes|duas partes|conjunt\w+|independentes?|especialistas?|perit\w+|"
    r"mediac\w+|arbitra\w*|paritari\w+",
)
# "The Employer or a Supplier": one more who is bound, and nobody in the employer's place.
_BESIDES = {
    code: re.compile(rf"(?<!\w)(?:{ands})(?: (?:{small}))* ?$")
    for code, ands, small in (
        ("en", "nor|or|and", "to|by|of|for|from|with|an?|the|any|each|every|all|no"),
        ("ar", "ولا|او|و", "اي|كل|لاي|لكل|باي|علي|من|الي"),
        ("fr", "ni|ou|et", "a|par|de|pour|avec|aux?|du|des|l'|les?|la|une?|tout|toute|tous|chaque|aucune?"),
        ("es", "ni|o|u|y|e", "al?|por|del?|para|con|el|l[ao]s?|una?|tod[oa]s?|cada|cualquier|ningun\\w*"),
        ("pt", "nem|ou|e", "aos?|as?|os?|por|pel[oa]s?|d[eoa]s?|para|com|uma?|tod[oa]s?|cada|qualquer|nenhum\\w*"),
    )
}
OUTSIDERS = translatable(
    "A supplier, a contractor or another outsider is named more often than in ours: “{theirs}”. "
    "See who has to do it now."
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


def compare_named_more(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """An outsider who is named more often, or the employer where both of us or somebody neutral was.

    Counting is enough: of 46 such paragraphs of five collections of answers 45 took something away, and all of 25 in
    which the employer stands more often and what is joint or neutral less. In whole paragraphs, both plain.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "the employer pays for the course, and both parties choose the teacher"
    >>> seen = compare_named_more(mine, "whoever supplies the tool pays for the course", en)
    >>> [(one.id, one.values["theirs"]) for one in seen]
    [('party-exchanged', 'whoever supplies')]
    >>> yours = "the employer pays for the course, and the employer's staff office chooses the teacher"
    >>> [one.id for one in compare_named_more(mine, yours, en)]
    ['decider']
    >>> mine, yours = "the employer must not film", "neither the employer nor a supplier may film"
    >>> list(compare_named_more(mine, yours, en))
    []
    >>> list(compare_named_more(mine, "the teacher is chosen by both parties and paid by the employer", en))
    []
    """
    code = same.words.language
    (all_had, had), (all_has, has) = _outsiders(ours, code), _outsiders(theirs, code)
    more = len(all_has) > len(all_had) and len(has) > len(had)
    if more and len(_AS_WELL[code].findall(theirs)) <= len(_AS_WELL[code].findall(ours)):
        new = next((one for one in has if one not in had), has[-1])
        yield Noticed("party-exchanged", "weakened", OUTSIDERS, False, {"theirs": new})
        return
    parties = [Counter(one.list for one in same.parties(text)) for text in (ours, theirs)]
    if parties[1]["employer"] <= parties[0]["employer"] or parties[1]["union"] > parties[0]["union"]:
        return  # "the Employer and the Union" may stand for "the parties"
    shared = [len(_JOINT[code].findall(text)) + len(_NEUTRAL[code].findall(text)) for text in (ours, theirs)]
    if shared[1] < shared[0]:
        yield Noticed("decider", "weakened", DECIDES, sure=False)


def _outsiders(text: str, code: str) -> tuple[list[str], list[str]]:
    """All who are named, and those who stand alone, not beside somebody by an "or" or an "and"."""
    found = sorted((*OUTSIDE[code].finditer(text), *_WHOEVER[code].finditer(text)), key=lambda one: one.start())
    found = [one for one in found if not _THE_SAME[code].search(text, 0, one.start())]
    return [one[0] for one in found], [one[0] for one in found if not _BESIDES[code].search(text, 0, one.start())]


def acts_itself(ours: str, place: int, same: SameWords) -> bool:
    """Whether a court, or an arbitrator, is who acts at a place, so that no way to complain is meant."""
    found = [one for one in _NEUTRAL[same.words.language].finditer(ours) if one.start() <= place < one.end()]
    return bool(found) and all(not _GOES_TO.search(ours[: one.start()]) for one in found)
