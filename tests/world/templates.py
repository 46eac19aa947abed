"""From an article to a page: what every template gets, and which there are."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from graph.model import Date
from tests.world import plain, skeletons
from tests.world.dates import with_time
from tests.world.furniture import furnished
from tests.world.sheet import Sheet
from tests.world.skeletons import Parts

TEMPLATES: dict[str, Callable[[Parts], str]] = {
    "jsonld": skeletons.jsonld,
    "opengraph": skeletons.opengraph,
    "microdata": skeletons.microdata,
    "wordpress": skeletons.wordpress,
    "weblog": plain.weblog,
    "tables": plain.tables,
    "hentry": skeletons.hentry,
    "breaks": plain.breaks,
}


def render(  # noqa: PLR0913 - what a page is
    sheet: Sheet,
    *,
    url: str,
    headline: str,
    authors: tuple[str, ...],
    stated: Date | None,
    language: str,
    text: str,
) -> str:
    """The page as HTML."""
    room = furnished(sheet.host, sheet.outlet_name, language, sheet.looks)
    byline = sheet.byline if sheet.byline is not None else " and ".join(authors)
    month_first = room.month_first
    date = with_time(stated, language, month_first=month_first) if stated else ""
    by_spot: dict[str, str] = {}
    for note in sheet.notes:
        by_spot[note.spot] = by_spot.get(note.spot, "") + note.words
    lines = text.split("\n")
    lines[0] = by_spot.get("dateline", "") + lines[0]
    parts = Parts(
        room=room,
        url=url,
        outlet=escape(sheet.outlet_name, quote=False),
        headline=escape(headline, quote=False),
        authors=authors,
        byline=escape(byline, quote=False),
        stated=stated.value if stated else "",
        date=date,
        language=language,
        lines=[escape(line, quote=False) for line in lines],
        top=by_spot.get("top", ""),
        foot=by_spot.get("foot", ""),
        label=by_spot.get("label", ""),
        teasers=[
            (escape(teaser.headline, quote=False), teaser.url)
            for teaser in sheet.teasers
        ],
    )
    return TEMPLATES[sheet.template](parts)
