"""Several crawls on one store share its work: nothing twice, no host asked by two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.killing import Place
from tests.world import World
from tests.world.loopback import Asked, Loopback
from tests.world.parameters import Parameters

pytestmark = pytest.mark.slow

_PAUSE = 0.6
_LATE = 0.3
"""Seconds by which a loaded machine may note a request too late."""
_LONGEST = 300


@pytest.fixture(scope="module")
def sites() -> Iterator[Loopback]:
    pages = World(80, 3, Parameters(outlets=50)).pages()
    with Loopback(pages, network="127.0.42", latency=0.02) as sites:
        yield sites


@pytest.fixture(scope="module")
def alone(
    sites: Loopback, tmp_path_factory: pytest.TempPathFactory
) -> tuple[bytes, bytes]:
    """What one crawl alone makes of the sites."""
    folder = tmp_path_factory.mktemp("alone")
    place = Place(store=str(folder / "whence.db"), folder=folder)
    crawl(place, sites, workers=1, delay=0.0)
    return place.exported()


def crawl(place: Place, sites: Loopback, *, workers: int, delay: float) -> None:
    """Run so many crawls at once, each given all pages, and see that each ends well."""
    sites.asked.clear()
    with ExitStack() as stack:
        crawls = [
            stack.enter_context(place.crawling(*sites.urls, delay=delay))
            for _ in range(workers)
        ]
        for process in crawls:
            _, said = process.communicate(timeout=_LONGEST)
            assert "Traceback" not in said
            assert process.returncode == 0, said


def by_host(sites: Loopback) -> list[list[Asked]]:
    """The requests to each host, in the order in which they began."""
    hosts: defaultdict[str, list[Asked]] = defaultdict(list)
    for one in sorted(sites.asked, key=lambda one: one.begun):
        hosts[one.host].append(one)
    return list(hosts.values())


@pytest.mark.parametrize("workers", [2, 4])
def test_workers_share_a_store(
    sites: Loopback,
    alone: tuple[bytes, bytes],
    store_url: str,
    tmp_path: Path,
    workers: int,
) -> None:
    place = Place(store=store_url, folder=tmp_path)
    crawl(place, sites, workers=workers, delay=_PAUSE)
    asked = sites.pages_asked()
    assert set(asked.values()) == {1}
    assert len(asked) == len(sites.urls)
    for requests in by_host(sites):
        for one, following in pairwise(requests):
            assert following.begun >= one.ended
            # What opens a connection is noted late; the next there is the same crawl's.
            if one.path != "/robots.txt":
                assert following.begun - one.begun > _PAUSE - _LATE
    assert place.exported() == alone


def test_what_a_killed_worker_had_leased_is_asked_by_the_others(
    sites: Loopback, alone: tuple[bytes, bytes], store_url: str, tmp_path: Path
) -> None:
    place = Place(store=store_url, folder=tmp_path)
    sites.asked.clear()
    with (
        place.crawling(*sites.urls, delay=_PAUSE) as dying,
        place.crawling(*sites.urls, delay=_PAUSE) as living,
    ):
        while place.settled() < 20 and dying.poll() is None:
            pass
        dying.kill()
        dying.wait()
        _, said = living.communicate(timeout=_LONGEST)
        assert living.returncode == 0, said
    assert place.exported() == alone
