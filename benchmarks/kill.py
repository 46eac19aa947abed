"""What a crawl loses that is killed again and again: nothing, or this ends with 1.

python -m benchmarks.kill [--rounds N] [--postgres-rounds N] [--pages N] [--seed N]

Each round crawls the same simulated world from loopback sites into a new store, is
sent SIGKILL at random moments, started again each time, and let end. The export
must then be that of a crawl which nobody disturbed.
"""

from __future__ import annotations

import signal
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import click

from benchmarks.killing import Place
from tests.postgres import running_server
from tests.world import World
from tests.world.loopback import Loopback
from tests.world.parameters import Parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from tests.postgres import Server

_OUTLETS = 50
_MOST_KILLS = 3
"""In one round; from one upwards."""
_LONGEST = 3600
"""Seconds that one crawl may take."""
_SUMMED = ("kills", "pages", "twice", "lost")
_TICK = 0.1
"""Seconds between two looks at how far a crawl has come."""


@dataclass(frozen=True, kw_only=True)
class Round:
    """What became of one crawl that was killed."""

    kills: int
    pages: int
    """Pages that were read and kept."""
    twice: int
    """Requests for a page beyond its first one."""
    lost: int
    """Pages that the undisturbed crawl has and this one has not."""
    same: bool
    """Whether the exports are equal, byte for byte."""
    ended: bool
    """Whether every crawl that was let end ended with 0."""

    @property
    def good(self) -> bool:
        """Whether it lost nothing."""
        return self.ended and self.same and not self.lost


_NOTHING_LEFT = "nothing is queued"


class Killing:
    """Rounds over one world."""

    def __init__(self, sites: Loopback, chance: Random) -> None:
        self._sites = sites
        self._chance = chance
        self._export: tuple[bytes, bytes] | None = None
        self._pages = 0
        self._seconds = 0.0

    def undisturbed(self, place: Place) -> None:
        """Crawl once without a kill; what the rounds are held against."""
        begun = time.monotonic()
        if not self._finish(place):
            raise click.ClickException("the undisturbed crawl did not end well")
        self._seconds = time.monotonic() - begun
        self._pages = place.read_pages()
        self._export = place.exported()

    def round(self, place: Place) -> Round:
        """Crawl once, kill it on the way, and let it end."""
        self._sites.asked.clear()
        wanted = self._chance.randint(1, _MOST_KILLS)
        # Spread over the crawl: each kill comes at a share of its settled URLs.
        shares = sorted(self._chance.random() * 0.9 for _ in range(wanted))
        kills = sum(self._kill(place, share) for share in shares)
        ended = self._finish(place)
        pages = place.read_pages()
        asked = self._sites.pages_asked()
        return Round(
            kills=kills,
            pages=pages,
            twice=sum(asked.values()) - len(asked),
            lost=self._pages - pages,
            same=place.exported() == self._export,
            ended=ended,
        )

    def rounds(
        self, name: str, number: int, made: Callable[[], AbstractContextManager[Place]]
    ) -> bool:
        """So many rounds, told line by line; whether all are good."""
        done = []
        for count in range(1, number + 1):
            with made() as place:
                done.append(self.round(place))
            _tell(name, str(count), done[-1:])
        if done:
            _tell(name, "all", done)
        return all(one.good for one in done)

    def _kill(self, place: Place, share: float) -> bool:
        """Start, wait for its share of all pages and a moment more, and kill."""
        least = share * self._pages
        with place.crawling(*self._seeds(place)) as process:
            end = time.monotonic() + _LONGEST
            while process.poll() is None and time.monotonic() < end:
                if place.settled() >= least:
                    break
                time.sleep(_TICK)
            time.sleep(self._chance.random() * min(5.0, self._seconds / 5))
            alive = process.poll() is None
            process.send_signal(signal.SIGKILL)
        return alive

    def _finish(self, place: Place) -> bool:
        with place.crawling(*self._seeds(place)) as process:
            _, said = process.communicate(timeout=_LONGEST)
            # A kill may come when everything is done.
            if process.returncode and _NOTHING_LEFT not in said:
                click.echo(said, err=True)
                return False
            return True

    def _seeds(self, place: Place) -> list[str]:
        """All pages, unless a crawl has queued them already."""
        return [] if place.settled() + place.queued() else self._sites.urls


def _tell(name: str, which: str, done: list[Round]) -> None:
    sums = [sum(getattr(one, key) for one in done) for key in _SUMMED]
    kills, pages, twice, lost = sums
    told = "equal" if all(one.good for one in done) else "DIFFERENT"
    line = f"{name:11} {which:>5} {kills:>6} {pages:>6} {twice:>6} {lost:>5}  {told}"
    click.echo(line)


@click.command()
@click.option("--rounds", default=20, show_default=True, help="On SQLite.")
@click.option("--postgres-rounds", default=5, show_default=True, help="On PostgreSQL.")
@click.option("--pages", default=2000, show_default=True, help="Of the world.")
@click.option("--seed", default=1, show_default=True, help="Of world and moments.")
def main(rounds: int, postgres_rounds: int, pages: int, seed: int) -> None:
    """Kill crawls at random moments, and see what they lose."""
    world = World(pages, seed, Parameters(outlets=_OUTLETS))
    with ExitStack() as stack:
        sites = stack.enter_context(Loopback(world.pages(), network="127.0.41"))
        killing = Killing(sites, Random(seed))  # noqa: S311 - moments, no secret
        with _sqlite() as place:
            killing.undisturbed(place)
        click.echo("store       round  kills  pages  twice  lost  export")
        good = killing.rounds("sqlite", rounds, _sqlite)
        if postgres_rounds:
            server = stack.enter_context(running_server())
            if server is None:
                message = "no PostgreSQL server is installed; see --postgres-rounds 0"
                raise click.ClickException(message)
            made = partial(_postgresql, server)
            good &= killing.rounds("postgresql", postgres_rounds, made)
    sys.exit(0 if good else 1)


@contextmanager
def _sqlite() -> Iterator[Place]:
    with tempfile.TemporaryDirectory(prefix="whence-kill-") as folder:
        yield Place(store=str(Path(folder) / "whence.db"), folder=Path(folder))


@contextmanager
def _postgresql(server: Server) -> Iterator[Place]:
    with (
        tempfile.TemporaryDirectory(prefix="whence-kill-") as folder,
        server.database() as url,
    ):
        yield Place(store=url, folder=Path(folder))


if __name__ == "__main__":
    main()
