"""What an outlet prints around all of its articles: menus, notices, footers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from random import Random

_SECTIONS = {
    "en": "News Politics Business Culture Sport Opinion Science Health Travel World",
    "de": "Nachrichten Politik Wirtschaft Kultur Sport Meinung Wissen Reise Region",
    "es": "Noticias Política Economía Cultura Deportes Opinión Ciencia Viajes Mundo",
    "fr": "Actualités Politique Économie Culture Sport Opinion Sciences Voyage Monde",
}
_WORDS = {
    "en": "By/Published/Related stories/About us/Contact/Privacy/Share this article",
    "de": "Von/Veröffentlicht am/Mehr zum Thema/Impressum/Kontakt/Datenschutz/Teilen",
    "es": "Por/Publicado el/Noticias relacionadas/Quiénes somos/Contacto/Privacidad"
    "/Compartir",
    "fr": "Par/Publié le/À lire aussi/Qui sommes-nous/Contact/Confidentialité/Partager",
}
_COOKIES = {
    "en": "We use cookies to make this site work and to measure how it is used./"
    "This website stores cookies on your computer. By going on you agree to that./"
    "We and our partners store information on a device and process personal data.",
    "de": "Wir verwenden Cookies, um diese Website zu betreiben und zu verbessern.",
    "es": "Utilizamos cookies para que este sitio funcione y para medir su uso.",
    "fr": "Nous utilisons des cookies pour faire fonctionner ce site et le mesurer.",
}
_APPEALS = {
    "en": "Sign up for our newsletter and get the news of the day in your inbox./"
    "Our reporting is free to read because readers like you pay for it./"
    "Do you know more about this story? Write to our newsroom in confidence./"
    "Follow us for the latest news from our region, every day of the week./"
    "If you found a mistake in this text, please let our editors know./"
    "Comments are open for two days and are read before they appear.",
    "de": "Abonnieren Sie unseren Newsletter und lesen Sie morgens, was wichtig ist./"
    "Haben Sie einen Fehler gefunden? Schreiben Sie unserer Redaktion.",
    "es": "Suscríbase a nuestro boletín y reciba cada mañana las noticias del día./"
    "¿Ha encontrado un error? Escriba a nuestra redacción.",
    "fr": "Abonnez-vous à notre lettre et recevez chaque matin les nouvelles du jour./"
    "Vous avez trouvé une erreur ? Écrivez à notre rédaction.",
}
_RIGHTS = {
    "en": "All rights reserved./This material may not be published, broadcast, "
    "rewritten or redistributed without permission./Our own articles are free to "
    "republish under a Creative Commons licence if you name the author.",
    "de": "Alle Rechte vorbehalten.",
    "es": "Todos los derechos reservados.",
    "fr": "Tous droits réservés.",
}


@dataclass(frozen=True, slots=True)
class Furniture:
    """Markup and words that are the same on every page of an outlet."""

    home: str
    menu: tuple[tuple[str, str], ...]
    """Sections and their addresses."""
    by: str
    posted: str
    related: str
    cookies: str
    appeal: str
    """Stands behind the article, inside of its column on some sites."""
    inside: bool
    rights: str
    feet: tuple[tuple[str, str], ...]
    share: str
    month_first: bool
    left: bool
    """Whether teasers stand before the article."""

    def links(self, pairs: tuple[tuple[str, str], ...], around: str = "li") -> str:
        """Links in a row, each in an element."""
        return "".join(
            f'<{around}><a href="{url}">{name}</a></{around}>' for name, url in pairs
        )


@lru_cache(maxsize=8192)
def furnished(host: str, name: str, language: str, looks: int) -> Furniture:
    """The furniture of an outlet."""
    chance = Random(looks)  # noqa: S311 - a simulation has no secrets
    home = f"https://{host}/"
    sections = chance.sample(_SECTIONS[language].split(), 6)
    by, posted, related, about, contact, privacy, share = _WORDS[language].split("/")
    appeals = _APPEALS[language].split("/")
    chosen = chance.sample(appeals, chance.randint(1, min(3, len(appeals))))
    return Furniture(
        home=home,
        menu=tuple(
            (s, f"{home}section/{number}/") for number, s in enumerate(sections)
        ),
        by=by,
        posted=posted,
        related=related,
        cookies=chance.choice(_COOKIES[language].split("/")),
        appeal=" ".join(chosen),
        inside=chance.random() < 0.3,
        rights=f"© 2024 {escape(name)}. {chance.choice(_RIGHTS[language].split('/'))}",
        feet=tuple(
            (s, f"{home}page/{number}/")
            for number, s in enumerate((about, contact, privacy))
        ),
        share=share,
        month_first=chance.random() < 0.5,
        left=chance.random() < 0.3,
    )
