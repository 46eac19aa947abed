"""When stories in the store are settled, and what is written then."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select

from graph.judgement import Decision, Judged, Judgement
from graph.resolve import settling, stage
from graph.resolve.processes import Processes
from graph.resolve.settling import settle_all
from graph.store import judgements, trees, write
from graph.store.engine import Store
from graph.store.schema import LEANING, REPUBLICATION
from tests.graph.resolve.keeping import keep
from tests.graph.resolve.telling import WHOLE
from tests.graph.store.facts import NOW
from tests.graph.texts import page, prose


def resolved(store: Store, count: int) -> list[str]:
    """Keep and resolve copies of one text, a day apart, one after another."""
    days = [f"2022-02-{number:02}" for number in range(10, 10 + count)]
    pages = [
        page(o, WHOLE, date, "x") for o, date in zip("abcdefgh", days, strict=False)
    ]
    found = []
    for one in pages:
        with store.write() as connection:
            found.append(write.put_article(connection, one, now=NOW))
            stage.resolve(connection, found[-1], now=NOW)
    return found


def hung(store: Store, ids: list[str]) -> dict[str, str | None]:
    """The nearest source of each copy."""
    with store.read() as connection:
        found = trees.edges_into(connection, ids)
    return {edge.copy: edge.source for edge in found if edge.nearest}


def waiting(store: Store) -> int:
    with store.read() as connection:
        return trees.count_unsettled(connection)


def test_a_small_story_is_settled_with_every_article(store: Store) -> None:
    ids = resolved(store, 3)
    assert hung(store, ids).keys() == set(ids[1:])
    assert waiting(store) == 0


def test_a_large_story_waits_until_all_is_settled(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "_SMALL", 3)
    monkeypatch.setattr(settling, "_AT_ONCE", 2)
    ids = resolved(store, 5)
    assert set(hung(store, ids)) == set(ids[1:3])
    assert waiting(store) > 0
    left = list(settle_all(store))
    assert left == sorted(left, reverse=True)
    assert left[-1] == 0
    assert hung(store, ids).keys() == set(ids[1:])
    assert waiting(store) == 0
    assert list(settle_all(store)) == []


def test_it_does_not_matter_when_a_story_is_settled(
    store: Store, sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = resolved(store, 4)
    monkeypatch.setattr(settling, "_SMALL", 0)
    late = resolved(sqlite_store, 4)
    assert hung(sqlite_store, late) == {}
    for _ in settle_all(sqlite_store):
        pass
    assert ids == late
    assert hung(sqlite_store, late) == hung(store, ids)


def test_it_does_not_matter_who_settles_a_story(
    store: Store, sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = resolved(store, 4)
    monkeypatch.setattr(settling, "_SMALL", 0)
    monkeypatch.setattr(settling, "_LEAST_PARTS", 0)
    late = resolved(sqlite_store, 4)
    with Processes(sqlite_store, 1) as processes:
        given = record_results(processes, monkeypatch)
        assert list(settle_all(sqlite_store, processes))[-1] == 0
    assert given
    assert hung(sqlite_store, late) == hung(store, ids)


def record_results(
    processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> list[object]:
    """What the processes give from now on."""
    given: list[object] = []
    each = processes.each

    def noted(work: Callable[..., object], tasks: list[object]) -> Iterator[object]:
        for result in each(work, tasks):
            given.append(result)
            yield result

    monkeypatch.setattr(processes, "each", noted)
    return given


def test_settling_again_writes_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = resolved(store, 3)
    written: list[object] = []

    def put(_connection: object, edges: dict[str, object]) -> None:
        written.extend(edges)

    monkeypatch.setattr(trees, "put_edges", put)
    with store.write() as connection:
        trees.unsettle(connection, ids)
    assert list(settle_all(store)) == [3, 0]
    assert written == []


def test_what_an_analyst_says_is_settled_into_the_tree(store: Store) -> None:
    first, second, third = resolved(store, 3)
    no = Judgement(
        kind=Judged.ARTICLE,
        one=first,
        other=second,
        verdict=Decision.NO,
        one_name="one",
        other_name="other",
        judged_at=NOW,
    )
    with store.write() as connection:
        judgements.put(connection, no)
    assert list(settle_all(store))[-1] == 0
    assert hung(store, [first, second, third]).get(second) != first
    with store.write() as connection:
        judgements.drop(connection, Judged.ARTICLE, first, second)
    assert list(settle_all(store))[-1] == 0
    assert hung(store, [second]) == {second: first}


def test_whom_an_outlet_seems_to_take_from_tells_in_another_story(store: Store) -> None:
    """Nobody credits anybody; ``c`` has from ``b`` what only ``b`` had before."""
    early, late = "2022-02-10", "2022-02-14"
    alone = [prose(seed, 200) for seed in range(31, 35)]
    pages = [
        page(outlet, text, date, f"{number}")
        for number, text in enumerate(alone)
        for outlet, date in (("b", early), ("c", late))
    ]
    pages += [page(o, WHOLE, early, "x") for o in "ab"] + [page("c", WHOLE, late, "x")]
    ids = keep(store, *pages)
    with store.write() as connection:
        stage.resolve_all(connection, ids, now=NOW)
    first, second, copy = ids[-3:]
    for _ in settle_all(store):
        pass
    with store.read() as connection:
        (edge,) = (one for one in trees.edges_into(connection, [copy]) if one.nearest)
    assert edge.source == second != first
    assert any(r.name == "habit" and "never credited" in r.detail for r in edge.reasons)


def test_a_story_does_not_confirm_itself(store: Store) -> None:
    resolved(store, 2)
    for _ in settle_all(store):
        pass
    with store.read() as connection:
        assert connection.execute(select(LEANING)).all() != []
        reasons = connection.execute(select(REPUBLICATION.c.reasons)).scalars().all()
    assert reasons
    assert not any("habit" in json.dumps(one) for one in reasons)
