"""How pages word their credits, by language.

``{s}`` is the source, with or without a link, ``{on}`` "on" its date or nothing;
``{url}`` is the article's address, ``{home}`` its outlet with a link to the front
page; ``{o}`` and ``{p}`` are the first and the nearest source of two; ``{tongue}``
is the language that was translated from. The word before the bar is the place.
"""

from __future__ import annotations

from functools import cache

from tests.world.sheet import Spot

_PAGE = {
    "en": """
foot|<em>This article was originally published on {s}{on}.</em>
foot|This story first appeared in {s}{on}.
foot|Originally published by {s}.
foot|Republished with permission from {s}.
foot|<em>This article is republished from {s} under a Creative Commons licence.</em>
foot|First published in {s}{on}.
foot|The original source of this article is {s}.
foot|Cross-posted from {s}.
foot|(This is a reprint from {s}.)
top|<em>This story was originally published by {s}{on}.</em>
top|<em>Editor’s note: This article first appeared in {s}{on}.</em>
top|Reposted from {s}.
label|Source: {s}
label|Originally published in {s}
""",
    "de": """
foot|<em>Dieser Beitrag erschien zuerst auf {s}.</em>
foot|Dieser Artikel wurde zuerst auf {s} veröffentlicht.
foot|Zuerst erschienen bei {s}{on}
foot|Nachdruck mit freundlicher Genehmigung von {s}.
top|<em>Dieser Text erschien zuerst bei {s}{on}.</em>
label|Quelle: {s}
""",
    "es": """
foot|<em>Este artículo fue publicado originalmente en {s}{on}.</em>
foot|Publicado originalmente en {s}.
foot|Tomado de {s}
foot|El artículo original se publicó en {s}.
top|<em>Este texto apareció originalmente en {s}{on}.</em>
label|Fuente: {s}
""",
    "fr": """
foot|<em>Cet article a été publié initialement sur {s}{on}.</em>
foot|Article initialement publié dans {s}.
foot|Repris de {s}
foot|Cet article est reproduit avec l’aimable autorisation de {s}.
top|<em>Ce texte a d’abord paru dans {s}{on}.</em>
label|Source : {s}
""",
}
_LINKED = {
    "en": """
foot|This article is republished from {home}. Read the <a href="{url}">original</a>.
foot|This <a href="{url}">article</a> first appeared on {home} and is republished here.
foot|Read the <a href="{url}">original article</a> on {home}.
""",
    "de": """
foot|<a href="{url}">Zum Originalartikel</a> auf {home}
""",
    "es": """
foot|Leer el <a href="{url}">artículo original</a> en {home}.
""",
    "fr": """
foot|Lire l’<a href="{url}">article original</a> sur {home}.
""",
}
_VIA = {
    "en": """
foot|<em>This article was originally published by {o}, via {p}.</em>
foot|First published by {o}, and reposted here from {p}.
top|This story first appeared in {o}, via {p}.
label|Source: {o}, via {p}
""",
    "de": "foot|Dieser Beitrag erschien zuerst auf {o}, via {p}.\n",
    "es": "foot|Este artículo fue publicado originalmente en {o}, vía {p}.\n",
    "fr": "foot|Cet article a été publié initialement sur {o}, via {p}.\n",
}
_EXCERPT = {
    "en": """
foot|Read the full story at {s}
foot|Read the full article on {s}.
foot|Continue reading at {s}
foot|This is an excerpt from an article that first appeared in {s}.
""",
    "de": """
foot|Weiterlesen bei {s}
foot|Lesen Sie den vollständigen Artikel auf {s}.
""",
    "es": """
foot|Seguir leyendo en {s}
foot|Lea la nota completa en {s}
""",
    "fr": """
foot|Lire la suite sur {s}
foot|Retrouvez l’intégralité de l’article sur {s}
""",
}
_TRANSLATED = {
    "en": """
foot|Translated from the {tongue}. Originally published in {s}{on}.
foot|Translated from the {tongue}.<br>Originally published in {s}{on}.
foot|This article was translated from {tongue}; the original appeared in {s}.
top|This article first appeared in {tongue} in {s}.
""",
    "de": """
foot|Aus dem {tongue} übersetzt. Zuerst erschienen bei {s}{on}
foot|Übersetzung aus dem {tongue}. Dieser Artikel erschien zuerst auf {s}.
""",
    "es": """
foot|Traducido del {tongue}.<br>Publicado originalmente en {s}.
foot|Traducción del artículo original publicado en {s}{on}.
""",
    "fr": """
foot|Traduit de l’{tongue}.<br>Article original : {s}
foot|Traduit de l’{tongue}. Cet article a été publié initialement sur {s}{on}.
""",
}
_MERGED = {
    "en": """
foot|Sources: {o}, {p}
foot|Originally published by {o}. Part of this article first appeared in {p}.
foot|This article was first published by {o} and by {p}.
""",
    "de": "foot|Quellen: {o}, {p}\n",
    "es": "foot|Fuentes: {o}, {p}\n",
    "fr": "foot|Sources : {o}, {p}\n",
}
_KINDS = {
    "page": _PAGE,
    "linked": _LINKED,
    "via": _VIA,
    "excerpt": _EXCERPT,
    "translation": _TRANSLATED,
    "merged": _MERGED,
}
TONGUES = {
    "en": {"de": "German", "es": "Spanish", "fr": "French"},
    "de": {"en": "Englischen", "es": "Spanischen", "fr": "Französischen"},
    "es": {"en": "inglés", "de": "alemán", "fr": "francés"},
    "fr": {"en": "anglais", "de": "allemand", "es": "espagnol"},
}
ON = {"en": " on {date}", "de": " am {date}", "es": " el {date}", "fr": " le {date}"}
MORE = {"en": "Read more", "de": "Weiterlesen", "es": "Leer más", "fr": "Lire la suite"}

# An agency signs in a dateline, a byline, below the text or in a label.
AGENCY: tuple[tuple[Spot, str], ...] = (
    ("dateline", "{TOWN} ({sign}) — "),
    ("dateline", "{TOWN}, {day} ({sign}) - "),
    ("dateline", "{town} ({sign}) – "),
    ("byline", "{name}"),
    ("foot", "({sign})"),
    ("foot", "— {name}"),
    ("label", "Source: {name}"),
    ("foot", "Copyright {year} {name}. All rights reserved."),
)


@cache
def wordings(kind: str, language: str) -> tuple[tuple[Spot, str], ...]:
    """All wordings of a kind in a language, with the place of each."""
    rows = (line.partition("|") for line in _KINDS[kind][language].split("\n") if line)
    return tuple((_spot(spot), words) for spot, _, words in rows)


def _spot(word: str) -> Spot:
    spots: dict[str, Spot] = {"top": "top", "foot": "foot", "label": "label"}
    return spots[word]
