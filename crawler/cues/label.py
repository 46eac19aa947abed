"""What stands before a colon and a name: "Text: AFP" signs, "Beeld: ANP" does not."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from crawler.fields.wordlists import listed

_LABEL = re.compile(
    r"^\W{0,4}(?P<label>[^\W\d_][^:：\n\d|]{0,40}?)\s{0,2}[:：]\s{0,2}(?P<rest>[^\n\d]{1,80})$"
)
# "Zdj. PAP", "Kuva/STT": a picture's without a colon.
_PICTURE = re.compile(
    r"^\W{0,4}(?:zdj|fot|foto|fotók?|kép|beeld|afbeelding|kuva|kuvat|bilde?r?|ilustr?|illustr?"
    r"|img|imagem|imagen|imatge|immagine|görsel|φωτ|φωτό|илл?|иллюстр|рис|снимка|кадр)"
    r"\s?[./–-]\s?(?P<rest>[^\n]{1,60})$",
    re.IGNORECASE,
)
_MOST_WORDS = 4
# What an agency's name may hold in small letters: "agence de presse".
_KINDS = frozenset(
    "press news presse prensa noticias notícias stampa prasowa informacyjna новостей"
    " информационное агентство інформаційне agency agence agencia agência".split()
)
_AROUND = " ()[]（）."
# An agency may be announced as one: "Agentur: dpa".
_AGENCY = re.compile(
    r"(?:press\s|news\s)?agenc(?:y|ies|ia|ja|e|es)|\w{0,12}agentur\w?|agenzia|agência"
    r"|persbureau|agentschap|\w{0,7}byrå|haber\sajansı|ajans|агентство|агенція|агенција"
    r"|πρακτορείο|通讯社|通訊社|通信社|통신사|وكالة|خبرگزاری",
    re.IGNORECASE,
)


def under_other_label(text: str) -> str:
    """What stands behind a label that announces neither an author nor a source.

    Pictures have labels in every language; those of texts are few and known.

    >>> under_other_label("Beeld: ANP"), under_other_label("Text: dpa")
    ('ANP', '')
    >>> under_other_label("Zdj. PAP")
    'PAP'
    """
    text = unicodedata.normalize("NFC", text)
    if pictured := _PICTURE.match(text):
        return pictured["rest"].strip(_AROUND)
    match = _LABEL.match(text)
    if match is None or len(match["label"].split()) > _MOST_WORDS:
        return ""
    label = match["label"].strip(" *_")
    return "" if _is_known(label) else match["rest"].strip(_AROUND)


def _is_known(label: str) -> bool:
    """Whether a label is one of a text's, maybe behind a desk: "Newsroom Source:"."""
    last = label.rpartition(" ")[2]
    labels = (label, last) if not last[:1].islower() else (label,)
    return any(one.casefold() in _labels() or _AGENCY.fullmatch(one) for one in labels)


def introduces(word: str) -> bool:
    """Whether a word stands in what is said before an author or a source.

    >>> introduces("written"), introduces("reports")
    (True, False)
    """
    return word.casefold() in _words()


@cache
def _labels() -> frozenset[str]:
    kinds = ("by", "labels", "inside", "sources")
    found = frozenset[str]().union(*(listed("byline", kind) for kind in kinds))
    return frozenset(word.rstrip(":/") for word in found)


@cache
def _words() -> frozenset[str]:
    found = frozenset(word for label in _labels() for word in label.split())
    return found | _KINDS
