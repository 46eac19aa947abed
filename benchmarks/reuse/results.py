"""What is told of a run, and the floors that it is held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.reuse.running import Run
from benchmarks.reuse.scoring import Score

OURS, PEER = "whence", "datasketch"
"""The engine that has floors, and the one that it is measured against."""
LARGE, MILLION = 100_000, 1_000_000
"""From so many articles on the floors beside a peer hold, and those of a whole run."""
MEGABYTE = 1024**2


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """One engine over one world."""

    engine: str
    articles: int
    articles_a_second: float
    """By the clock, from the text to the pairs."""
    articles_a_processor_second: float
    """The same, of all processors together."""
    preparing: float
    """Seconds before finding copies: writing the articles into a store."""
    before_megabytes: float
    """Memory before the first article."""
    peak_megabytes: float
    """The most memory that the process and its descendants held."""
    pairs: int
    """How many were reported."""
    recall: Mapping[str, float]
    """The share of planted pairs that was found, by kind."""
    precision: float
    """The share of reported pairs that is right."""
    lookup_median: float | None
    """Milliseconds of looking up one new article; None where none was."""
    lookup_p95: float | None
    """The same, of which one look-up in twenty takes longer."""

    @property
    def growth_megabytes(self) -> float:
        """Memory that the articles cost."""
        return self.peak_megabytes - self.before_megabytes

    @property
    def bytes_an_article(self) -> float:
        """The same for each."""
        return self.growth_megabytes * MEGABYTE / self.articles

    @property
    def minutes(self) -> float:
        """Of everything, preparing included."""
        return (self.preparing + self.articles / self.articles_a_second) / 60


def measured(engine: str, articles: int, run: Run, score: Score) -> Measured:
    """Put a run and its score together."""
    seconds = [batch.seconds for batch in run.batches]
    processor = sum(batch.processor for batch in run.batches) + run.helpers
    times = np.percentile(run.lookups, [50, 95]) * 1000 if run.lookups else None
    return Measured(
        engine=engine,
        articles=articles,
        articles_a_second=_rate(articles, sum(seconds)),
        articles_a_processor_second=_rate(articles, processor),
        preparing=sum(batch.preparing for batch in run.batches),
        before_megabytes=run.before / MEGABYTE,
        peak_megabytes=run.peak / MEGABYTE,
        pairs=score.pairs,
        recall=score.recall,
        precision=score.precision,
        lookup_median=None if times is None else float(times[0]),
        lookup_p95=None if times is None else float(times[1]),
    )


def _rate(count: int, seconds: float) -> float:
    """So many a second; a clock may be too coarse for a few."""
    return count / max(seconds, 1e-6)


@dataclass(frozen=True, kw_only=True, slots=True)
class Floor:
    """What our engine has to reach."""

    name: str
    """What is measured, in its unit."""
    reached: float
    floor: float
    at_most: bool = False
    """Whether less is better."""

    @property
    def held(self) -> bool:
        """Whether it was reached."""
        if self.at_most:
            return self.reached <= self.floor
        return self.reached >= self.floor


def floors(all_measured: Sequence[Measured]) -> list[Floor]:
    """Every floor that can be told from what was measured."""
    ours = [one for one in all_measured if one.engine == OURS]
    peers = {one.articles: one for one in all_measured if one.engine == PEER}
    found = []
    for one in ours:
        if one.articles in peers and one.articles >= LARGE:
            found += _beside(one, peers[one.articles])
        found += _alone(one)
    return found + _growth(ours)


def _beside(ours: Measured, peer: Measured) -> list[Floor]:
    at = f"at {ours.articles:,}"
    return [
        Floor(
            name=f"times {PEER}'s articles/s {at}",
            reached=ours.articles_a_second / peer.articles_a_second,
            floor=3.0,
        ),
        Floor(
            name=f"share of {PEER}'s growth of memory {at}",
            reached=ours.growth_megabytes / max(peer.growth_megabytes, 0.001),
            floor=0.1,
            at_most=True,
        ),
    ]


def _alone(ours: Measured) -> list[Floor]:
    at = f"at {ours.articles:,}"
    found = [
        Floor(name=f"recall of {kind} {at}", reached=recall, floor=0.99)
        for kind, recall in ours.recall.items()
    ]
    found.append(Floor(name=f"precision {at}", reached=ours.precision, floor=0.99))
    if ours.lookup_p95 is not None:
        name = f"ms of a look-up, p95, {at}"
        found.append(
            Floor(name=name, reached=ours.lookup_p95, floor=20.0, at_most=True)
        )
    if ours.articles >= MILLION:
        minutes, peak = ours.minutes, ours.peak_megabytes / 1024
        found += [
            Floor(name=f"minutes {at}", reached=minutes, floor=15.0, at_most=True),
            Floor(name=f"GB at most {at}", reached=peak, floor=2.0, at_most=True),
        ]
    return found


def _growth(ours: Sequence[Measured]) -> list[Floor]:
    """How much dearer an article is in the largest world than in the smallest."""
    if len(ours) < 2:
        return []
    first, *_, last = sorted(ours, key=lambda one: one.articles)
    return [
        Floor(
            name=f"cost of an article, {first.articles:,} to {last.articles:,}",
            reached=first.articles_a_second / last.articles_a_second,
            floor=1.5,
            at_most=True,
        )
    ]
