"""What licences ask for, and whether a copy keeps it."""

from __future__ import annotations

from typing import Any

import pytest

from graph.measure import Copying, Kept, conditions
from graph.measure.licences import CONDITIONS, licence, licences
from graph.model import Credit


def states(**facts: Any) -> dict[str, Kept]:  # noqa: ANN401 - any fact
    """How a copy that keeps everything stands, but for these facts."""
    whole: dict[str, Any] = {
        "rights": "CC BY-ND 4.0",
        "source_named": True,
        "copy_named": True,
        "author_kept": True,
        "credit": Credit.LINKED,
        "whole": True,
    }
    found = conditions(Copying(**(whole | facts)))
    assert [condition.name for condition in found] == list(CONDITIONS)
    assert all(condition.why for condition in found)
    return {condition.name: condition.state for condition in found}


@pytest.mark.parametrize(
    "rights, name",
    [
        ("Creative Commons Attribution-NoDerivatives 4.0", "no derivatives"),
        ("https://creativecommons.org/licenses/by-nc-nd/3.0/", "no derivatives"),
        ("Licence CC BY_NC-ND", "no derivatives"),
        ("Sin Obras Derivadas", "no derivatives"),
        ("Keine Bearbeitungen erlaubt", "no derivatives"),
        ("署名-非商业性使用-禁止演绎 4.0", "no derivatives"),
        ("Лицензия: без производных произведений", "no derivatives"),
        ("This work is licensed under CC BY-SA 4.0.", "attribution"),
        ("https://creativecommons.org/licenses/by/4.0/", "attribution"),
        ("クリエイティブ・コモンズ・ライセンス", "attribution"),
        ("CC0 1.0", "public domain"),
        ("Gemeinfrei", "public domain"),
        ("© 2022 Harbour Weekly. All rights reserved.", None),
        ("Photographs by Ndugu Abara", None),
        ("", None),
    ],
)
def test_a_licence_is_told_by_a_line_of_rights(rights: str, name: str | None) -> None:
    found = licence(rights)
    assert (found.name if found else None) == name


def test_licences_ask_for_what_is_looked_at() -> None:
    for one in licences():
        assert set(one.asks) <= set(CONDITIONS)
        assert one.patterns


def test_a_copy_may_keep_all() -> None:
    assert set(states().values()) == {Kept.KEPT}


@pytest.mark.parametrize(
    "facts, name, state",
    [
        ({"author_kept": False}, "author", Kept.BROKEN),
        ({"author_kept": False, "copy_named": False}, "author", Kept.BROKEN),
        ({"author_kept": False, "source_named": False}, "author", Kept.UNKNOWN),
        ({"credit": Credit.NAMED}, "link", Kept.BROKEN),
        ({"credit": Credit.NONE}, "link", Kept.BROKEN),
        ({"whole": False}, "unaltered", Kept.BROKEN),
        ({"whole": None}, "unaltered", Kept.UNKNOWN),
        ({"whole": False, "rights": "CC BY 4.0"}, "unaltered", Kept.NOT_ASKED),
        ({"whole": False, "rights": ""}, "unaltered", Kept.NOT_ASKED),
        ({"credit": Credit.NONE, "rights": ""}, "link", Kept.BROKEN),
        ({"credit": Credit.NONE, "rights": "CC0"}, "link", Kept.NOT_ASKED),
    ],
)
def test_each_condition_stands_by_itself(
    facts: dict[str, Any], name: str, state: Kept
) -> None:
    assert states(**facts)[name] is state
