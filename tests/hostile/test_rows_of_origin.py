"""F-41 to F-45: pages that deceive about their origin, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cli.main import run
from crawler import ingest as ingesting
from tests.crawler.here import Here
from tests.hostile.bounds import within_bounds
from tests.hostile.pages import article, credit
from tests.hostile.row import Row
from tests.hostile.rows_store import ORIGIN
from tests.hostile.world import World

A = "https://alpha.example/2022/ferry"
B = "https://beta.example/2022/ferry"
C = "https://gamma.example/2022/ferry"
TITLE = "The last ferry leaves the harbour"
_ORDER = ("rejected", "possible", "likely", "certain")


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(ingesting, "Workers", Here)
    made = World(tmp_path)
    yield made
    made.store.close()


@pytest.mark.parametrize("row", ORIGIN, ids=lambda row: f"{row.id} {row.name}")
def test_what_follows_from_a_page(row: Row, world: World) -> None:
    with within_bounds(row):
        if row.name in HIDDEN:
            assert claims_of(world, HIDDEN[row.name]) == row.expected
        else:
            assert CASES[row.name](world) == row.expected


def page(
    outlet: str, *, day: int = 18, salt: int = 0, said: str = "", canonical: str = ""
) -> str:
    """An article of an outlet, published on a day of February 2022."""
    body = article(TITLE, outlet=outlet, credit=said, salt=salt).decode()
    link = (
        f'<link rel="canonical" href="{canonical}"></head>' if canonical else "</head>"
    )
    body = body.replace("18 February", f"{day} February")
    return body.replace("</head>", link)


_OTHER = (
    "Beekeepers of the valley counted their hives again after the longest frost",
    "since records began, and found that four of five colonies were alive.",
    "An engineer explains why the bridge will stay closed until its cables",
    "are replaced, which may take three summers if no more money is found.",
    "Readers wrote to us about the price of bread, about a clock that stopped",
    "and about the orchestra, whose conductor leaves for Lisbon this autumn.",
)


def other(outlet: str, *, day: int = 18, said: str = "", canonical: str = "") -> str:
    """An article without a word of those, under another headline."""
    body = page(outlet, day=day, said="SAID", canonical=canonical)
    head, _, rest = body.partition("</p>")
    told = "".join(
        f"<p>{line}</p>" for line in (" ".join(_OTHER), " ".join(_OTHER[2:]))
    )
    page_ = f"{head}</p>{told}{said}</article></body></html>".replace(
        "Ann Lee", "Bo Diaz"
    )
    return page_.replace(TITLE, "What else there is in the valley") if rest else page_


def verdict(world: World, source: str, copy: str) -> str:
    """The verdict on an edge, in the words of the table."""
    found = world.edges().get((source, copy))
    if found is None or found["verdict"] == "rejected":
        return "rejected" if found else "no edge"
    return str(found["verdict"])


def at_most(world: World, most: str = "possible") -> str:
    """``at most possible`` where no edge of the world is surer; else the surest."""
    found = [edge["verdict"] for edge in world.edges().values()]
    surest = max(found, key=_ORDER.index, default="rejected")
    over = _ORDER.index(surest) > _ORDER.index(most)
    return surest if over else f"at most {most}"


# F-41


def canonical_home(world: World) -> str:
    world.take({A: page("Alpha"), B: other("Beta", canonical="https://alpha.example/")})
    return "no edge" if not world.edges() else str(world.edges())


def canonical_ring(world: World) -> str:
    world.take(
        {
            A: page("Alpha", canonical=B),
            B: other("Beta", canonical=A),
        }
    )
    return at_most(world)


def canonical_unrelated(world: World) -> str:
    world.take({A: page("Alpha"), B: other("Beta", canonical=A)})
    return verdict(world, A, B)


def canonical_stranger(world: World) -> str:
    stranger = "https://stranger.example/x/y"
    world.take({B: page("Beta", canonical=stranger)})
    before = verdict(world, stranger, B)
    world.take({stranger: other("Stranger")})
    return f"{before}, {verdict(world, stranger, B)} once it is read"


def canonical_true(world: World) -> str:
    world.take({A: page("Alpha", day=15), B: page("Beta", day=18, canonical=A)})
    return verdict(world, A, B)


def canonical_own(world: World) -> str:
    amp = "https://alpha.example/amp/story-7"
    world.take({amp: page("Alpha", canonical=A), A: page("Alpha", canonical=A)})
    (found,) = world.lines("article")
    assert {amp, A} <= set(found["urls"])
    return "one article"


# F-42


def dated_before(world: World) -> str:
    world.take(
        {A: page("Alpha", day=18), B: page("Beta", day=2, said=credit(A, "Alpha"))}
    )
    edge = world.edges()[A, B]
    later = "later" in {reason["name"] for reason in edge["reasons"]}
    return f"{at_most(world)}{', later' * later}"


def dated_after(world: World) -> str:
    world.take(
        {A: page("Alpha", day=2), B: page("Beta", day=18, said=credit(A, "Alpha"))}
    )
    return verdict(world, A, B)


# F-43


def agency_byline(world: World) -> str:
    wire = "https://www.reuters.com/world/ferry-2022-02-17/"
    signed = other("Beta").replace("By Bo Diaz", "By Reuters")
    world.take({wire: page("Reuters", day=17), B: signed})
    found = world.edges().get((wire, B))
    return "at most possible" if not found or found["verdict"] in _ORDER[:2] else "sure"


def credit_alone(world: World) -> str:
    said = credit(A, "Alpha")
    world.take({A: page("Alpha", day=2), B: other("Beta", said=said)})
    return at_most(world)


def claims_of(world: World, said: str) -> str:
    world.take({A: page("Alpha", day=2), B: page("Beta", salt=3, said=said)})
    return "no claim" if not world.lines("claim") else "a claim"


_SAID = credit(A, "Alpha")
_MORE = "<p>Nobody on the quay knew what to make of that, or wanted to say so.</p>" * 3
HIDDEN = {
    "a hidden credit": f"<div style='display:none'>{_SAID}</div>",
    "a credit in a comment": f"<ol class='commentlist'><li>{_SAID}</ol>",
    "a credit in a related box": f"<aside class='related-posts'>{_SAID}</aside>",
    "a credit in a quotation": "<p>“This article was originally published by Alpha,” "
    f"an old note on the wall of the office said.</p>{_MORE}",
    "a negated credit": _SAID.replace("was originally", "was not originally"),
}


# F-44


def mutual(world: World) -> str:
    world.take(
        {
            A: page("Alpha", said=credit(B, "Beta")),
            B: page("Beta", said=credit(A, "Alpha")),
        }
    )
    return at_most(world)


def itself(world: World) -> str:
    world.take({A: page("Alpha", said=credit(A, "Alpha"))})
    return "no edge" if not world.edges() else str(world.edges())


def circle(world: World) -> str:
    around = ((A, B, "Beta"), (B, C, "Gamma"), (C, A, "Alpha"))
    world.take({url: page(url, said=credit(to, name)) for url, to, name in around})
    for url, _, _ in around:
        for question in ("origin", "chain", "reposts"):
            assert run(["--db", world.path, "-q", question, url]) == 0
    assert all(source != copy for source, copy in world.edges())
    return "ends"


# F-45. Ten thousand pages with one template: python -m benchmarks.reuse.

_PAGES = 60
_NOTICE = (
    "We and our partners store and read information on your device, such as cookies "
    "and device identifiers, to show you personal content, to measure how many people "
    "read a page and learn what they would like to read next; you may refuse that, "
    "or change your mind at any time, with the button at the foot of each page here. "
)
_LICENCE = (
    "<p>Our articles may be republished free, online or in print, under a Creative "
    "Commons licence, as long as they are not edited but for time and place, as long "
    "as the author and the institute are named, and as long as the page counter that "
    "stands at the end of each text is taken over with it as it is, unchanged.</p>"
)
_RELEASE = (
    "<p>“We regret that the crossing could not be kept, and thank the crews who have "
    "served the island for forty years in any kind of weather,” the company said in "
    "a statement to the press on Tuesday evening, adding that it would answer letters "
    "about tickets already sold by letter, in the order in which they came in.</p>"
)


def everywhere(said: str, box: str = "{}") -> Callable[[World], str]:
    """Many articles of many outlets, each of its own, and one text on all of them."""

    def case(world: World) -> str:
        texts = {
            f"https://outlet-{n}.example/2022/story-{n}": page(
                f"Outlet {n}", salt=100 + n, said=box.format(said)
            ).replace(TITLE, f"What happened on day {n} in village {n * 7}")
            for n in range(_PAGES)
        }
        world.take(texts)
        shown = [
            edge for edge in world.edges().values() if edge["verdict"] != "rejected"
        ]
        return "no edge" if not shown else f"{len(shown)} edges"

    return case


CASES: dict[str, Callable[[World], str]] = {
    "a canonical to the home page": canonical_home,
    "canonicals in a ring": canonical_ring,
    "a canonical to an unrelated story": canonical_unrelated,
    "a canonical to a stranger": canonical_stranger,
    "a canonical to the copied article": canonical_true,
    "a canonical within the outlet": canonical_own,
    "a copy dated before its original": dated_before,
    "a copy with the right date": dated_after,
    "a byline of an agency without its text": agency_byline,
    "a credit without shared text": credit_alone,
    "two pages that credit each other": mutual,
    "a page that credits itself": itself,
    "a circle of three": circle,
    "a cookie notice on every page": everywhere(
        _NOTICE * 2, "<div class='cookies'>{}</div>"
    ),
    "a licence on every page": everywhere(_LICENCE),
    "a press release in many articles": everywhere(_RELEASE),
}
