"""Sites whose pages and lists lead astray, and what a crawl made of each."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from tests.hostile.crawled import Crawled
from tests.hostile.pages import article, credit
from tests.hostile.site import Answer, Handler, Site, body, status

_ODD = ("file:///etc/hostname", "data:text/html,x", "ftp://a.example/x",
        "javascript:alert(1)", "view-source:https://a.example/")  # fmt: skip
_PIXELS = ("/content/12345/count.gif", "/republication-pixel.gif")
_NET = (
    '<!DOCTYPE rss [<!ENTITY net SYSTEM "/entity"><!ENTITY % dtd SYSTEM "/dtd">%dtd;]>'
)
_STOLEN = "The last ferry leaves the harbour"


def sites(stack: ExitStack) -> dict[str, Site]:
    """Every site, started; the stack ends them."""
    hosts = iter(range(1, 100))

    def site(answers: dict[str, Answer]) -> Site:
        return stack.enter_context(Site(f"127.0.8.{next(hosts)}", answers))

    found: dict[str, Site] = {
        "good": site({"*": body(article("A good page"))}),
        "schemes": site({"/story": body(_crediting(*_ODD))}),
        "feed": site({"/feed": body(_feed(_ODD), "application/rss+xml")}),
        "entities": site({"/feed": body(_feed((), _NET), "application/rss+xml")}),
        "maps": site({"*": _maps}),
        "queries": site({"*": _query}),
        "stranger": site({"*": body(article(_STOLEN, salt=3))}),
    }
    good = found["good"].url("/secret").replace("://", "://reader:secret@")
    found["password"] = site({"/story": body(_crediting(good))})
    # Each article credits the next one, on the other of two sites.
    endless = [site({}), site({})]
    for number in range(2):
        endless[number].answers["*"] = _endless(endless[1 - number])
    found |= {"endless": endless[0], "endless-too": endless[1]}
    found["lister"] = site(_listing(found["stranger"].url("/story")))
    home = found["lister"].url("/")
    found["crediting"] = site({"/story": body(_crediting(home))})
    return found


def urls(found: dict[str, Site]) -> list[str]:
    """What to crawl from."""
    pages = ("schemes", "password", "endless", "crediting")
    return [
        *(found[name].url("/story") for name in pages),
        f"feed={found['feed'].url('/feed')}",
        f"feed={found['entities'].url('/feed')}",
        f"sitemap={found['maps'].url('/sitemap.xml')}",
        f"queries={found['queries'].url('/story')}",
    ]


def _crediting(*targets: str) -> bytes:
    told = "".join(credit(url, f"Herald {n}") for n, url in enumerate(targets))
    return article(_STOLEN, credit=told, salt=len(targets))


def _feed(links: tuple[str, ...], head: str = "") -> bytes:
    items = "".join(
        f"<item><title>&net;{url[:4]}</title><link>{url}</link></item>"
        for url in (*links, "/story")
    )
    return f"{head}<rss><channel>{items}</channel></rss>".encode()


def _maps(handler: Handler) -> None:
    """An index of three indexes, itself, and one that leads back to it."""
    here = handler.server.site.url(handler.path.rstrip("/"))
    inner = [here, *(f"{here}{n}.xml" for n in range(3))]
    entries = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in inner)
    text = f"<sitemapindex>{entries}</sitemapindex>"
    handler.give(text.encode(), headers={"Content-Type": "application/xml"})


def _query(handler: Handler) -> None:
    handler.give(article("One page under every query"))


def _endless(other: Site) -> Answer:
    def answer(handler: Handler) -> None:
        number = int(handler.path.rpartition("-")[2]) if "-" in handler.path else 0
        told = credit(other.url(f"/story-{number + 1}"), f"Herald {number + 1}")
        handler.give(article(f"Day {number}", credit=told, salt=number))

    return answer


def _listing(stranger: str) -> dict[str, Answer]:
    """A front page, a feed and a sitemap that list somebody else's article."""
    link = f'<h2><a href="{stranger}">{_STOLEN}</a></h2>'
    feed = f"<item><title>{_STOLEN}</title><link>{stranger}</link></item>"
    return {
        "/": body(f"<html><body>{link * 3}</body></html>".encode()),
        "/feed/": body(f"<rss><channel>{feed}</channel></rss>".encode(), "text/xml"),
        "/sitemap.xml": body(
            f"<urlset><url><loc>{stranger}</loc></url></urlset>".encode(), "text/xml"
        ),
        "*": status(404),
    }


def _of(done: Crawled, name: str) -> list[str]:
    """The URLs of the frontier on a site."""
    return [url for url in done.ends if url.startswith(done.sites[name].url(""))]


def _schemes(done: Crawled) -> str:
    assert done.outcome(done.sites["schemes"].url("/story")) == "kept"
    odd = [url for url in done.ends if not url.startswith("http")]
    return "none queued" if not odd else str(odd)


def _feeds(done: Crawled) -> str:
    assert done.outcome(done.sites["feed"].url("/feed")) == "listed"
    return _schemes(done)


def _password(done: Crawled) -> str:
    site = done.sites["good"]
    assert site.asked == ["/robots.txt", "/secret"]
    assert not any("Authorization" in headers for headers in site.seen)
    assert not any("@" in url for url in done.ends)
    return "sent without"


def _consoles(done: Crawled) -> str:
    return "nothing listens" if not done.listening else str(done.listening)


def _articles(done: Crawled) -> str:
    names = ("endless", "endless-too")
    asked = [p for name in names for p in done.sites[name].pages_asked()]
    return f"{len([path for path in asked if 'story' in path])} asked"


def _queries(done: Crawled) -> str:
    ends = [done.ends[url] for url in _of(done, "queries")]
    assert len(ends) == 10_000
    trapped = [end for end in ends if end[1] == "trap"]
    assert len(trapped) == 10  # the rest of what a host may be asked: stays queued
    return f"{len(done.sites['queries'].pages_asked())} asked"


def _entities(done: Crawled) -> str:
    site = done.sites["entities"]
    assert done.outcome(site.url("/feed")) == "listed"
    odd = [path for path in site.asked if path in {"/entity", "/dtd"}]
    return "nothing fetched" if not odd else str(odd)


def _sitemaps(done: Crawled) -> str:
    asked = done.sites["maps"].pages_asked()
    assert len(asked) == len(set(asked))
    deepest = max(path.count(".xml") for path in asked)
    bounded = deepest <= 3 and len(asked) <= 500
    return "3 levels, 500 files" if bounded else f"{deepest} levels, {len(asked)} files"


def _stranger(done: Crawled) -> str:
    assert "/" in done.sites["lister"].asked
    asked = done.sites["stranger"].asked
    return "never asked" if not asked else str(asked)


CHECKS: dict[str, Callable[[Crawled], str]] = {
    "credits of other schemes": _schemes,
    "feed of other schemes": _feeds,
    "credit with a password": _password,
    "consoles": _consoles,
    "articles without end": _articles,
    "ten thousand queries": _queries,
    "feed with entities": _entities,
    "sitemaps without end": _sitemaps,
    "another outlet's page": _stranger,
}
"""What came of each case, in the words of its row."""
