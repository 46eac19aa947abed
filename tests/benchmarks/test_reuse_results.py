"""What is told of a run, and whether it reached the floors."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.reuse.results import MEGABYTE, Measured, floors, measured
from benchmarks.reuse.running import Batch, Run
from benchmarks.reuse.scoring import Score


def of(engine: str, articles: int = 1000, **changed: object) -> Measured:
    facts: dict[str, object] = {
        "articles_a_second": 100.0,
        "articles_a_processor_second": 100.0,
        "preparing": 60.0,
        "before_megabytes": 100.0,
        "peak_megabytes": 200.0,
        "pairs": 10,
        "recall": {"verbatim": 0.995},
        "precision": 0.98,
        "lookup_median": 1.0,
        "lookup_p95": 19.0,
    }
    return Measured(engine=engine, articles=articles, **(facts | changed))  # type: ignore[arg-type]


def held(*all_measured: Measured) -> dict[str, bool]:
    return {floor.name: floor.held for floor in floors(all_measured)}


def test_a_run_is_summed_up() -> None:
    none = np.empty((0, 2), np.int64)
    batches = [
        Batch(preparing=1.0, seconds=seconds, processor=2.0, pairs=none)
        for seconds in (4.0, 1.0)
    ]
    run = Run(
        batches=batches,
        later=none,
        helpers=1.0,
        before=100 * MEGABYTE,
        peak=101 * MEGABYTE,
        lookups=[0.001] * 19 + [0.1],
    )
    one = measured("any", 1500, run, Score(pairs=3, recall={}, precision=1.0))
    assert one.articles_a_second == pytest.approx(300)
    assert one.articles_a_processor_second == pytest.approx(300)
    assert one.preparing == 2.0
    assert one.bytes_an_article == pytest.approx(MEGABYTE / 1500)
    assert one.lookup_median == pytest.approx(1.0)
    assert one.lookup_p95 == pytest.approx(5.95)
    assert one.minutes == pytest.approx(7 / 60)


def test_what_stands_alone_has_floors_of_its_own() -> None:
    assert held(of("whence")) == {
        "recall of verbatim at 1,000": True,
        "precision at 1,000": False,
        "ms of a look-up, p95, at 1,000": True,
    }


@pytest.mark.parametrize(
    "rate, peak, kept", [(33.0, 1101.0, True), (34.0, 1099.0, False)]
)
def test_three_times_as_fast_with_a_tenth_of_the_memory(
    rate: float, peak: float, *, kept: bool
) -> None:
    peer = of(
        "datasketch",
        100_000,
        articles_a_second=rate,
        articles_a_processor_second=rate,
        peak_megabytes=peak,
    )
    found = held(of("whence", 100_000), peer)
    assert found["times datasketch's articles/s at 100,000"] is kept
    assert found["share of datasketch's growth of memory at 100,000"] is kept


def test_a_small_world_has_no_floor_beside_a_peer() -> None:
    assert held(of("whence", 99_999), of("datasketch", 99_999)) == held(
        of("whence", 99_999)
    )


def test_a_peer_of_another_world_is_no_measure() -> None:
    assert held(of("whence", 100_000), of("datasketch", 200_000)) == held(
        of("whence", 100_000)
    )


@pytest.mark.parametrize("rate, kept", [(67.0, True), (66.0, False)])
def test_an_article_costs_little_more_in_a_large_world(
    rate: float, *, kept: bool
) -> None:
    large = of("whence", articles=10_000, articles_a_second=rate)
    assert held(large, of("whence"))["cost of an article, 1,000 to 10,000"] is kept


def test_a_million_has_a_quarter_of_an_hour_and_two_gigabytes() -> None:
    quick = of("whence", 1_000_000, articles_a_second=1_200.0, peak_megabytes=2047.0)
    slow = of("whence", 1_000_000, articles_a_second=1_190.0, peak_megabytes=2049.0)
    for one, kept in ((quick, True), (slow, False)):
        assert held(one)["minutes at 1,000,000"] is kept
        assert held(one)["GB at most at 1,000,000"] is kept


def test_only_our_engine_has_floors() -> None:
    assert floors([of("datasketch"), of("rensa")]) == []
