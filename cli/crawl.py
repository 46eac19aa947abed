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
from cli.reporting import report
from cli.settings import Settings, common
from cli.status import Status
from graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from crawler.follow import Plan


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
            progress=Status(store, delay=options["delay"], quiet=settings.quiet),
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
