"""On which terms each service is asked: where, how often, how much in one run."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from graph.errors import UsageError
from graph.identity import clean_url, host_and_port


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """A service as a run may ask it."""

    name: str
    """As users name it."""
    does: str
    """One line for them."""
    base: str
    """The root of its addresses, with a slash at its end."""
    a_minute: int
    """Requests a minute, at most."""
    most: int
    """Requests a run, at most."""
    files: str = ""
    """The root of its files, where that is another one."""
    finds: int = 0
    """Articles of one answer that are read, at most."""

    @property
    def pause(self) -> float:
        """Seconds from one request to the next.

        >>> round(known()["wayback"].pause, 2)
        2.5
        """
        return 60.0 / self.a_minute

    @property
    def root_of_files(self) -> str:
        """The root of its files."""
        return self.files or self.base

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts, each with its port, that are asked."""
        roots = (self.base, self.root_of_files)
        return tuple(dict.fromkeys(host_and_port(root) for root in roots))


@cache
def known() -> Mapping[str, Terms]:
    """All services, by name, in the order in which they are told."""
    source = resources.files("crawler.discover").joinpath("services.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return {name: Terms(name=name, **given) for name, given in table.items()}


def chosen(names: str, bases: Sequence[str] = ()) -> tuple[Terms, ...]:
    """The services that are named, parted by commas; ``all`` are all of them.

    ``bases`` are ``NAME=URL``, other roots for services. UsageError for a name of
    none, and for a root that can't be requested.

    >>> [terms.name for terms in chosen("gdelt, wayback")]
    ['wayback', 'gdelt']
    """
    wanted = {name.strip().lower() for name in names.split(",") if name.strip()}
    if "all" in wanted:
        wanted = wanted - {"all"} | set(known())
    if strange := wanted - set(known()):
        told = ", ".join((*known(), "all"))
        raise UsageError(
            f"no such service: {', '.join(sorted(strange))}; one of {told}"
        )
    roots = dict(_root(base) for base in bases)
    return tuple(
        replace(terms, base=roots[name], files="") if name in roots else terms
        for name, terms in known().items()
        if name in wanted
    )


def _root(base: str) -> tuple[str, str]:
    name, _, url = base.partition("=")
    cleaned = clean_url(url)
    if name not in known() or cleaned is None:
        raise UsageError(f"--service takes NAME=URL, not {base}")
    return name, cleaned if cleaned.endswith("/") else f"{cleaned}/"
