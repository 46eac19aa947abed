"""The readers that are timed, each alone in a process of its own."""

from __future__ import annotations

import logging
import resource
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import median
from types import TracebackType
from typing import Self

from trafilatura import bare_extraction
from trafilatura.settings import Document

from benchmarks.samples import Sample
from crawler.cues import read_claims
from crawler.door.body import decode
from crawler.extract import read_html, read_page
from crawler.page import Page

Reader = Callable[[Sample], str]
"""Reads a whole page with its metadata; gives its text."""


def read_with_whence(sample: Sample) -> str:
    """Record and claims."""
    return read_html(sample.body, url=sample.url).text


def read_with_trafilatura(sample: Sample) -> str:
    """Text and metadata, as its users call it."""
    return _extracted(sample, fast=False)


def read_with_trafilatura_fast(sample: Sample) -> str:
    """The same without its fallbacks."""
    return _extracted(sample, fast=True)


def _extracted(sample: Sample, *, fast: bool) -> str:
    found = bare_extraction(sample.body, url=sample.url, with_metadata=True, fast=fast)
    return (found.text or "") if isinstance(found, Document) else ""


READERS: dict[str, Reader] = {
    "whence": read_with_whence,
    "trafilatura": read_with_trafilatura,
    "trafilatura, fast": read_with_trafilatura_fast,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Round:
    """One reading of all pages."""

    seconds: float
    """Of the processor, for the pages that are timed."""
    texts: tuple[str, ...]
    """What was read, in the pages' order; empty where reading failed."""
    peak: int
    """The most memory that the process has held so far, in bytes."""


class Timed:
    """A reader in its own process, which keeps the pages; a context manager.

    The first ``count`` pages are timed; the others are only read.
    """

    def __init__(self, name: str, samples: Sequence[Sample], count: int) -> None:
        self.name = name
        self._rounds: list[Round] = []
        self._process = ProcessPoolExecutor(
            max_workers=1,
            mp_context=get_context("spawn"),
            initializer=_prepare,
            initargs=(name, samples, count),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.shutdown()

    def read(self) -> None:
        """Read all pages once more."""
        self._rounds.append(self._process.submit(_read_all).result())

    @property
    def seconds(self) -> float:
        """The median of the rounds."""
        return median(one.seconds for one in self._rounds)

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each page."""
        return self._rounds[-1].texts

    @property
    def peak(self) -> int:
        """The most memory that the process has held, in bytes."""
        return self._rounds[-1].peak


_work: tuple[Reader, Sequence[Sample], int]


def _prepare(name: str, samples: Sequence[Sample], count: int) -> None:
    """Keep the pages in this process and read some, so that all tables are loaded."""
    global _work  # noqa: PLW0603 - what a process was started for
    logging.disable()
    warnings.simplefilter("ignore")
    _work = READERS[name], samples, count
    for sample in samples[:20]:
        _text(READERS[name], sample)


def _read_all() -> Round:
    reader, samples, count = _work
    started = time.process_time()
    texts = [_text(reader, sample) for sample in samples[:count]]
    seconds = time.process_time() - started
    texts += [_text(reader, sample) for sample in samples[count:]]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Round(seconds=seconds, texts=tuple(texts), peak=peak)


def _text(reader: Reader, sample: Sample) -> str:
    try:
        return reader(sample)
    except Exception:  # noqa: BLE001 - a page that one reader fails on counts as empty
        return ""


def phases(samples: Iterable[Sample]) -> dict[str, float]:
    """Seconds that our own reading takes in all: parse, fields and cues."""
    spent = dict.fromkeys(("parse", "fields", "cues"), 0.0)
    for sample in samples:
        started = time.process_time()
        page = Page.from_html(decode(sample.body).text, sample.url)
        if page.tree is None:
            continue
        _ = page.blocks, page.jsonld, page.meta
        parsed = time.process_time()
        article = read_page(page)
        read = time.process_time()
        # The claims once more, on a page of which everything else is known by now.
        read_claims(page, article)
        cues = time.process_time() - read
        spent["parse"] += parsed - started
        spent["fields"] += read - parsed - cues
        spent["cues"] += cues
    return spent
