"""Both texts as bars, with ribbons between the passages they share: a small SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.comparing.markup import element

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

_WIDTH = 1000
_BAR = 14
_HEIGHT = 100
_CLOSE = 2
"""Passages nearer to each other than so many of the width are drawn as one."""

Ends = tuple[float, float, float, float, bool]


def picture(answer: dict[str, Any], title: str) -> _Element:
    """Which parts of each text are shared, and where they went.

    Both bars are scaled to the longer text; the upper one is the original.
    """
    lengths = [_length(answer, end) for end in ("original", "copy")]
    scale = _WIDTH / max(*lengths, 1)
    drawn = element(
        "svg",
        element("title", title),
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        preserveAspectRatio="none",
        role="img",
        class_="picture",
    )
    for length, y in zip(lengths, (0, _HEIGHT - _BAR), strict=True):
        drawn.append(_box(0, y, length * scale, "bar"))
    # What moved is drawn last, so that nothing lies over it.
    for shared in sorted(_merged(_ends(answer, scale)), key=lambda ends: ends[4]):
        for part in _drawn(*shared):
            drawn.append(part)
    return drawn


def _length(answer: dict[str, Any], end: str) -> int:
    return max((p[end][1] for p in answer["passages"] if p[end]), default=0)


def _ends(answer: dict[str, Any], scale: float) -> Iterable[Ends]:
    for passage in answer["passages"]:
        if passage["kind"] in {"same", "moved"}:
            (left, right), (start, end) = passage["original"], passage["copy"]
            places = (left * scale, right * scale, start * scale, end * scale)
            yield *places, passage["kind"] == "moved"


def _merged(found: Iterable[Ends]) -> list[Ends]:
    """Passages next to each other as one: nobody sees the gap, and files stay small."""
    merged: list[Ends] = []
    for one in found:
        last = merged[-1] if merged else None
        near = last and 0 <= one[0] - last[1] < _CLOSE and one[2] - last[3] < _CLOSE
        if last and near and last[4] == one[4]:
            merged[-1] = (last[0], one[1], last[2], one[3], one[4])
        else:
            merged.append(one)
    return merged


def _drawn(
    left: float,
    right: float,
    start: float,
    end: float,
    moved: bool,  # noqa: FBT001 - one of its ends
) -> tuple[_Element, ...]:
    top, bottom = _BAR, _HEIGHT - _BAR
    kind = " moved" if moved else ""
    corners = (left, top), (right, top), (end, bottom), (start, bottom)
    points = " ".join(f"{x:.1f},{y}" for x, y in corners)
    return (
        element("polygon", points=points, class_=f"ribbon{kind}"),
        _box(left, 0, right - left, f"share{kind}"),
        _box(start, bottom, end - start, f"share{kind}"),
    )


def _box(x: float, y: float, width: float, kind: str) -> _Element:
    return element(
        "rect",
        x=f"{x:.1f}",
        y=f"{y}",
        width=f"{width:.1f}",
        height=f"{_BAR}",
        class_=kind,
    )
