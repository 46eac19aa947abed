"""What analysts decided: kept as it was said, replaced by who decides again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select

from graph.identity import article_id
from graph.judgement import Decision, Judged, Judgement
from graph.model import Article, Outlet
from graph.store import judgements, write
from graph.store.engine import Store
from graph.store.schema import UNSETTLED

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
YES = Judgement(
    kind=Judged.ARTICLE,
    one="source",
    other="copy",
    verdict=Decision.YES,
    note="The editor told me.",
    one_name="https://a.example/1",
    other_name="https://b.example/2",
    judged_at=NOW,
)
NAMES = replace(
    YES,
    kind=Judged.OUTLET,
    one="weekly.example",
    other="herald.example",
    one_name="Weekly",
    other_name="Herald",
)


def put(store: Store, *found: Judgement) -> None:
    with store.write() as connection:
        for judgement in found:
            judgements.put(connection, judgement)


def kept(store: Store) -> list[Judgement]:
    with store.read() as connection:
        return judgements.all_of(connection)


def unsettled(store: Store) -> set[str]:
    """The articles whose story waits; none of them does afterwards."""
    with store.write() as connection:
        found = set(connection.execute(select(UNSETTLED.c.article_id)).scalars())
        connection.execute(delete(UNSETTLED))
    return found


def test_a_judgement_is_kept_as_it_was_said(store: Store) -> None:
    put(store, YES)
    assert kept(store) == [YES]
    assert unsettled(store) == {"source", "copy"}


def test_judging_again_replaces_all_of_it(store: Store) -> None:
    no = replace(YES, verdict=Decision.NO, note="", judged_at=NOW + timedelta(hours=1))
    put(store, YES, no)
    assert kept(store) == [no]


def test_the_other_way_round_is_another_judgement(store: Store) -> None:
    back = replace(YES, one="copy", other="source", verdict=Decision.NO)
    put(store, YES, back)
    assert kept(store) == [back, YES]


def test_two_names_have_no_direction(store: Store) -> None:
    put(store, NAMES, replace(NAMES, verdict=Decision.NO))
    (found,) = kept(store)
    assert (found.one, found.other) == ("herald.example", "weekly.example")
    assert (found.one_name, found.other_name) == ("Herald", "Weekly")
    assert found.verdict is Decision.NO
    with store.read() as connection:
        asked = ("weekly.example", "herald.example")
        assert judgements.find(connection, Judged.OUTLET, *asked) == found
        assert judgements.find(connection, Judged.AUTHOR, *asked) is None


def test_names_settle_no_story(store: Store) -> None:
    put(store, NAMES)
    assert unsettled(store) == set()


def test_what_is_dropped_is_given_back_and_gone(store: Store) -> None:
    put(store, YES, NAMES)
    unsettled(store)
    with store.write() as connection:
        dropped = judgements.drop(connection, Judged.ARTICLE, "source", "copy")
        assert dropped == YES
        assert judgements.drop(connection, Judged.ARTICLE, "source", "copy") is None
    assert [one.kind for one in kept(store)] == [Judged.OUTLET]
    assert unsettled(store) == {"source", "copy"}


def test_edges_into_some_copies_are_found(store: Store) -> None:
    other = replace(YES, other="another copy")
    names = replace(NAMES, one="copy", other="source")
    put(store, YES, other, names)
    with store.read() as connection:
        assert judgements.into(connection, ["copy", "unheard of"]) == {
            ("source", "copy"): YES
        }
        assert judgements.into(connection, []) == {}


def test_an_article_that_is_another_takes_its_judgements_along(store: Store) -> None:
    url, old = "https://a.example/1", "https://a.example/?p=1"
    judged = replace(YES, one=article_id(old))
    with store.write() as connection:
        write.cite(connection, old, outlet=Outlet(key="a.example"), now=NOW)
        judgements.put(connection, judged)
        article = Article(url=url, headline="A", text="Words of a text.")
        kept_id = write.put_article(connection, article, now=NOW)
    unsettled(store)
    with store.write() as connection:
        # It was read under the one address, and turned out to be the other too.
        write.put_article(connection, replace(article, canonical=old), now=NOW)
    assert kept(store) == [replace(judged, one=kept_id)]
    assert kept_id in unsettled(store)


def test_moving_leaves_what_was_decided_there_already(store: Store) -> None:
    there = replace(YES, one="kept", verdict=Decision.NO)
    itself = replace(YES, one="gone", other="kept")
    put(store, there, replace(YES, one="gone"), itself)
    with store.write() as connection:
        judgements.move(connection, "gone", "kept")
    assert kept(store) == [there]
