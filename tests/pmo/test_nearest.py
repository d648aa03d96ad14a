"""What is spelt most like a word is offered, the nearest first."""

from pmo.nearest import nearest

THINGS = [("visa", "visa online visa application"), ("cipher", "cipher encrypted voice"), ("sdwan", "network of posts")]


def test_the_nearest_come_first_and_no_more_than_wanted() -> None:
    assert nearest("visas", THINGS, 3) == ["visa"]
    assert nearest("encrypting netwroks", THINGS, 3) == ["sdwan", "cipher"]
    assert nearest("encrypting netwroks", THINGS, 1) == ["sdwan"]


def test_for_a_word_like_nothing_nothing_is_offered() -> None:
    for word in ("xyzzy", "", "of", "ما هو"):
        assert nearest(word, THINGS, 3) == []
