"""Texts in two languages that say the same have their names in the same order."""

from __future__ import annotations

import random

import pytest

from graph.reuse.parallel import anchors, parallel

ENGLISH = """The harbour of Norrvik closes on 3 May, said Ada Sander, the mayor. The
last ferry leaves for Ostholm with 1,240 people. "We will miss it," said
Ivo Brenner. His company, Brenner Lines, lost 37.5 million crowns. Only
Ada Sander and the people of Ostholm knew. In Norrvik, about 4,300
signed a letter to Tora Lund in Helmstad.""".replace("\n", " ")
GERMAN = """Der Hafen von Norrvik schließt am 3. Mai, sagte die Bürgermeisterin Ada
Sander. Die letzte Fähre nach Ostholm nimmt 1.240 Leute mit. „Sie wird
uns fehlen“, sagte Ivo Brenner. Seine Firma Brenner Lines verlor 37,5
Millionen Kronen. Nur Ada Sander und die Leute in Ostholm wussten es. In
Norrvik schrieben 4.300 an Tora Lund in Helmstad.""".replace("\n", " ")
RUSSIAN = """Порт города Норрвик закроется 3 мая, сообщила мэр Ада Сандер. Последний
паром в Остхольм возьмет 1 240 человек. «Нам будет жаль», сказал Иво
Бреннер. Его фирма «Бреннер Лайнз» потеряла 37,5 млн. Только Ада Сандер
и жители города Остхольм знали. В городе Норрвик 4 300 человек написали:
Тора Лунд и весь Хельмстад ответят.""".replace("\n", " ")
SAME_EVENT = """In Helmstad, Tora Lund has 4,300 letters on her desk. Most come from
Norrvik. The ferry to Ostholm carried 1,240 people, and Brenner Lines
lost 37.5 million crowns on it. Last year Ivo Brenner met Ada Sander in
Ostholm. They talked of Norrvik, Tora Lund said, and of Brenner Lines,
but not of Helmstad.""".replace("\n", " ")


def row(text: str) -> tuple[str, ...]:
    return anchors(text).row


@pytest.mark.parametrize("other", [GERMAN, RUSSIAN], ids=["German", "Russian"])
def test_a_translation_runs_beside_its_source(other: str) -> None:
    found = parallel(row(ENGLISH), row(other))
    assert found is not None
    assert found.anchors >= 10
    assert found.order > 0.8
    assert parallel(row(other), row(ENGLISH)) == found


def test_another_report_of_the_event_does_not() -> None:
    assert len(anchors(ENGLISH).keys & anchors(SAME_EVENT).keys) >= 2
    assert parallel(row(GERMAN), row(SAME_EVENT)) is None
    assert parallel(row(ENGLISH), row(SAME_EVENT)) is None


def test_a_translation_shares_keys_with_its_source() -> None:
    assert len(anchors(ENGLISH).keys & anchors(GERMAN).keys) >= 4
    assert not anchors("Nothing is said of anybody here.").keys


def test_figures_are_one_however_their_digits_are_parted() -> None:
    said = ["37,500", "37.500", "37 500", "37\u202f500", "37'500", "37500"]
    assert {row(f"It cost {figure} in all.") for figure in said} == {("37500",)}


def test_neither_years_nor_what_begins_a_sentence_finds_anything() -> None:
    assert not anchors("Since 1999. Harbour towns. 2024 was the end.").keys
    assert row("Harbour towns. Ferries: Empty. Seven.") == ()


def test_a_few_anchors_in_one_order_are_chance() -> None:
    few = [str(number) for number in range(7)]
    assert parallel(few, few) is None
    assert parallel([], few) is None


def test_rows_in_any_other_order_are_not_parallel() -> None:
    chance = random.Random(5)  # noqa: S311 - an order, no secret
    names = [f"name{chance.randrange(12)}" for _ in range(60)]
    for _ in range(50):
        other = chance.sample(names, len(names))
        assert parallel(names, other) is None


def test_a_part_of_a_text_is_parallel_to_the_whole() -> None:
    whole = [str(number) for number in range(100)]
    found = parallel(whole, whole[20:50])
    assert found is not None
    assert found.anchors == 30
