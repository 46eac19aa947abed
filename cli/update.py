"""``whence update``: what is new at the watched outlets, once."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from cli import crawl as crawling
from cli import manners
from cli.catching_up import catch_up
from cli.output import counted, print_json
from cli.settings import Settings, common
from cli.status import Status
from graph.errors import InputError, StoppedEarly, UnknownError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from crawler.crawl import Result
    from graph.store.watched import Watched

    Answer = dict[str, Any]

_OF_CRAWL = (
    "since",
    "depth",
    "direction",
    "delay",
    "allow_private",
    "max_pages",
    "max_per_host",
    "max_hosts",
    "max_bytes",
    "max_time",
    "contact",
    "log_format",
    "log_file",
)
_ANSWERED = ("listed", "unchanged")


def _options() -> list[click.Parameter]:
    """Those options of a crawl that an update has, too."""
    known = {option.name: copy.copy(option) for option in crawling.command.params}
    since = known["since"]
    assert isinstance(since, click.Option)  # noqa: S101 - it is one there
    since.help = "Leave out what is listed as published before, e.g. 2024-01."
    return [known[name] for name in _OF_CRAWL]


@click.command("update", params=_options())
@click.argument("outlets", nargs=-1, metavar="[OUTLET]...")
@common
@click.pass_obj
def command(settings: Settings, /, outlets: Sequence[str], **options: Any) -> None:  # noqa: ANN401 - click's
    """Fetch what is new at the watched outlets, once.

    Asks the front page, the feeds and the sitemaps of each outlet, or of the ones
    named, fetches the articles that were not met before, and follows what they
    credit. Recent articles are asked again; what one was before its page changed
    is kept, see whence history. Says nothing where nothing is new.
    """
    from crawler import update
    from crawler.crawl import crawl

    plan, limits = crawling.plan_of(options), manners.limits(options)
    asking = crawling.scrapy_of(options)
    store = settings.store()
    catch_up(settings, store)
    with store.write() as connection:
        chosen = _chosen(connection, outlets)
        lists = update.begin(connection, chosen, now=datetime.now(UTC))
    with crawling.logging(settings, options):
        result = crawl(
            store,
            plan=plan,
            limits=limits,
            options=asking,
            progress=Status(store, delay=options["delay"], quiet=settings.quiet),
        )
    with store.read() as connection:
        answer = _answer(connection, lists, result)
    if settings.json:
        print_json(answer)
    else:
        _say(answer["outlets"])
    _end(settings, answer, result)


def _chosen(connection: Connection, outlets: Sequence[str]) -> list[Watched]:
    """The watched outlets that are named, or all."""
    from crawler.watch import site_of
    from graph.store import watched

    known = {one.key: one for one in watched.all_of(connection)}
    if not known:
        raise UsageError("no outlet is watched; register one with: whence watch OUTLET")
    keys = [site_of(connection, text)[0] for text in outlets]
    for text, key in zip(outlets, keys, strict=True):
        if key not in known:
            message = f"{text} is not watched; register it with: whence watch {text}"
            raise UnknownError(message, subject=text)
    return [known[key] for key in dict.fromkeys(keys or known)]


def _answer(
    connection: Connection, lists: Mapping[str, Sequence[str]], result: Result
) -> Answer:
    from graph import query

    tally = result.tally
    return {
        "outlets": [
            {
                **{name: one[name] for name in ("outlet", "home", "new", "changed")},
                "failed": _failed(connection, lists[one["outlet"]["key"]]),
            }
            for one in query.watched(connection, list(lists))
        ],
        "pages": tally.pages,
        "articles": tally.articles,
        "claims": tally.claims,
        "unchanged": tally.unchanged,
        "queued": result.counts["queued"],
    }


def _failed(connection: Connection, lists: Sequence[str]) -> str | None:
    """The outcome of an outlet's front page where none of its lists could be read."""
    from graph.store import again

    ends = again.ends(connection, lists)
    outcomes = [ends[key]["outcome"] for key in lists if key in ends]
    # What was not reached in this run has none yet.
    if None in outcomes or set(outcomes) & set(_ANSWERED):
        return None
    return str(outcomes[0])


def _say(outlets: Sequence[Answer]) -> None:
    """Tell what is new and what has changed, and nothing else."""
    from cli import render

    to = render.console()
    for one in outlets:
        if one["new"] or one["changed"]:
            new, changed = len(one["new"]), len(one["changed"])
            to.print(f"{render.outlet(one)}: {new:,} new, {changed:,} changed")
            for sign, urls in (("+", one["new"]), ("~", one["changed"])):
                for url in urls:
                    render.print_address(to, {"url": url}, before=f"  {sign} ")


def _end(settings: Settings, answer: Answer, result: Result) -> None:
    """Tell which outlets did not answer; raises where the run ended badly."""
    from cli.stats import OUTCOMES

    outlets = answer["outlets"]
    failed = [one for one in outlets if one["failed"]]
    for one in failed:
        word = one["failed"]
        settings.note(f"{one['home']}: {word} ({OUTCOMES[word]})")
    queued = counted(answer["queued"], "URL")
    if result.stopped:
        raise StoppedEarly(f"stopped with {queued} queued; run again to resume")
    if failed and len(failed) == len(outlets):
        raise InputError("none of the outlets could be asked")
    if result.waiting:
        message = f"{queued} left for sites that asked for a pause; run again later"
        raise StoppedEarly(message)
