"""The hop of a chain at which a credit changed or vanished."""

from __future__ import annotations

import pytest

from graph.measure import Credited, Hop, Lost, lost_credits

CHAIN = [Hop(source="a", copy="b"), Hop(source="b", copy="c")]
OUTLETS: dict[str, str | None] = {name: f"{name}.example" for name in "abcd"}


def credit(
    page: str, source: str, *, visible: bool = True, relay: bool = False
) -> Credited:
    """A credit of one page to another."""
    return Credited(
        page=page,
        source=source,
        outlet=OUTLETS[source],
        visible=visible,
        relay=relay,
    )


def lost(*given: Credited, hops: list[Hop] = CHAIN) -> tuple[Lost, ...]:
    return lost_credits(hops, given, OUTLETS)


def test_a_credit_that_is_passed_on_is_kept() -> None:
    assert lost(credit("b", "a"), credit("c", "a"), credit("c", "b")) == ()


def test_a_credit_to_the_relay_alone_is_changed() -> None:
    (one,) = lost(credit("b", "a"), credit("c", "b"))
    assert (one.kind, one.hop.copy) == ("changed", "c")
    assert (one.before, one.after) == (("a.example",), ("b.example",))


def test_a_credit_to_nobody_has_vanished() -> None:
    (one,) = lost(credit("b", "a"))
    assert (one.kind, one.after) == ("vanished", ())


def test_what_only_machines_see_is_no_credit() -> None:
    (one,) = lost(credit("b", "a"), credit("c", "a", visible=False))
    assert one.kind == "vanished"
    assert lost(credit("b", "a", visible=False)) == ()


def test_a_copy_of_what_credits_nobody_loses_nothing() -> None:
    assert lost() == ()
    assert lost(credit("c", "d")) == ()


def test_a_via_may_be_left_out_and_may_stand_for_a_source() -> None:
    given = [credit("b", "a"), credit("b", "d", relay=True)]
    assert lost(*given, credit("c", "a")) == ()
    (one,) = lost(*given, credit("c", "d"))
    assert one.before == ("a.example",)
    assert lost(credit("b", "a"), credit("c", "a", relay=True)) == ()


def test_nobody_has_to_credit_itself() -> None:
    back = [Hop(source="b", copy="a")]
    assert lost(credit("b", "a"), hops=back) == ()


@pytest.mark.parametrize("turn", [1, -1])
def test_the_order_in_which_hops_come_makes_no_difference(turn: int) -> None:
    hops = [*CHAIN, Hop(source="c", copy="d")][::turn]
    given = [credit("b", "a"), credit("c", "b"), credit("d", "a")][::turn]
    found = lost_credits(hops, given, OUTLETS)
    assert [one.hop.copy for one in found] == ["c", "d"]
