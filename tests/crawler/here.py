"""Reading in the test's own process: no worker has to start."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Self


class Here:
    """Stands in for the worker processes."""

    def __init__(self, *_count: object, **_limits: object) -> None: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None: ...

    def in_order(
        self,
        work: Callable[[Any], Any],
        tasks: Iterable[Any],
        *,
        weigh: Callable[[Any], int | None],
    ) -> Iterator[tuple[Any, Any]]:
        for task in tasks:
            yield task, None if weigh(task) is None else work(task)
