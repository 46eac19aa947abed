"""A small synthetic web of our own writing, shipped as one WARC file.

Outlets, texts and templates lie here as data; ``python -m crawler.demo.render``
turns them into ``web.warc.gz``, always into the same records. What is true
about it stands in ``truth.toml``. Every name in it is invented, and its hosts
lie under ``.example``, which no network knows.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
"""Where the sources lie."""
WEB = FOLDER / "web.warc.gz"
"""The web, as an archive."""


@cache
def truth() -> dict[str, Any]:
    """What is true about the web, as ``truth.toml`` says it."""
    return tomllib.loads((FOLDER / "truth.toml").read_text(encoding="utf-8"))


def seed() -> str:
    """The one URL from which a crawl finds all the rest."""
    return str(truth()["seed"])


def fronts() -> list[str]:
    """The front page of every outlet, in the order of their names."""
    hosts = sorted(path.stem for path in (FOLDER / "outlets").glob("*.toml"))
    return [f"https://{host}.example/" for host in hosts]
