"""``whence crawl``: the main job."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli import manners
from cli.catching_up import catch_up
from cli.dry_run import dry_run
from cli.listed import listed_entries, not_read
from cli.logs import SILENT, log, logged
from cli.manners import mannered, proxies
from cli.output import counted, print_json
from cli.settings import Settings, common
from graph.errors import InputError, StoppedEarly, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from crawler.crawl import Result
    from crawler.follow import Plan
    from crawler.spiders.limits import Tally
    from graph.store.engine import Store
    from graph.store.frontier import Entry

_READ = ("kept", "listed", "unchanged")
_COUNTED = ("page", "article", "claim")


@click.command("crawl")
@click.argument("urls", nargs=-1, metavar="[URL]...")
@click.option(
    "--list",
    "lists",
    multiple=True,
    metavar="FILE",
    help="Crawl from every address in FILE too: text, CSV, OPML, JSON; - is standard "
    "input.",
)
@click.option(
    "--depth",
    type=click.IntRange(0, 50),
    default=5,
    show_default=True,
    metavar="N",
    help="Hops of attribution to follow from a seed.",
)
@click.option(
    "--direction",
    type=click.Choice(["up", "down", "both"]),
    default="up",
    show_default=True,
    help="Follow credits up to the source, look down for copies, or both.",
)
@click.option(
    "--since",
    metavar="DATE",
    help="Do not follow articles published before, e.g. 2024-01.",
)
@click.option(
    "--delay",
    type=click.FloatRange(0, 600),
    default=1.0,
    show_default=True,
    metavar="S",
    help="Seconds between two requests to one host.",
)
@click.option(
    "--services",
    metavar="NAMES",
    help="Ask these services outside, too: wayback, commoncrawl, gdelt, gkg, ccnews, "
    "or all. They learn what is looked for.",
)
@click.option(
    "--service",
    "bases",
    metavar="NAME=URL",
    multiple=True,
    hidden=True,
    help="Ask a service at another root, such as a mirror of it.",
)
@click.option(
    "--allow-private",
    is_flag=True,
    help="Also ask private addresses, such as a site on this machine.",
)
@mannered
@click.option(
    "--dry-run",
    is_flag=True,
    help="Print what would be asked, and ask nothing.",
)
@logged
@common
@click.pass_obj
def command(settings: Settings, /, urls: Sequence[str], **options: Any) -> None:  # noqa: ANN401 - click's
    """Fetch pages and follow what they say of their origin.

    Each URL is fetched, what it credits is followed, and the chain is kept in
    the store. A crawl that was stopped goes on when it is run again; without a
    URL it goes on with what is queued.
    """
    from crawler.crawl import crawl, seed_entries, untouched
    from crawler.discover.services.terms import chosen
    from graph.identity.lookalike import mixes_scripts

    services = chosen(options["services"] or "", options["bases"])
    plan, limits = plan_of(options), manners.limits(options)
    asking = scrapy_of(options)
    seeds, wrong = seed_entries(urls)
    for text in wrong:
        settings.note(f"not a URL: {text}")
    for seed in seeds:
        if mixes_scripts(seed.host):
            settings.note(f"{seed.host} mixes alphabets, as look-alikes do")
    if urls and not seeds:
        raise UsageError("a URL begins with http:// or https://")
    listed = listed_entries(settings, options["lists"])
    if options["dry_run"]:
        dry_run(
            settings,
            [*seeds, *listed],
            limits=limits,
            delay=options["delay"],
            allow_private=options["allow_private"],
        )
        return
    if proxy := proxies():
        settings.note(proxy)
    store = settings.store(create=True)
    catch_up(settings, store)
    seeds += not_read(settings, store, listed)
    if listed and not seeds and not untouched(store).counts["queued"]:
        report(settings, store, seeds, untouched(store))
        return
    with logging(settings, options):
        result = crawl(
            store,
            seeds,
            plan=plan,
            limits=limits,
            options=asking,
            progress=progress(store, quiet=settings.quiet),
            services=services,
        )
    for line in result.notes:
        settings.note(line)
    report(settings, store, seeds, result)


def plan_of(options: dict[str, Any]) -> Plan:
    """How far the options let a run go; raises UsageError for what is no date."""
    from crawler.fields.dates import parse_date
    from crawler.follow import Plan

    since = options["since"]
    date = parse_date(since, source="given") if since else None
    if since and date is None:
        raise UsageError(f"--since takes a date such as 2024-01-31, not {since}")
    return Plan(direction=options["direction"], depth=options["depth"], since=date)


def logging(
    settings: Settings, options: dict[str, Any]
) -> AbstractContextManager[None]:
    """The log of a run, as the options want it."""
    file, form = options["log_file"], options["log_format"]
    return log(verbose=settings.verbose, file=file, form=form)


def scrapy_of(options: dict[str, Any]) -> dict[str, object]:
    """What the options say to Scrapy; raises UsageError for an unfit contact."""
    return {
        **SILENT,
        "DOWNLOAD_DELAY": options["delay"],
        "WHENCE_ALLOW_PRIVATE": options["allow_private"],
        **manners.agent(options),
    }


def progress(store: Store, *, quiet: bool) -> Callable[[Tally], None]:
    """What shows the progress of a crawl of this store."""
    from cli.progress import Progress
    from graph.store import read

    line = Progress(quiet=quiet)

    def show(tally: Tally) -> None:
        if tally.unsettled:
            line.settle(tally.unsettled)
        elif line.due():
            with store.read() as connection:
                edges, queued = read.progress(connection)
            facts = {
                "pages": tally.pages,
                "articles": tally.articles,
                "claims": tally.claims,
                "republications": edges,
                "queued": queued,
            }
            line.show(
                facts, done=tally.pages + tally.lists + tally.failed + tally.unchanged
            )
        if tally.ended and not tally.unsettled:
            line.end()

    return show


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
    tally = result.tally
    lost = tally.failed if not tally.pages else 0
    why = f"; {lost:,} could not be read, see: whence stats" if lost else ""
    click.echo(f"{done}; {edges} in the store{why}")
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
