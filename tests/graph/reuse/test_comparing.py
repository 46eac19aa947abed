"""Pairs are compared by plain values, the earlier article first."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from graph.model import Date, Reuse
from graph.reuse.comparing import Text, Work, compared, ordered
from graph.reuse.sketch import sketch
from tests.graph.store.facts import day
from tests.graph.texts import prose

STORY, OTHER, FOOTER = prose(1, 300), prose(2, 300), prose(3, 120)


def text(
    identity: str, said: str = STORY, date: str | None = None, outlet: str | None = ""
) -> Text:
    """An article of an outlet of its own, unless one is given."""
    published: Date | None = day(date) if date else None
    key = identity if outlet == "" else outlet
    return Text(id=identity, outlet=key, published=published, text=said)


def work(*texts: Text, pairs: list[tuple[str, str]] | None = None) -> Work:
    first, second, *_ = [one.id for one in texts]
    return Work(pairs=pairs or [(first, second)], texts={t.id: t for t in texts})


@pytest.mark.parametrize("turned", [False, True])
def test_the_earlier_one_is_the_source(*, turned: bool) -> None:
    early, late = text("z", date="2022-02-10"), text("a", date="2022-02-14")
    both = (late, early) if turned else (early, late)
    assert ordered(*both) == (early, late)
    found = compared(work(*both))
    assert set(found) == {("z", "a")}
    assert found["z", "a"].reuse is Reuse.COPY


@pytest.mark.parametrize(
    "dates", [(None, None), (None, "2022-02-14"), ("2022-02-10", None)]
)
def test_where_dates_say_nothing_the_ids_do(
    dates: tuple[str | None, str | None],
) -> None:
    one, other = text("a", date=dates[0]), text("b", date=dates[1])
    assert ordered(one, other) == ordered(other, one) == (one, other)


def test_shares_belong_to_source_and_copy() -> None:
    part = " ".join(STORY.split()[:150])
    found = compared(
        work(text("a", part, "2022-02-14"), text("b", STORY, "2022-02-10"))
    )
    shared = found["b", "a"]
    assert (shared.of_original, shared.of_copy) == (0.5, 1.0)


def test_many_pairs_are_compared_at_once_and_alike() -> None:
    texts = [text("a"), text("b", OTHER), text("c", f"{STORY}\n{OTHER}"), text("d")]
    pairs = [("b", "a"), ("a", "c"), ("c", "b"), ("d", "a")]
    found = compared(work(*texts, pairs=pairs))
    assert set(found) == {("a", "b"), ("a", "c"), ("b", "c"), ("a", "d")}
    one_by_one = {
        key: overlap
        for pair in pairs
        for key, overlap in compared(work(*texts, pairs=[pair])).items()
    }
    assert found == one_by_one
    assert found["a", "b"].reuse is Reuse.CHANCE
    assert found["a", "d"].reuse is Reuse.COPY


def test_boilerplate_does_not_make_a_copy() -> None:
    one, other = f"{prose(4, 100)}\n{FOOTER}", f"{prose(5, 100)}\n{FOOTER}"
    plain = work(text("a", one), text("b", other))
    assert compared(plain)["a", "b"].reuse not in {Reuse.BOILERPLATE, Reuse.CHANCE}
    hashes = np.unique(sketch([FOOTER]).hashes.view(np.uint32))
    told = Work(pairs=plain.pairs, texts=plain.texts, boilerplate=hashes)
    found = compared(told)["a", "b"]
    assert found.reuse is Reuse.BOILERPLATE
    assert found.words >= 120


def test_pages_of_one_outlet_are_judged_more_strictly() -> None:
    template, one, other = prose(6, 200), prose(7, 100), prose(8, 100)
    said = f"{template}\n{one}", f"{template}\n{other}"
    across = compared(work(text("a", said[0]), text("b", said[1])))["a", "b"]
    within = compared(
        work(text("a", said[0], outlet="x"), text("b", said[1], outlet="x"))
    )["a", "b"]
    nobody = compared(
        work(text("a", said[0], outlet=None), text("b", said[1], outlet=None))
    )["a", "b"]
    names = [{reason.name for reason in one.reasons} for one in (across, within)]
    assert "one-outlet" not in names[0]
    assert "one-outlet" in names[1]
    assert nobody == across


@pytest.mark.parametrize("said", ["", "…", "one"])
def test_next_to_nothing_shares_nothing(said: str) -> None:
    found = compared(work(text("a", said), text("b", STORY)))["a", "b"]
    assert (found.words, found.reuse) == (0, Reuse.CHANCE)


def test_no_pairs_are_no_work() -> None:
    assert compared(Work(pairs=[], texts={})) == {}


def test_a_worker_process_can_take_it_over() -> None:
    wanted = work(text("a"), text("b"))
    assert compared(pickle.loads(pickle.dumps(wanted))) == compared(wanted)  # noqa: S301 - our own
