"""The options of a command that asks the network: who asks, and when it ends."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cli.quantities import duration, size

if TYPE_CHECKING:
    from crawler.spiders.limits import Limits

Function = TypeVar("Function", bound=Callable[..., Any])

_PROXIES = ("http_proxy", "https_proxy", "all_proxy")

_OPTIONS = (
    click.option(
        "--max-pages",
        type=click.IntRange(1),
        metavar="N",
        help="Ask at most this many pages in this run.",
    ),
    click.option(
        "--max-per-host",
        type=click.IntRange(1),
        default=200,
        show_default=True,
        metavar="N",
        help="Ask at most this many addresses of one host in this run.",
    ),
    click.option(
        "--max-hosts",
        type=click.IntRange(1),
        metavar="N",
        help="Ask at most this many hosts in this run.",
    ),
    click.option(
        "--max-bytes",
        type=size,
        metavar="SIZE",
        help="End when this much has come in, e.g. 500M.",
    ),
    click.option(
        "--max-time",
        type=duration,
        metavar="TIME",
        help="End after this time, e.g. 90m.",
    ),
    click.option(
        "--contact",
        envvar="WHENCE_CONTACT",
        metavar="TEXT",
        help="Your mail address or URL, told to every site that is asked.  "
        "[default: WHENCE_CONTACT]",
    ),
)


def mannered(function: Function) -> Function:
    """Give a command the options of who asks and of its budgets."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def limits(options: Mapping[str, Any]) -> Limits:
    """The budgets that were given."""
    from crawler.spiders.limits import Limits

    return Limits(
        pages=options["max_pages"] or 0,
        per_host=options["max_per_host"] or 0,
        hosts=options["max_hosts"] or 0,
        received=options["max_bytes"] or 0,
        seconds=options["max_time"] or 0.0,
    )


def agent(options: Mapping[str, Any]) -> dict[str, object]:
    """The Scrapy setting that names who asks; UsageError for an unfit contact."""
    from crawler.agent import checked_contact, user_agent

    given = options["contact"]
    return {"USER_AGENT": user_agent(checked_contact(given))} if given else {}


def proxies(environment: Mapping[str, str] = os.environ) -> str:
    """One line that tells of a proxy that is not used; empty where there is none.

    >>> proxies({"HTTP_PROXY": "http://proxy.example:3128"})
    'HTTP_PROXY is set, and not used: sites are asked directly'
    """
    found = [name for name in environment if name.lower() in _PROXIES]
    named = [name for name in sorted(found) if environment[name]]
    if not named:
        return ""
    verb = "is" if len(named) == 1 else "are"
    return f"{', '.join(named)} {verb} set, and not used: sites are asked directly"
