"""Readers that fail in ways a worker process can fail."""

from __future__ import annotations

import os
import time
from typing import Any

from cli.reading import Job


def misbehave(job: Job) -> dict[str, Any]:
    """Die, sleep or raise, as the job's body says; else give a record."""
    assert job.item is not None
    word = job.item.body
    if word == b"die":
        os._exit(9)
    if word == b"sleep":
        time.sleep(60)
    if word == b"raise":
        raise RecursionError
    return job.name | {"outcome": "kept"}
