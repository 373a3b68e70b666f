"""A sentence by which an agreement takes itself back: put second, suspended, left, declared to bind nobody.

Such sentences stand in a paragraph or an article of their own, where no words of ours are gone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.same_words import OURS, SameWords
from toolkit.bargaining.counter.signals import CONDITION, PREVAILS, SIGNALS, Noticed

_SENTENCES = {row.id: row.sentence for row in SIGNALS} | {"prevails": PREVAILS, "new-if": CONDITION}
_BEHIND = 40  # letters behind a right or a duty in which it is said whose it is
_NEAR = 30  # and behind "nothing obliges", whom

# What is ours as a whole: the agreement, its articles, what they lay down.
_OURS = {
    "en": r"(?:(?:this|the present|the) (?:agreement|articles?|annex(?:es)?|preamble|provisions?|dut(?:y|ies)|"
    r"obligations?|"
    r"foregoing|above|paragraphs?|schedules?|appendix|appendices|rules|commitments?|protocol)|these (?:articles|"
    r"provisions|duties|obligations|rules|commitments)|(?:articles?|paragraphs?|clauses?) \d+|an article|any article|"
    r"here|herein|hereunder|what is agreed)",
    "ar": r"[وفبلك]{0,2}(?:هذا (?:ال)?اتفاق|هذه (?:ال)?(?:ماده|مواد|قواعد|احكام|التزامات|ملاحق)|"
    r"(?:ال)?(?:ملاحق|ملحق|ديباجه|"
    r"احكام|مواد|ماده|فقره|فقرات|التزامات\w*|اتفاق)|للملاحق|ما (?:تقدم|سبق|ورد اعلاه|اتفق عليه)|فيما (?:تقدم|"
    r"سبق)|هنا)",
    "fr": r"(?:(?:le |du |au )?present accord|(?:le |du |au )?present article|cet (?:accord|article)|(?:les? |"
    r"la |des? |du |aux? |l')"
    r"(?:annexes?|preambule|dispositions?|stipulations?|obligations?|accord|articles?|paragraphes?|"
    r"engagements?|regles)|"
    r"ces (?:obligations|dispositions|regles|engagements|articles)|ce qui precede|de ce qui precede|un article|"
    r"(?:articles?|paragraphes?) \d+|ici|ci-dessus|aux presentes|les presentes)",
    "es": r"(?:(?:este|el presente|del presente|al presente) (?:acuerdo|articulo|convenio|pacto)|(?:el |la |"
    r"los |las |del |al |lo )"
    r"(?:anexos?|preambulo|disposiciones|disposicion|estipulaciones|obligaciones|acuerdo|articulos?|parrafos?|"
    r"compromisos|reglas|anterior|pactado|aqui pactado|dispuesto)|est[ao]s (?:obligaciones|disposiciones|"
    r"reglas|compromisos|"
    r"articulos)|(?:articulos?|parrafos?|clausulas?) \d+|un articulo|aqui)",
    "pt": r"(?:(?:este|o presente|d[eo] presente|deste|neste|ao presente) (?:acordo|convenio)|(?:est|dest|"
    r"nest)a clausula|"
    r"(?:[oa]s? |d[oa]s? |n[oa]s? |aos? )(?:anexos?|preambulo|disposicoes|disposicao|obrigacoes|acordo|"
    r"clausulas?|paragrafos?|"
    r"compromissos|regras|disposto|que precede|que aqui)|(?:est|dest|ess|dess)as (?:obrigacoes|disposicoes|"
    r"regras|clausulas)|"
    r"(?:clausulas?|paragrafos?) \d+|uma clausula|aqui)",
}


def _with_ours(**by_language: str) -> dict[str, re.Pattern[str]]:
    """Patterns in which OURS is what the agreement is called, and GAP a few words."""
    return word_patterns(
        **{
            code: words.replace("OURS", _OURS[code]).replace("GAP", r"(?:[^\w.;؛]+\w+){0,7}[^\w.;؛]+")
            for code, words in by_language.items()
        }
    )


_MENTIONED = _with_ours(**dict.fromkeys(_OURS, "OURS"))
_SUSPENDED = _with_ours(
    en=r"OURSGAP(?:(?:is|are|be|stands?|remains?) (?:suspended|deferred|postponed|disapplied|set aside|on hold|"
    r"in abeyance)|"
    r"(?:do|does|shall|will) not apply|ceases? to (?:apply|bind|have effect)|have no effect)",
    ar=r"(?:يوقف|توقف|يعلق|تعلق|يجمد|تجمد|يرجا|ترجا|يوجل|توجل)(?: العمل| تطبيق| تنفيذ| سريان)*(?: ب?جميع| كل)? OURS|"
    r"(?:لا|لن) (?:يسري|تسري|ينطبق|تنطبق|يطبق|تطبق) OURS",
    fr=r"OURSGAP(?:(?:est|sont|reste|restent|demeurent?) (?:suspendue?s?|differee?s?|reportee?s?|gelee?s?|"
    r"ecartee?s?)|"
    r"cessent? de (?:s'appliquer|produire)|(?:ne|n') ?(?:s'appliquent?|jouent?|valent|produi(?:t|sent)|ont?) "
    r"(?:pas|plus))",
    es=r"OURSGAP(?:(?:queda|quedan|quedara|quedaran|seran?|estaran?) (?:en suspenso|suspendid[oa]s?|"
    r"aplazad[oa]s?|diferid[oa]s?|"
    r"sin (?:efecto|aplicacion))|se suspende\w*|no (?:se aplicaran?|se aplican?|regiran?|rigen?)|dejan? de "
    r"(?:aplicarse|producir))",
    pt=r"OURSGAP(?:(?:fica|ficam|ficara|ficarao|sera|serao|estara|estarao) (?:em suspenso|suspens[oa]s?|adiad[oa]s?|"
    r"diferid[oa]s?|sem (?:efeito|aplicacao))|suspende(?:m|r)?-se|nao (?:se aplicam?|se aplicara\w*)|deixam? "
    r"de (?:aplicar|produzir))",
)
_OUTSIDE = _with_ours(
    en=r"outside(?: of)?(?: the (?:scope|reach|field) of)? OURS|(?:excluded|exempt(?:ed)?|carved out|taken "
    r"out) (?:from|of) OURS|"
    r"(?:opt|contract|step)s? out of(?: \w+){0,2} OURS|(?:withdraw|disengage|derogate|depart|resile)s? from(?: "
    r"\w+){0,2} "
    r"(?:OURS|articles)",
    ar=r"(?:خارج|من|عن) نطاق (?:تطبيق )?OURS|(?:يستثني|تستثني|مستثناه?|معفاه?) من(?: \w+){0,2} OURS|"
    r"(?:تخرج|يخرج|ينسحب|تنسحب|يتحلل|تتحلل) (?:من|عن)(?: \w+){0,2} (?:OURS|مواد|نطاق)",
    fr=r"(?:en dehors|hors)(?: du champ)? (?:d'application )?(?:de |du )?OURS|(?:exclue?s?|exemptee?s?|"
    r"exceptee?s?) (?:de |du )?OURS|"
    r"(?:se retire\w*|sortir|sort|se degage\w*|deroge\w*|se delie\w*) (?:du champ )?(?:de |du |d'|a |au "
    r")(?:\w+ ){0,3}(?:OURS|article|accord)",
    es=r"fuera (?:del ambito )?(?:de |del )OURS|(?:excluid|exent|exceptuad)[oa]s? (?:de |del )OURS|"
    r"(?:retirarse|desvincularse|apartarse|separarse|descolgarse|salir|exceptuarse) (?:del?|de la) (?:\w+ ){0,2}"
    r"(?:OURS|acuerdo|articulos)",
    pt=r"fora (?:do ambito |do alcance )?(?:de |do )?OURS|(?:excluid|isent|excetuad)[oa]s? (?:de |do )?OURS|"
    r"(?:retirar-se|desvincular-se|afastar-se|desligar-se|sair) (?:de|do|da|dest[ea]|d[ae]s?) ?(?:\w+ "
    r"){0,2}(?:OURS|acordo|clausulas?)",
)
_SECOND = _with_ours(
    en=r"(?:even (?:if|where|when|though)|whatever|irrespective of what|regardless of what|notwithstanding)(?: "
    r"\w+){0,2} OURS"
    r"|(?:in (?:preference|priority)|ahead|by way of priority)(?: to| over| of) (?:\w+ ){0,3}OURS|"
    r"OURSGAP(?:subordinate|secondary|"
    r"supplementary) to|(?:nothing|no provision|no article)(?: (?:in|of|under|contained in))?(?: OURS| in it)? "
    r"(?:obliges?|requires?|compels?|binds?|prevents?|precludes?|restricts?|limits?|hinders?|shall (?:oblige|"
    r"require|prevent|limit))",
    ar=r"(?:ولو|حتي لو|حتي وان|وان) (?:\w+ ){0,2}(?:OURS|اي ماده)|بصرف النظر عن (?:\w+ ){0,2}OURS|"
    r"(?:بالاولويه|بالاسبقيه|بالافضليه|اولي|مقدمه?) (?:علي|من) (?:\w+ ){0,2}OURS|"
    r"(?:تقدم|يقدم|تغلب|يغلب|ترجح|يرجح) (?:\w+ ){1,6}?علي OURS|"
    r"ليس (?:في )?OURS ما (?:يلزم|يمنع|يقيد|يحد|يحول|يوجب)",
    fr=r"(?:meme (?:si|lorsqu\w*|quand)|quand bien meme|nonobstant|quoi que)['\s]*(?:\w+ ){0,2}(?:OURS|"
    r"disposent|articles)|"
    r"(?:de preference|par priorite|par preference|prioritairement) (?:a|sur|au)(?: \w+){0,3} (?:OURS|convenu)|"
    r"rien (?:dans |de )?OURS n[e'] ?(?:oblige|impose|contraint|empeche|limite|interdit|restreint)",
    es=r"(?:aun cuando|aunque|incluso (?:si|cuando)|aun si|pese a|no obstante|a pesar de)(?: \w+){0,3} OURS|"
    r"(?:con (?:preferencia|prioridad|prelacion)|preferentemente|prioritariamente) (?:a|sobre|respecto de) "
    r"(?:\w+ ){0,3}OURS|"
    r"nada (?:de |en )?OURS (?:\w+ ){0,2}(?:obliga|impone|exige|impide|limita|restringe|obligara|impedira|limitara)",
    pt=r"(?:ainda que|mesmo que|mesmo se|nao obstante|apesar de|embora)(?: \w+){0,3} OURS|"
    r"(?:de preferencia|com (?:preferencia|prioridade|primazia)|preferencialmente|prioritariamente) (?:a|ao|as|"
    r"aos|sobre)(?: \w+){0,3} ?OURS|"
    r"nada (?:d|n)?[oe]?s?t?[ea]? ?OURS (?:\w+ ){0,2}(?:obriga|impoe|exige|impede|limita|restringe|obrigara|"
    r"impedira)",
)
_REPLACED = word_patterns(
    en=r"(?:all|any|every) (?:earlier|previous|prior|former|existing|other|past) (?:\w+ ){0,3}(?:agreements?|"
    r"practices?|customs?|"
    r"usages?|arrangements?|undertakings?|understandings?|commitments?)(?:\W+\w+){0,8}\W+(?:ceases?|lapses?|"
    r"replaced|superseded|"
    r"cancelled|terminated|void|no longer|without effect|revoked)|(?:supersedes?|replaces?|cancels?) (?:all|any) "
    r"(?:earlier|previous|prior|former|existing|other|past)|(?:entire|whole) agreement between",
    ar=r"(?:تلغي|يلغي|تبطل|تحل محل|يحل محل|ينسخ|تنسخ|تنتهي|يجب|يجبّ)(?: \w+){0,2} (?:ال)?(?:اتفاقات|اتفاقيات|"
    r"اعراف|ممارسات|تفاهمات|"
    r"تعهدات)(?: \w+){0,2} (?:ال)?سابقه",
    fr=r"(?:tous?|toutes?) (?:les? )?(?:accords?|usages?|pratiques?|engagements?|conventions?)(?: \w+){0,4} "
    r"(?:anterieure?s?|precedente?s?)"
    r"(?:\W+\w+){0,6}\W+(?:cessent|remplace\w*|abroge\w*|caducs?|annule\w*|prennent fin|sans effet)|"
    r"(?:remplace|annule|abroge)(?: et \w+)? (?:tous?|toutes?) (?:les? )?(?:accords?|usages?|pratiques?|"
    r"engagements?)",
    es=r"(?:quedan? sin efecto|quedan? derogad\w+|se derogan?|cesan?|sustituye|deroga|anula|reemplaza)(?: \w+){0,2} "
    r"(?:acuerdos?|usos|pactos?|practicas?|compromisos?)(?: \w+){0,3} (?:anterior|anteriores|previos?|previas?)|"
    r"(?:acuerdos?|usos|pactos?|practicas?) (?:\w+ ){0,3}(?:anteriores|previos|previas)(?: \w+){0,4} "
    r"(?:quedan?|cesan|se derogan)",
    pt=r"(?:ficam? sem efeito|ficam? revogad\w+|revogam?-se|cessam?|substitui|revoga|anula)(?: \w+){0,2} "
    r"(?:acordos?|usos|pactos?|praticas?|compromissos?)(?: \w+){0,3} (?:anterior|anteriores|previos?|previas?)|"
    r"(?:acordos?|usos|pactos?|praticas?) (?:\w+ ){0,3}(?:anteriores|previos|previas)(?: \w+){0,4} (?:ficam|"
    r"cessam|revogam)",
)
_NO_FORCE = _with_ours(
    en=r"OURSGAP(?:guidelines?|guidance(?! of| to| for)|indicative|recommendations?(?! of| by| from)|"
    r"aspirational|illustrative|advisory|non-binding|(?:for )?information"
    r"(?: only)|statements? of (?:intent|principles?)|declarations? of (?:intent|principles?)|intentions?|good "
    r"practice|"
    r"(?:not|without|no) (?:\w+ )?(?:binding|enforceable|legal(?:ly)? (?:force|effect|binding|enforceable)|"
    r"binding force))|"
    r"(?:dut(?:y|ies)|obligations?) of (?:means|conduct|diligence|effort|best efforts?)",
    ar=r"OURSGAP(?:استرشادي\w*|ارشادي\w*|توجيهي\w*|توصيات|توصيه|للعلم|للاستئناس|غير (?:ملزم\w*|نافذ\w*)|نوايا|"
    r"مبادي عامه|قيمه ادبيه)|"
    r"(?:التزام\w* )?(?:ب)?بذل (?:ال)?عنايه",
    fr=r"OURSGAP(?:indicati(?:f|fs|ve|ves)|lignes directrices|recommandations?|orientations?|declarations? "
    r"d'intention|intentions?|"
    r"que comme information|a titre (?:d'information|indicatif)|pour information|(?:pas|aucune?|sans) (?:\w+ "
    r")?(?:contraignante?s?|"
    r"obligatoires?|valeur|force|portee|effet)(?: (?:juridique|contraignante?|obligatoire))?)|obligations? "
    r"(?:[\w']+ ){0,9}de moyens",
    es=r"OURSGAP(?:orientativ[oa]s?|indicativ[oa]s?|programatic[oa]s?|recomendaciones|directrices|meramente "
    r"informativ\w+|informativ[oa]s?|"
    r"declaracion(?:es)? de (?:intenciones|principios)|intenciones|(?:no|sin|carecen? de|carece de) (?:\w+ "
    r"){0,2}(?:vinculantes?|"
    r"fuerza|caracter obligatorio|exigibles?|efectos? (?:juridicos?|obligatorios?)|valor juridico))|"
    r"obligaciones (?:\w+ ){0,6}de medios",
    pt=r"OURSGAP(?:orientador[ae]s?|orientativ[oa]s?|indicativ[oa]s?|programatic[oa]s?|recomendacoes|"
    r"diretrizes|informativ[oa]s?|"
    r"declaracao de (?:intencoes|principios)|intencoes|(?:nao|sem|carecem? de) (?:\w+ ){0,2}(?:vinculantes?|"
    r"vinculativ[oa]s?|"
    r"forca|carater obrigatorio|exigive(?:l|is)|efeitos? juridicos?|valor juridico))|obrigacoes (?:\w+ "
    r"){0,6}de meios?",
)
_NO_RIGHTS = _with_ours(
    en=r"OURS (?:\w+ ){0,5}?(?:(?:creates?|confers?|gives?(?: rise to)?|establish(?:es)?|imposes?|entails?|"
    r"founds?) no|"
    r"(?:does|do|shall|will) not (?:create|confer|give|establish|impose|entail|found)) (?:\w+ ){0,2}?"
    r"(?:(?P<right>rights?|claims?|entitlements?)|(?P<duty>obligations?|dut(?:y|ies)|liabilit(?:y|ies)|"
    r"commitments?))",
    ar=r"(?:لا (?:ينشي|تنشي|يرتب|ترتب|يمنح|تمنح|يولد|تولد|يفرض|تفرض)) (?:\w+ ){0,4}?(?:(?P<right>حقا|حقوق\w*|"
    r"اي حق|مطالب\w*)|(?P<duty>"
    r"(?:اي )?التزام\w*|اي واجب|مسووليه))",
    fr=r"OURS (?:[\w']+ ){0,5}?(?:ne|n')\s*(?:cree|creent|confere|conferent|donne|donnent|emporte|emportent|"
    r"impose|imposent|fonde|fondent|"
    r"genere|generent) (?:pas de|pas d'|aucune?|nulle?) ?(?:\w+ ){0,1}?(?:(?P<right>droits?|creances?|"
    r"pretentions?)|(?P<duty>obligations?|"
    r"devoirs?|engagements?|responsabilites?))",
    es=r"OURS (?:\w+ ){0,5}?no (?:crean?|confieren?|otorgan?|generan?|imponen?|dan? lugar a|entrana\w*|"
    r"suponen?) (?:\w+ ){0,1}?(?:(?P<right>"
    r"derechos?|pretension(?:es)?|acciones)|(?P<duty>obligacion(?:es)?|deber(?:es)?|compromisos?|"
    r"responsabilidad(?:es)?))",
    pt=r"OURS (?:\w+ ){0,5}?nao (?:criam?|conferem?|outorgam?|geram?|impoe|impoem|implicam?|dao origem a) "
    r"(?:\w+ ){0,1}?(?:(?P<right>"
    r"direitos?|pretens(?:ao|oes)|acoes)|(?P<duty>obrigac(?:ao|oes)|dever(?:es)?|compromissos?|responsabilidades?))",
)
_DEPENDS = word_patterns(
    en=r"(?:performance|application|implementation|execution|fulfilment|operation|entry into force|dut(?:y|"
    r"ies)|obligations|agreement|"
    r"article)(?:[^\w.;]+\w+){0,7}[^\w.;]+(?:depends? (?:up)?on|(?:is|are) (?:contingent|conditional|"
    r"dependent) (?:up)?on|"
    r"(?:is|are) subject to|within the limits? of)",
    ar=r"(?:يتوقف|تتوقف|مرهون\w*|رهن|رهين\w*|معلق\w*) (?:\w+ ){0,3}?(?:هذا الاتفاق|هذه الماده|التزامات\w*|"
    r"الاتفاق) (?:\w+ ){0,2}?(?:علي|ب)|"
    r"(?:تنفيذ|تطبيق|نفاذ|التزامات) (?:\w+ ){0,6}?(?:مرهون\w*|رهن|رهين\w*|متوقف\w*|معلق\w*)|في حدود "
    r"(?:ال)?(?:اعتمادات|موازنه|ميزانيه|امكانيات)",
    fr=r"(?:execution|application|mise en oeuvre|obligations|entree en vigueur|accord|"
    r"article)(?:[^\w.;]+\w+){0,7}[^\w.;]+(?:depend(?:ent)? "
    r"(?:de|du|des)|(?:est|sont) (?:subordonnee?s?|conditionnee?s?|soumise?s?) (?:a|au|aux)|dans la limite)",
    es=r"(?:cumplimiento|aplicacion|ejecucion|efectividad|obligaciones|entrada en vigor|acuerdo|"
    r"articulo)(?:[^\w.;]+\w+){0,7}[^\w.;]+"
    r"(?:dependen? de|dependera\w* de|(?:esta|estan|queda|quedan|quedara\w*) (?:condicionad|subordinad|"
    r"supeditad|sujet)[oa]s? a|"
    r"en la medida de las disponibilidades)",
    pt=r"(?:cumprimento|aplicacao|execucao|efetividade|obrigacoes|entrada em vigor|acordo|"
    r"clausula)(?:[^\w.;]+\w+){0,7}[^\w.;]+"
    r"(?:dependem? d[aeo]s?|dependera\w* d[aeo]s?|(?:esta|estao|fica|ficam|ficara\w*) (?:condicionad|"
    r"subordinad|sujeit)[oa]s? [aà]\w*|"
    r"na medida das disponibilidades)",
)
_LAPSES = word_patterns(
    en=r"(?:claims?|rights?|complaints?|grievances?|demands?)(?:[^\w.;]+\w+){0,8}[^\w.;]+(?:lapses?|expires?|"
    r"falls? away|(?:is|are|be) "
    r"(?:extinguished|barred|time-barred|forfeited|lost|inadmissible))",
    ar=r"(?:تسقط|يسقط|تتقادم|يتقادم|تنقضي|لا تقبل) (?:\w+ ){0,2}?(?:ال)?(?:مطالب\w*|دعوي|دعاوي|حقوق|حق|شكاوي|"
    r"شكوي|تظلم\w*)",
    fr=r"(?:reclamations?|creances?|droits?|demandes|plaintes?|"
    r"actions)(?:[^\w.;]+\w+){0,8}[^\w.;]+(?:eteinte?s?|forclose?s?|prescrite?s?|"
    r"caduques?|perdue?s?|irrecevables?|s'eteignent|se prescrivent)",
    es=r"(?:reclamaciones?|derechos?|demandas|quejas|acciones|"
    r"pretensiones)(?:[^\w.;]+\w+){0,8}[^\w.;]+(?:caduca|caducan|caducara\w*|prescribe\w*|"
    r"se extingue\w*|decae\w*|se pierde\w*)",
    pt=r"(?:reclamac(?:ao|oes)|direitos?|demandas|queixas|acoes|"
    r"pretensoes)(?:[^\w.;]+\w+){0,8}[^\w.;]+(?:caduca\w*|prescreve\w*|extingue\w*|decae\w*|"
    r"decai|perde\w*)",
)
_ENDS = _with_ours(
    en=r"OURSGAP(?:expires?|lapses?|ends?|terminates?)(?: \w+){0,2} (?:automatically|of itself|without (?:\w+ "
    r")?notice|by operation)",
    ar=r"(?:ينقضي|ينتهي|يسقط|ينتهي العمل ب) ?OURS (?:\w+ ){0,2}?(?:تلقاييا|من تلقاء نفسه|بقوه القانون|حكما|دون "
    r"(?:حاجه|اخطار|اشعار))",
    fr=r"OURSGAP(?:expire|prend fin|cesse|s'eteint)(?: \w+){0,2} (?:de plein droit|automatiquement|sans preavis)",
    es=r"OURSGAP(?:se extingue|se extinguira|vence|vencera|termina|terminara|caduca|caducara)(?: \w+){0,2} "
    r"(?:automaticamente|de pleno "
    r"derecho|sin (?:\w+ )?preaviso)",
    pt=r"OURSGAP(?:extingue-se|extinguir-se-a|vence|vencera|termina|terminara|caduca)(?: \w+){0,2} "
    r"(?:automaticamente|de pleno direito|"
    r"sem (?:\w+ )?aviso)",
)
_AMENDED = _with_ours(
    en=r"(?:employer|management|company|administration) (?:may|can|is free to|is entitled to) (?:\w+ "
    r"){0,3}(?:amend|change|modify|adapt|revise|"
    r"withdraw|replace|add to|shorten) (?:\w+ ){0,2}OURS",
    ar=r"(?:و|ف)?(?:ل|يجوز ل)صاحب العمل (?:\w+ ){0,3}?(?:تعديل|تغيير|يعدل|يغير|الغاء|يلغي|سحب|استبدال|مراجعه|"
    r"تكييف) (?:\w+ ){0,2}?OURS",
    fr=r"(?:employeur|direction|administration) peut (?:\w+ ){0,3}(?:modifier|changer|adapter|reviser|retirer|"
    r"remplacer|completer) (?:\w+ ){0,2}OURS",
    es=r"(?:empleador|empresa|direccion|administracion) podra (?:\w+ ){0,3}(?:modificar|cambiar|adaptar|"
    r"revisar|retirar|sustituir) (?:\w+ ){0,2}OURS",
    pt=r"(?:empregador|empresa|direcao|administracao) podera (?:\w+ ){0,3}(?:alterar|modificar|mudar|adaptar|"
    r"rever|retirar|substituir) (?:\w+ ){0,2}OURS",
)
_LIABLE = word_patterns(
    en=r"(?:liability|compensation|damages|indemnit(?:y|ies))(?:[^\w.;]+\w+){0,8}[^\w.;]+(?:limited to|capped|"
    r"(?:shall|may|does|do) not exceed|up to)",
    ar=r"(?:تقتصر|يقتصر|تحدد|يحدد|لا تتجاوز|لا يتجاوز|لا تزيد|لا يزيد) (?:\w+ ){0,2}?(?:مسووليه|مسووليته|"
    r"تعويض\w*|التعويض)",
    fr=r"(?:responsabilite|indemnisation|indemnites?|reparation)(?:[^\w.;]+\w+){0,9}[^\w.;]+(?:limitee?s? a|"
    r"plafonnee?s?|ne (?:peut|peuvent) (?:exceder|depasser))",
    es=r"(?:responsabilidad|indemnizacion(?:es)?|compensacion)(?:[^\w.;]+\w+){0,9}[^\w.;]+(?:se limita\w* a|"
    r"limitad[oa]s? a|no (?:podra|excedera|superara)\w*)",
    pt=r"(?:responsabilidade|indenizac(?:ao|oes)|indemnizac(?:ao|oes)|"
    r"compensacao)(?:[^\w.;]+\w+){0,9}[^\w.;]+(?:limita-se a|limitad[oa]s? a|nao (?:podera|excedera|"
    r"ultrapassara)\w*)",
)
_GIVES_UP = word_patterns(
    en=r"union (?:\w+ ){0,2}?(?:(?:undertakes?|agrees?|commits itself|promises?) not to|(?:shall|will|agrees? "
    r"to|undertakes? to)? ?(?:refrains?|abstains?) "
    r"from|waives?|renounces?|forgoes?|gives? up)",
    ar=r"(?:تتعهد|تلتزم|تتنازل|تمتنع|تتخلي) (?:ال)?نقابه (?:بعدم|بالا|بالامتناع|عن)",
    fr=r"syndicat (?:\w+ ){0,2}?(?:s'(?:engage|interdit|oblige|abstient|abstiendra) (?:a ne|a n'|de|d'|a "
    r"s'abstenir)|renonce)",
    es=r"sindicato (?:\w+ ){0,2}?(?:se (?:compromete|obliga) a (?:no|abstenerse)|se abstendra|se abstiene|renuncia)",
    pt=r"sindicato (?:\w+ ){0,2}?(?:(?:compromete-se|obriga-se|se compromete|se obriga) a (?:nao|abster-se)|"
    r"abster-se-a|abstem-se|renuncia)",
)
_HINDERS = re.compile(
    r"(?<!\w)(?:prevent|preclude|restri|restrei|limit|hinder|empeche|interdit|impid|imped|يمنع|يقيد|يحد|يحول)"
)
_BETTER = word_patterns(
    en=r"(?:more|most) (?:favou?rable|protective|advantageous|beneficial)|better (?:for|protect)|less favou?rable",
    ar=r"(?:ال)?(?:انفع|اصلح|افضل|اكثر (?:فايده|نفعا|حمايه|ملاءمه)|اكفل)",
    fr=r"(?:plus|moins) (?:favorables?|protect\w+|avantageu\w+)|meilleure?s?",
    es=r"(?:mas|menos) (?:favorables?|protector\w*|beneficios\w+|ventajos\w+)|mejor(?:es)?",
    pt=r"(?:mais|menos) (?:favorave(?:l|is)|protet\w+|benefic\w+|vantajos\w+)|melhor(?:es)?",
)
_PLAIN_RULES: tuple[tuple[str, dict[str, re.Pattern[str]]], ...] = (
    ("prevails", _REPLACED),
    ("exception", _SUSPENDED),
    ("exception", _OUTSIDE),
    ("exception", _LAPSES),
    ("trial", _ENDS),
    ("may", _AMENDED),
    ("new-if", _DEPENDS),
    ("cap", _LIABLE),
    ("burden", _GIVES_UP),
)


def compare_taken_back(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """What a sentence of theirs takes back of the agreement, and that of ours does not.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> told = compare_taken_back("", "the obligations of this agreement are suspended for now", same_words("en"))
    >>> [one.id for one in told]
    ['exception']
    >>> list(compare_taken_back("", "the use of a system is suspended by this agreement", same_words("en")))
    []
    """
    found = list(_found(theirs, same))
    before = {id for id, _ in _found(ours, same)} if ours and found else set()
    for id, words in found:
        if id not in before:
            before.add(id)
            values = {"theirs": words} if id == "new-if" else {}
            yield Noticed(id, "weakened", _SENTENCES[id], False, values)


# A heading is said of what stands below it.
_HEADED = {
    "en": "this agreement is",
    "ar": "هذا الاتفاق",
    "fr": "le present accord est",
    "es": "este acuerdo es",
    "pt": "este acordo é",
}


def takes_by_its_heading(heading: str, same: SameWords) -> bool:
    """Whether a heading, plain, says of what stands below that it binds nobody.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> takes_by_its_heading("guidance, not binding", en), takes_by_its_heading("guidance of new workers", en)
    (True, False)
    """
    code = same.words.language
    return _NO_FORCE[code].search(f"{_HEADED[code]} {heading}") is not None


def speaks_of_ours(text: str, same: SameWords) -> bool:
    """Whether a plain text speaks of the agreement, or of an article or paragraph of it."""
    return _MENTIONED[same.words.language].search(text) is not None


def _found(text: str, same: SameWords) -> Iterator[tuple[str, str]]:
    code = same.words.language
    rules: tuple[tuple[str, Callable[[str, SameWords], re.Match[str] | None]], ...] = (
        ("prevails", _put_second),
        ("binding", _binds_nobody),
    )
    for id, patterns in _PLAIN_RULES:
        if match := patterns[code].search(text):
            yield id, match[0]
    for id, rule in rules:
        if match := rule(text, same):
            yield id, match[0]


def _put_second(text: str, same: SameWords) -> re.Match[str] | None:
    """What goes before the agreement, or whom nothing in it obliges: not where it is we whom nothing hinders."""
    for match in _SECOND[same.words.language].finditer(text):
        whom = [one.list for one in same.parties(text) if match.end() - 1 <= one.start <= match.end() + _NEAR]
        better = _BETTER[same.words.language].search(text)  # whatever is better for us may go first
        hinders = _HINDERS.search(match[0]) is not None  # that is a loss only of the employer
        if not better and (whom[:1] == ["employer"] if hinders else not (whom and whom[0] in OURS)):
            return match
    return None


def _binds_nobody(text: str, same: SameWords) -> re.Match[str] | None:
    """That it gives no rights or makes no duties: a loss but for rights of the employer and duties of ours."""
    code = same.words.language
    if match := _NO_FORCE[code].search(text):
        return match
    for match in _NO_RIGHTS[code].finditer(text):
        whose = [one.list for one in same.parties(text) if match.end() <= one.start <= match.end() + _BEHIND]
        free = whose and (whose[0] in OURS if match["duty"] else whose[0] == "employer")
        if not free:
            return match
    return None
