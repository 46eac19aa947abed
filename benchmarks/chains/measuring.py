"""Measuring the worlds: each by everybody, one after the other or some at a time."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import click

from benchmarks.chains.answers import Answers
from benchmarks.chains.asking import Asked, ask
from benchmarks.chains.baselines import earliest, similar
from benchmarks.chains.faults import Fault, faults
from benchmarks.chains.habits import Habits
from benchmarks.chains.oracle import oracle
from benchmarks.chains.results import ORACLE, OURS, Run
from benchmarks.chains.scoring import calibrate, score
from graph.identity import url_key
from tests.world import WORLDS, Page, World


def measured(
    wanted: Sequence[tuple[str, int]], articles: int, processes: int
) -> Iterator[tuple[Run, list[Fault]]]:
    """Each world of each seed, one after the other or some at a time."""
    ones = [(name, seed, articles) for name, seed in wanted]
    if processes == 1:
        yield from itertools.starmap(_measure, ones)
        return
    # What goes on in a process must not be copied into another: spawned, not forked.
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        yield from pool.map(_measure, *zip(*ones, strict=True))


def _measure(name: str, seed: int, articles: int) -> tuple[Run, list[Fault]]:
    """One world, by everybody; and what is wrong in it."""
    logging.disable()
    click.echo(f"{name}, seed {seed} ...", err=True)
    world = World(articles=articles, seed=seed, parameters=WORLDS[name])
    pages = list(world.pages())
    asked = ask(pages)
    everybody = dict(_everybody(world, pages, asked))
    run = Run(
        world=name,
        seed=seed,
        pages=len(pages),
        unread=len(pages) - len(asked.told),
        shares={who: score(pages, answers) for who, answers in everybody.items()},
        edges=calibrate(pages, asked.edges),
        nearest=calibrate(pages, [edge for edge in asked.edges if edge.nearest]),
        reading=asked.reading,
        ending=asked.ending,
        asking=asked.asking,
    )
    return run, list(faults(pages, asked))


def _everybody(
    world: World, pages: Sequence[Page], asked: Asked
) -> Iterator[tuple[str, Answers]]:
    """What each says of the pages."""
    true: Mapping[str, str] = {url_key(p.url): str(p.truth.story) for p in pages}
    yield OURS, asked.answers
    yield ORACLE, oracle(pages)
    yield f"{ORACLE} with habits", oracle(pages, Habits(world))
    yield "earliest date wins", earliest(pages, asked.stories)
    yield "most similar earlier wins", similar(pages, asked.stories)
    yield "earliest, true stories", earliest(pages, true)
    yield "most similar, true stories", similar(pages, true)
