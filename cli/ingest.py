"""``whence ingest``: what a user has already, without the network."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from cli.catching_up import catch_up
from cli.inputs import PIPE, Inputs
from cli.output import counted, print_json
from cli.settings import Settings, common
from graph.errors import InputError, StoppedEarly, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cli.meter import Meter
    from cli.progress import Progress
    from crawler.ingest import Counts, Item
    from graph.model import Article, Outcome


@click.command("ingest")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--url", help="The address of the page in FILE.")
@click.option("--again", is_flag=True, help="Also take in archives that were before.")
@common
@click.pass_obj
def command(
    settings: Settings, files: Sequence[str], url: str | None, *, again: bool
) -> None:
    """Take in WARC files, saved pages, texts and JSON lines.

    FILE may be a WARC or WACZ file, a saved HTML page, a Markdown or plain text, or
    JSON lines with "html", "text" or "file" and a "url"; each may be gzipped, and -
    is standard input. Of a folder, all archives and HTML pages below it are taken.
    Nothing is fetched. Run again after a stop, it goes on where it was.
    """
    address = _address(url, files)
    from crawler.workers import prepare

    prepare()
    from cli.meter import Meter
    from cli.progress import Progress
    from crawler.ingest import Counts, ingest
    from crawler.stopping import on_interrupt

    store = settings.store(create=True)
    catch_up(settings, store)
    inputs = Inputs(settings, store, url=address, again=again)
    paths = inputs.paths(files)
    if address and len(paths) > 1:
        raise UsageError("--url belongs to one FILE")
    meter = Meter(path for path in paths if path != PIPE)
    counts, line = Counts(), Progress(quiet=settings.quiet)
    with on_interrupt() as stopping:
        taken = ingest(
            store,
            inputs.items(paths, meter, stopping),
            counts=counts,
            quiet=not settings.verbose,
            settling=line.settle,
            stopped=stopping,
        )
        _follow(taken, counts, line, meter, _Telling(settings))
    if stopping():
        line.end()
        raise StoppedEarly(_stopped(counts, inputs.current))
    _answer(settings, counts, inputs)


def _follow(
    taken: Iterator[tuple[Item, Article]],
    counts: Counts,
    line: Progress,
    meter: Meter,
    telling: _Telling,
) -> None:
    """Take in every item, and tell what can't be read and how far it is."""
    for item, article in taken:
        meter.reach(item.intake)
        for note in telling.notes(item, article):
            line.end()
            telling.settings.note(note)
        if line.due():
            facts = {"articles": counts.articles, "claims": counts.claims}
            facts = {"read": counts.items, **facts}
            if meter.total:
                line.show_bytes(meter, facts, done=counts.items)
            else:
                line.show(facts, done=counts.items)
    line.end()
    telling.end(counts)


class _Telling:
    """What the user is told of items: at once, or added up at the end."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._nameless = 0
        self._barren: Counter[str] = Counter()

    def notes(self, item: Item, article: Article) -> Iterator[str]:
        """What is told at once."""
        from graph.model import Outcome

        if item.doubt:
            yield item.doubt
        if article.outcome is not Outcome.KEPT:
            if item.intake:
                # Much of what crawlers keep is no article.
                self._barren[article.outcome.value] += 1
            else:
                yield _why(item, article.outcome)
        elif article.url is None and item.kind == "record":
            self._nameless += 1
        elif article.url is None:
            yield f"{item.label}: no address is known for it; give it with --url"

    def end(self, counts: Counts) -> None:
        """Tell what was added up."""
        note = self.settings.note
        if self._barren:
            words = [f"{many:,} {word}" for word, many in self._barren.most_common()]
            note(f"pages of archives that are no article: {', '.join(words)}")
        if self._nameless:
            told = "known by their outlet and id, or by their words"
            note(f"{counted(self._nameless, 'text')} without an address: {told}")
        if counts.lost:
            told = "of pages that are not in their file were passed over"
            note(f"{counted(counts.lost, 'revisit')} {told}")


def _stopped(counts: Counts, current: str) -> str:
    """Where it was stopped, and how to go on."""
    done = f"{counts.items:,} read and kept"
    return f"stopped in {current}; {done}. Run the same command again to go on"


def _answer(settings: Settings, counts: Counts, inputs: Inputs) -> None:
    """Print what was taken in; raise InputError where nothing could be."""
    failed = inputs.failed
    answer = {
        "items": counts.items,
        "articles": counts.articles,
        "new": counts.new,
        "claims": counts.claims,
        "outcomes": counts.outcomes,
        "lost_revisits": counts.lost,
        "unreadable": failed,
        "before": inputs.before,
    }
    if settings.json:
        print_json(answer)
    else:
        articles = counted(counts.articles, "article")
        claims = counted(counts.claims, "claim")
        new = "" if counts.new == counts.articles else f" ({counts.new:,} new)"
        click.echo(f"{counts.items:,} read, {articles}{new}, {claims}")
    if counts.nothing == counts.items and (failed or counts.items):
        raise InputError("nothing could be read")
    if counts.items == 1 and not counts.articles:
        raise InputError("no article was found in it")


def _why(item: Item, outcome: Outcome) -> str:
    """Why nothing was kept of an item, in one line."""
    from cli.stats import OUTCOMES

    # An item without a body says in its label what was wrong with it.
    if not item.body:
        return item.label
    return f"{item.label}: {outcome.value} ({OUTCOMES[outcome.value]})"


def _address(url: str | None, files: Sequence[str]) -> str | None:
    from graph.identity import clean_url

    if url is None:
        return None
    if len(files) > 1:
        raise UsageError("--url belongs to one FILE")
    cleaned = clean_url(url)
    if cleaned is None:
        raise UsageError(f"not a URL: {url}")
    return cleaned
