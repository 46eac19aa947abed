"""What may stand in a slot of a wording: a name, a date, a person. Regexes only.

Every repeat is bounded and no two neighbours can match the same text in many
ways, so that a hostile page costs no more than a long one.
"""

from __future__ import annotations

from crawler.phrases.scripts import LETTER, LOOSE, SPACED, TIGHT, UNSEEN, WORD

OPEN = "\x01"
"""Stands where a link begins, in text that is marked for matching."""
CLOSE = "\x02"
"""Stands where a link ends."""

_MARKS = OPEN + CLOSE + UNSEEN
GAP = rf"(?:[ \t\xa0{_MARKS}]+?|(?<=['’]))"
"""Between two words; none is needed behind an apostrophe: "l'article"."""
LINE_GAP = rf"[\s{_MARKS}]+?"
"""Between two words where a line may end."""
LOOSE_GAP = rf"[ \t\xa0{_MARKS}]*?"
"""Between two words of a script without spaces, or behind a colon."""


def _upper() -> str:
    """Capital letters, for a class of a regex.

    Whole ranges where they alternate with small ones in alphabets that news are
    rarely written in: a class of few parts compiles much faster.
    """
    alternating = map(chr, (*range(0x100, 0x180), *range(0x1EA0, 0x1F00)))
    letters = "".join(letter for letter in alternating if letter.isupper())
    rare = "\u0180-\u024f\u0460-\u052f\u1e00-\u1e9f"
    return f"A-ZÀ-ÖØ-Þ{letters}{rare}\u0386-\u03ab\u0400-\u042f\u0531-\u0556"


_UPPER = _upper()
_INSIDE = r"(?:[\w'’&+@!/-]|\.(?=\w))"
_CAPITAL = rf"(?:[A-Z]\.){{2,4}}|(?:[{_UPPER}\d]|[a-z]{{1,6}}[A-Z]){_INSIDE}{{0,40}}"
_SMALL = (
    "of|the|for|and|&|de|la|le|les|du|des|del|der|die|das|den|und|für|et|y|e|do|da"
    "|dos|di|della|delle|van|het|och|og|i|и|и|das|los|las|els|dels|dei|degli|al|ale"
    "|din|si|și|ve|és|και|του|της|των"
)
_ELIDED = r"(?:(?i:d|l|dell|nell|all|sull)['’])?"
_KIND = (
    r"(?:[ \xa0](?i:blog|magazine|newsletter|forum|journal|noviny|novine|list|listy"
    r"|gazeta|prawda|slovo|pravda|rozhlas|vijesti|vesti|dnevnik|газета|правда|вісник"
    r"|вестник|новости|новини|новине|вести|известия|время|час|лист|дневник|край|берег"
    r"|журнал|мир|жизнь|факты|факти|радио|радіо|телевидение|телеграф|хроника|novosti"
    r"|fronta|fórum|televize|televízia|správy|zprávy|denník|deník|týdeník|radio|riječ"
    r"|listu|novinama|novinách|novin|novín|газете|газеты|газеті|вестнике|вестника"
    r"|віснику|новостях|известиях|мире|жизни|правде|правды|правді|листу|новинама"
    r")(?!\w))?"
)
_NEXT = rf"[ \xa0](?:(?:{_SMALL})[ \xa0]){{0,2}}(?!\d){_ELIDED}(?:{_CAPITAL})"
# A number may be of the name ("Channel 4"), but not an issue's or a date's behind it.
_NUMBER = (
    r"[ \xa0]\d\w{0,6}(?!\w|/\d|\.[ \xa0]?[\da-zà-ž]|[ \xa0][а-я]"
    r"|[ \xa0](?:d[eio][ \xa0])?[^\W\d_]{3,12}\.?,?[ \xa0](?:d[eio][ \xa0])?[12]\d{3})"
)
_NAME = rf"(?:{_CAPITAL})(?:{_NEXT}|{_NUMBER}){{0,8}}{_KIND}"
_UNDATED = rf"(?:{_CAPITAL})(?:{_NEXT}){{0,8}}"
_QUOTED = (
    '(?:[„“”"״«「『《〈‚][^„“”"״«»「」『』《》〈〉\n]{2,80}[“”"״»」』》〉]'
    '|»[^„“”"«»\n]{2,80}«)'
)
_SITE = (
    r"(?:https?://)?(?:[\w-]{1,40}\.){1,4}(?i:[a-z]{2,12})(?![\w.-]?\w)"
    r"(?:/[^\s<>()]{0,200})?"
)
_LINKED = rf"{OPEN}[^{OPEN}{CLOSE}\n]{{1,160}}{CLOSE}"
# A name of Latin letters stands out in a text of others.
_LETTER = r"(?:[A-Za-zÀ-ɏ\d'’&+@!/-]|\.(?=\w))"
_LATIN = (
    rf"(?>[a-z]{{0,6}}[A-Z]{_LETTER}{{0,40}}(?:[ \xa0](?:(?:of|the|for|and|&|de|la|der)"
    rf"[ \xa0])?(?!\d)[A-Z]{_LETTER}{{0,40}}){{0,6}})(?![A-Za-zÀ-ɏ\d])"
)
_PLAIN = (
    rf"[0-9A-Za-zÀ-ԯ.]{{0,12}}+{WORD}{{1,30}}(?:[ \xa0]{WORD}{{0,30}}){{0,4}}"
    rf"|[‘']{LETTER}[^‘’'\n]{{1,60}}[’']"
)
# Behind an article a name may go on in small letters up to where its clause ends:
# "Le Courrier des berges", "La Voz de la costa"; but for a day or "originally".
_NO_TAIL = (
    r"(?!(?:jour|mois|soir|matin|hier|aujourd|demain|puis|avant|après|lundi|mardi"
    r"|mercredi|jeudi|vendredi|samedi|dimanche|semaine|janvier|février|mars|avril"
    r"|juin|juillet|août|septembre|octobre|novembre|décembre|belge|suisse|numéro"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|enero|febrero|marzo"
    r"|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|ayer"
    r"|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|gennaio|febbraio"
    r"|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|ieri|oggi|también"
    r"|aussi|également|ensuite|dernier|passé|même)(?!\w)|\w{1,16}ment[eo]?(?!\w))"
    r"[a-zà-ž]{4,16}(?!\w)"
)
_CLAUSE_END = (
    rf"(?=[ \xa0{_MARKS}]?(?:$|[\n.,;:!?)»”\"(])"
    r"|[ \xa0](?:le|du|el|il|del)[ \xa0]\d|[ \xa0](?:en|par|sous|por|da)[ \xa0])"
)
_TAILED = (
    r"(?:L[ea]s?[ \xa0]|L['’]|El[ \xa0]|Los[ \xa0]|Il[ \xa0])"
    rf"(?:{_CAPITAL})(?:{_NEXT}){{0,3}}"
    rf"(?:[ \xa0]{_NO_TAIL})?"
    r"(?:[ \xa0](?:des|du|de[ \xa0]la|del|della|delle|dei|de[ \xa0]l[ao]s)"
    rf"[ \xa0]{_NO_TAIL})?"
    rf"{_CLAUSE_END}"
)
_LEAD = (
    r"(?:(?i:the|der|die|das|dem|le|la|les|el|los|las|els|il|lo|gli|o|a|os|as)[ \xa0]"
    r"|[lL]['’])?"
)
# A day needs a digit; words around it are months, weekdays and small words.
_NO_DATE = (
    "(?!(?:by|von|par|por|da|di|and|und|et|under|with|in|at|is|as|to|on|bei|auf"
    "|v|ve|vo|na|w|we|u|z|ze|s|se|su|iz|od|po|za|в|во|на|у|з|із|с|со|из|от|до|по"
    "|за|и|та|й|i|på|av|af|hos|og|och|ja|op|om|door|bij)\\b)"
)
_DATE = (
    rf"(?=[^\n\d]{{0,24}}\d){_NO_DATE}[^\W_]{{1,14}}"
    rf"(?:[ \xa0.,/-]{{1,2}}{_NO_DATE}[^\W_]{{1,12}}){{0,6}}(?![A-Za-zÀ-ɏ])"
)
_DATE_CJK = r"\d{4}\s?[年년./-]\s?\d{1,2}\s?[月월./-]\s?\d{1,2}\s?[日일]?"
_PERSON = (
    rf"[{_UPPER}][\w.'’-]{{0,30}}"
    rf"(?:,?[ \xa0](?:[{_UPPER}][\w.'’-]{{0,30}}"
    r"|de|da|di|van|von|der|bin|al|el|and|und|et|y|&)){0,8}"
)
_CJK = TIGHT
_BLOCKS = rf"(?=[\w.]{{0,12}}?{_CJK})[\w·.－—-]{{2,42}}"
_STOPS = r"\n|()（）\[\]【】〔〕;；•·，。、،؛۔।"
_FIELD = rf"\s{TIGHT}{{1,8}}[:：]"
# One with a blank before it is taken whole, where letters alone would end it.
_PIECE = rf"[^\s{_STOPS}:：]{{1,100}}+"
_REST = (
    rf"[^\S\n]{{0,2}}{_PIECE}(?:[^\S\n]{{1,3}}{_PIECE}){{0,15}}?"
    rf"(?:://[^\s{_STOPS}]{{4,100}}+)?"
    rf"(?=\s*(?:$|[{_STOPS}]|\s[–—+]\s|\s\d|{_FIELD}))"
)
_ADDRESS = rf"https?://[^\s<>(){_MARKS}]{{4,300}}"
# A word at once, a sign, or one character of a script without spaces.
_STEP = (
    rf"(?:{LOOSE}{{1,40}}+|{TIGHT}"
    rf"|[^\n.!?。！？؟۔।\w\u0591-\u060b\u0610-\u061a\u0620-\u0dff]|\.(?!\s+[{_UPPER}]))"
)
_UNCASED_PERSON = (
    rf"[{SPACED}]{{2,20}}(?:[ \xa0][{SPACED}.]{{1,20}}){{0,3}}|[\u0e00-\u0eff]{{2,40}}"
)
_BRIEF = rf"[{_UPPER}][\w&'’.-]{{0,20}}(?:[ \xa0][\w&'’.-]{{1,20}}){{0,5}}"

SLOTS = {
    "outlet": "|".join(
        (
            _LINKED,
            _LEAD + _QUOTED,
            _SITE,
            _LEAD + _LINKED,
            _TAILED,
            _LEAD + _NAME,
            _PLAIN,
        )
    ),
    "quoted": f"{_LINKED}|{_QUOTED}|{_SITE}",
    "latin": f"{_LINKED}|{_QUOTED}|{_SITE}|{_LATIN}",
    "name": rf"{_LINKED}|{_SITE}|{_LEAD}{_UNDATED}",
    "source": f"{_LINKED}|{_ADDRESS}|{_QUOTED}|{_BLOCKS}|{_REST}",
    "relay": rf"{_LINKED}|{_SITE}|{_NAME}",
    "other": rf"{_LINKED}|{_QUOTED}|{_SITE}|{_TAILED}|{_LEAD}{_NAME}",
    "year": r"\d{4}(?:\s?[-–]\s?\d{2,4})?",
    "author": rf"{_LINKED}|{_PERSON}",
    "translator": rf"{_LINKED}|{_PERSON}|{_CJK}[\w·]{{1,9}}|{_UNCASED_PERSON}",
    "date": rf"{_DATE_CJK}|{_DATE}",
    "link": _LINKED,
    "some": rf"{_STEP}{{0,24}}?",
    "few": rf"{_STEP}{{0,12}}?",
    "brief": f"{_LINKED}|{_QUOTED}|{_SITE}|{_BRIEF}",
    "address": r"https?://[^\s<>()\x01\x02]{4,300}",
}
"""The regex of each slot. ``outlet`` ends where a name ends; ``source`` at the
end of the line or at a separator; ``some`` is up to a dozen words of anything,
``few`` up to six. ``brief`` is up to six words, only the first with a capital.
``quoted`` is an outlet in quotation marks or with a link, ``latin`` one in Latin
letters too: it is neither a place nor a person."""
OUTLETS = frozenset({"quoted", "latin", "brief"})
"""Slots that are read as ``outlet``."""
