"""Names sound the same in two scripts, or nothing is said of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.script import script_of, sound, writes_vowels
from graph.identity.world import table


@pytest.mark.parametrize(
    "word, spellings",
    [
        ("Щукин", ["Shchukin"]),
        ("Чехов", ["Chekhov", "Tchekhov"]),
        ("Дмитрий", ["Dmitry", "Dmitri", "Dmitriy", "Dmitrij", "Dmitrii"]),
        ("Сергей", ["Sergei", "Sergey", "Sergej"]),
        ("Юлия", ["Yulia", "Yuliya", "Julija", "Julia"]),
        ("Богдан", ["Bogdan", "Bohdan"]),
        ("Алексей", ["Alexei", "Aleksey", "Aleksej"]),
        ("Παπαδόπουλος", ["Papadopoulos", "Papadopulos"]),
        ("Χρήστος", ["Christos"]),
    ],
)
def test_a_word_sounds_like_its_latin_spellings(
    word: str, spellings: list[str]
) -> None:
    assert {sound(one) for one in spellings} <= {sound(word)}


@pytest.mark.parametrize(
    "word, spelling",
    [
        ("محمد", "Mohammed"),
        ("محمود", "Mahmoud"),
        ("فاطمة", "Fatimah"),
        ("خالد", "Khaled"),
        ("שלמה", "Shlomo"),
        ("कुमार", "Kumar"),
        ("चन्द्र", "Chandra"),
    ],
)
def test_scripts_without_vowels_sound_by_the_rest(word: str, spelling: str) -> None:
    assert not writes_vowels(word)
    assert sound(word, vowels=False) == sound(spelling, vowels=False) != ""


def test_other_names_sound_otherwise() -> None:
    assert sound("Иван") != sound("Ivana")
    assert sound("Петров") != sound("Petrova")
    assert sound("خالد", vowels=False) != sound("Hamid", vowels=False)


def test_what_is_not_known_has_no_sound() -> None:
    assert [sound(word) for word in ("王", "やまだ", "김", "123", "")] == [""] * 5


def test_every_letter_of_the_table_is_one_that_is_looked_up() -> None:
    for script, letters in table("letters").items():
        for letter in letters:
            assert script_of(letter) == script.upper()
            assert sound(letter) == "" or letters[letter]
            assert letter == letter.casefold()


@given(st.text(max_size=20))
def test_no_word_is_too_strange(word: str) -> None:
    assert sound(word) == sound(word.casefold())
    assert not set(sound(word, vowels=False)) & set("aeiou")
