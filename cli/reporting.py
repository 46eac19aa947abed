"""What a crawl says when it has ended: what it did, and what became of the seeds."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import click

from cli.output import counted, print_json
from cli.progress import duration
from graph.errors import InputError, StoppedEarly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.settings import Settings
    from crawler.crawl import Result
    from crawler.spiders.limits import Tally
    from graph.store.engine import Store
    from graph.store.frontier import Entry

_READ = ("kept", "listed", "unchanged")
_COUNTED = ("page", "article", "claim")
_MOST_OUTCOMES = 4


def report(
    settings: Settings, store: Store, seeds: Sequence[Entry], result: Result
) -> None:
    """Tell how the seeds ended and what there is now; raises for an early end."""
    from graph import query
    from graph.store import frontier

    with store.read() as connection:
        ended = {seed.url: frontier.outcome_of(connection, seed) for seed in seeds}
        stats = query.stats(connection)
    lost = {u: why for u, why in ended.items() if why and why[0] not in _READ}
    answer = {
        "seeds": [
            {
                "url": url,
                "outcome": why[0] if why else None,
                "detail": why[1] if why else "",
            }
            for url, why in ended.items()
        ],
        "pages": result.tally.pages,
        "articles": result.tally.articles,
        "claims": result.tally.claims,
        "republications": sum(stats["republications"]["verdicts"].values()),
        "queued": result.counts["queued"],
    }
    if settings.json:
        print_json(answer)
    elif len(lost) < len(ended) or not seeds:
        _say(settings, store, seeds, answer, result)
    _end(settings, result, seeds, lost)


def _say(
    settings: Settings,
    store: Store,
    seeds: Sequence[Entry],
    answer: dict[str, Any],
    result: Result,
) -> None:
    """The counts, and the chain of the seed where there is just one."""
    from cli import chain
    from graph import query
    from graph.errors import UnknownError

    done = ", ".join(counted(answer[f"{noun}s"], noun) for noun in _COUNTED)
    edges = counted(answer["republications"], "republication")
    passed = duration(time.monotonic() - result.tally.started)
    click.echo(f"{done} in {passed}; {edges} in the store")
    if lost := _lost(result.tally):
        click.echo(lost)
    if len(seeds) == 1 and not settings.quiet:
        try:
            with store.read() as connection:
                tree = query.chain(connection, seeds[0].url)
        except UnknownError:
            return
        click.echo()
        chain.show(tree)
    elif len(seeds) > 1:
        click.echo(f"Ask about one of them: whence chain {seeds[0].url}")


def _lost(tally: Tally) -> str:
    """What could not be read in this run, the most frequent reasons first."""
    why = {o: n for o, n in tally.outcomes.most_common() if o not in _READ}
    if not why:
        return ""
    told = [f"{number:,} {outcome}" for outcome, number in why.items()]
    rest = ["…"] if len(told) > _MOST_OUTCOMES else []
    words = ", ".join([*told[:_MOST_OUTCOMES], *rest])
    return f"{sum(why.values()):,} not read: {words}; see: whence stats --hosts"


def _end(
    settings: Settings,
    result: Result,
    seeds: Sequence[Entry],
    lost: dict[str, tuple[str, str]],
) -> None:
    """Tell what was not read, a line each; raises where the run ended badly."""
    from cli.stats import OUTCOMES

    lines = [
        f"{url}: {word} ({why or OUTCOMES[word]})" for url, (word, why) in lost.items()
    ]
    if len(seeds) == len(lines) == 1:
        raise InputError(lines[0])
    for line in lines:
        settings.note(line)
    queued = counted(result.counts["queued"], "URL")
    if result.stopped:
        raise StoppedEarly(
            f"stopped with {queued} queued; run again with the same options to resume"
        )
    if result.reached and result.counts["queued"]:
        settings.note(f"ended by {result.reached}; {queued} queued for the next run")
    if seeds and len(lost) == len(seeds):
        raise InputError("none of the URLs could be read")
    if result.waiting:
        raise StoppedEarly(
            f"{queued} left for sites that asked for a pause; run again later"
        )
