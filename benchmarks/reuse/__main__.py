"""Finding copies: speed, memory, recall and precision, beside two peers.

    python -m benchmarks.reuse [--sizes 20000,100000] [--engines datasketch,rensa]
        [--script latin|han] [--seed N] [--share 0.03] [--json] [--write]

Every engine meets the same invented articles in batches, alone in a process of its
own, one after the other. Articles a second go from texts to pairs: making the
articles is left out, and preparing is told apart. "Of a processor" counts seconds of
all processors, and holds better where others use the machine too. Memory is the most
that the process and its descendants held; growth, what of it came after the first
article. A pair is right if one article is the other's original, or both are copies
of one; what everybody repeats is wrong. The peers report candidates, as they come
from their index; pages of one outlet are nobody's pair.
"""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from benchmarks.reuse.articles import World
from benchmarks.reuse.engines import Contender
from benchmarks.reuse.memory import available
from benchmarks.reuse.own import Whence
from benchmarks.reuse.peers import PEERS
from benchmarks.reuse.results import MEGABYTE, Measured, floors, measured
from benchmarks.reuse.running import Failed, run
from benchmarks.reuse.scoring import score
from benchmarks.reuse.showing import show
from benchmarks.reuse.words import Script

ENGINES: Mapping[str, Contender] = {
    "whence": Contender(make=Whence, package="graph", bytes_an_article=900),
    **PEERS,
}
RESULTS = Path(__file__).parent.parent / "results"
_ALWAYS = 256 * MEGABYTE
"""What a process takes before the first article, and a little to spare."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Skipped:
    """An engine that did not run."""

    engine: str
    articles: int
    why: str

    def __str__(self) -> str:
        return f"{self.engine} skipped at {self.articles:,}: {self.why}"


def _numbers(_context: object, _option: object, given: str) -> list[int]:
    """What stands between the commas; no world has fewer articles than two."""
    try:
        found = [int(number.replace("_", "")) for number in given.split(",")]
    except ValueError:
        raise click.BadParameter(f"not numbers with commas between: {given}") from None
    if min(found) < 2:
        raise click.BadParameter("a world has two articles or more")
    return found


def _names(_context: object, _option: object, given: str) -> list[str]:
    names = given.split(",")
    for name in names:
        if name not in ENGINES:
            raise click.BadParameter(f"{name} is none of {', '.join(ENGINES)}")
    return names


@click.command()
@click.option(
    "--sizes",
    default="20000,100000",
    show_default=True,
    callback=_numbers,
    help="Articles of each world.",
)
@click.option(
    "--engines",
    default=",".join(ENGINES),
    show_default=True,
    callback=_names,
    help="Who is measured.",
)
@click.option("--script", default="latin", type=click.Choice(["latin", "han"]))
@click.option("--seed", default=1, show_default=True, help="Of the world.")
@click.option(
    "--share",
    default=0.03,
    show_default=True,
    type=click.FloatRange(0, 0.15),
    help="Of the articles, copies of each kind.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--write", is_flag=True, help="Keep the result in benchmarks/results.")
def main(  # noqa: PLR0913 - one parameter for each option
    sizes: list[int],
    engines: list[str],
    script: Script,
    seed: int,
    share: float,
    *,
    as_json: bool,
    write: bool,
) -> None:
    """Measure how copies are found."""
    worlds = [
        World(size=size, seed=seed, share=share, script=script)
        for size in sorted(sizes)
    ]
    found = list(_measure_all(worlds, {name: ENGINES[name] for name in engines}))
    done = [one for one in found if isinstance(one, Measured)]
    skipped = [str(one) for one in found if isinstance(one, Skipped)]
    text = json.dumps(_document(done, skipped, worlds), indent=2)
    if write:
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"reuse-{time.strftime('%Y-%m-%d-%H%M')}.json"
        path.write_text(text + "\n", "utf-8")
    if as_json:
        click.echo(text)
    else:
        show(done, floors(done))
        click.echo("".join(f"{line}\n" for line in skipped), nl=False)


def _measure_all(
    worlds: Sequence[World], engines: Mapping[str, Contender]
) -> Iterator[Measured | Skipped]:
    """Each engine in each world; what an article costs is learned on the way."""
    costs = {name: engine.bytes_an_article for name, engine in engines.items()}
    for world in worlds:
        truth = world.truth()
        for name, engine in engines.items():
            click.echo(f"{name}, {world.size:,} articles ...", err=True)
            why = _hindrance(engine, costs[name] * world.size)
            if why:
                yield Skipped(engine=name, articles=world.size, why=why)
                continue
            with TemporaryDirectory(prefix="reuse-") as folder:
                try:
                    done = run(engine.make, world, Path(folder))
                except Failed as error:
                    yield Skipped(engine=name, articles=world.size, why=str(error))
                    continue
            found = score(truth, done.pairs)
            one = measured(name, world.size, done, found)
            costs[name] = one.bytes_an_article
            yield one


def _hindrance(engine: Contender, needed: float) -> str:
    """Why an engine can't run; empty if it can."""
    if find_spec(engine.package) is None:
        return f"{engine.package} is not installed; make reuse installs it"
    if needed + _ALWAYS > available():
        wanted, free = (needed + _ALWAYS) / MEGABYTE, available() / MEGABYTE
        return f"it would take {wanted:,.0f} MB of memory, and {free:,.0f} MB are free"
    return ""


def _document(
    done: Sequence[Measured], skipped: Sequence[str], worlds: Sequence[World]
) -> dict[str, object]:
    """Everything that the tables show, for programs."""
    return {
        "machine": {
            "processors": len(os.sched_getaffinity(0)),
            "memory_megabytes": round(
                os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / MEGABYTE
            ),
            "python": platform.python_version(),
        },
        "versions": _versions(),
        "worlds": [asdict(world) for world in worlds],
        "engines": [
            asdict(one) | {"growth_megabytes": one.growth_megabytes} for one in done
        ],
        "floors": [asdict(floor) | {"held": floor.held} for floor in floors(done)],
        "skipped": list(skipped),
    }


def _versions() -> dict[str, str]:
    """The release of each package that is installed."""
    found = {}
    for package in sorted({engine.package for engine in ENGINES.values()}):
        with suppress(PackageNotFoundError):
            found[package] = version(package)
    return found


if __name__ == "__main__":
    main()
