"""The slowest wordings and the slowest pages, on text and markup made to be slow.

    python -m benchmarks.slowest [--json]

Every wording of credit runs over text that nearly is its credit, the slowest ones over
100 kB of it; every hostile page is read whole. Seconds are of the processor.
"""

from __future__ import annotations

import json
import logging
import multiprocessing
import resource
import time
from multiprocessing.connection import Connection

import click
from rich.console import Console
from rich.table import Table

from benchmarks.hostile import DAMAGES, MANY, URL, Damage, good, near_misses
from crawler.extract import read_html
from crawler.payload import MOST_MARKUP
from crawler.phrases import Wording, packs
from crawler.phrases.pattern import Pattern
from crawler.workers import DEADLINE

MOST = 0.05
"""Seconds that one wording may take for 100 kB."""
_LONGEST = 10
_SUSPECTS = 25
_SHOWN = 8
# What stands in the middle of many wordings, without its end.
_COMMON = (
    "Source: source : ",
    "By Ann Lee, Ann Lee and ",
    "“«",
    "X ",
    "12 March 2020, 13 ",
    "www.a.b.c.",
    "来源：转载自",
)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def main(*, as_json: bool) -> None:
    """Show what takes longest; end with 1 where a wording or a page takes too long."""
    logging.disable()
    wordings, pages = slowest_wordings(), slowest_pages()
    if as_json:
        click.echo(json.dumps({"wordings": wordings, "pages": pages}, indent=2))
    else:
        _show("wording, 100 kB of near misses", wordings, MOST)
        _show("hostile page", pages, DEADLINE)
    slow = wordings[0][1] > MOST or pages[0][1] > DEADLINE
    raise SystemExit(slow)


def _show(title: str, found: list[tuple[str, float]], most: float) -> None:
    table = Table(title, "ms", "of its limit", box=None, pad_edge=False)
    for name, seconds in found[:_SHOWN]:
        table.add_row(name[:70], f"{seconds * 1000:.1f}", f"{seconds / most:.0%}")
    Console(width=100).print(table)


def slowest_wordings() -> list[tuple[str, float]]:
    """The slowest wordings with the seconds that their worst text takes."""
    tries = [(w, pattern) for w in packs() for pattern in w.patterns]
    few = [_worst(*one, MANY // 20) for one in tries]
    suspects = sorted(range(len(tries)), key=lambda place: -few[place])[:_SUSPECTS]
    found = {_name(*tries[one]): _worst(*tries[one], MANY) for one in suspects}
    return sorted(found.items(), key=lambda item: -item[1])


def _name(wording: Wording, pattern: Pattern) -> str:
    """The language, the pattern's place in its table and the table's first example."""
    told = next((example["text"] for example in wording.yes), wording.kind)
    return f"{wording.language} {wording.patterns.index(pattern) + 1}: {told}"


def _worst(wording: Wording, pattern: Pattern, size: int) -> float:
    """Seconds for the text, of so many letters, that takes longest."""
    told = next((example["text"] for example in wording.yes), "Source: ")
    texts = [
        " ".join(near_misses(wording.language, size)),
        *((text * size)[:size] for text in (f"{told[: len(told) // 2]} ", *_COMMON)),
    ]
    return max(_seconds(pattern, text) for text in texts)


def _seconds(pattern: Pattern, text: str) -> float:
    """Seconds for one text; the better of two tries where it took long."""
    took = _once(pattern, text)
    return min(took, _once(pattern, text)) if took > MOST / 2 else took


def _once(pattern: Pattern, text: str) -> float:
    for _match in pattern.matches(text[:1000]):
        break  # compiled by now, if it ever will be for this text
    started = time.process_time()
    for _match in pattern.matches(text):
        pass
    return time.process_time() - started


def slowest_pages() -> list[tuple[str, float]]:
    """Each hostile page with the seconds that it takes, slowest first."""
    read_html(good(), url=URL)
    found = [(damage.name, _page_seconds(damage)) for damage in DAMAGES]
    return sorted(found, key=lambda item: -item[1])


def _page_seconds(damage: Damage) -> float:
    """Read in a process of its own, which ends when it takes far too long."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(
        target=_read_once, args=(damage, sender)
    )
    process.start()
    sender.close()
    try:
        return float(receiver.recv())
    except EOFError:
        return float(_LONGEST)
    finally:
        process.join()


def _read_once(damage: Damage, sender: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_LONGEST, _LONGEST))
    body = damage.make(MANY)[:MOST_MARKUP]
    started = time.process_time()
    read_html(body, url=URL, content_type=damage.content_type)
    sender.send(time.process_time() - started)


if __name__ == "__main__":
    main()
