"""A post is found by its code, name, city or country, in four languages and with small typing errors."""

import csv

import pytest

from pmo.portfolio import Post
from pmo.post_names import country_meant, post_meant, posts_like
from samples import SAMPLES

with (SAMPLES / "posts.csv").open(encoding="utf-8", newline="") as file:
    POSTS = [
        Post(code=row["code"], name=row["name"], country=row["country"], timezone=row["timezone"])
        for row in csv.DictReader(file)
    ]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        *(("FIH", "FIH"), ("fih", "FIH"), ("hq", "HQ"), ("Kinshasa", "FIH"), ("kinshassa", "FIH")),
        *(("ambassade de Kinshasa", "FIH"), ("Botschaft Tokio", "TYO"), ("Bruxelles", "HQ"), ("Brussel", "HQ")),
        *(("Sao Paolo", "SAO"), ("Allemagne", "BER"), ("Duitsland", "BER"), ("Neuseeland", "WLG")),
        *(("Washington", "WAS"), ("New York", "NYC"), ("xyz", ""), ("", ""), ("K" * 10_000, ""), ("🙂", "")),
    ],
)
def test_a_post_is_found_as_people_call_it(typed: str, code: str) -> None:
    found = post_meant(typed, POSTS)
    assert (found.code if found else "") == code


def test_what_several_posts_share_names_none_of_them() -> None:
    twins = [
        Post(code=code, name=f"Embassy {code}", country="US", timezone="America/New_York") for code in ("A1", "B2")
    ]
    assert post_meant("Embassy", twins) is None
    assert post_meant("United States", twins) is None
    assert post_meant("Embassy B2", twins) == twins[1]


def test_the_likest_are_suggested() -> None:
    assert [post.code for post in posts_like("Den Haag", POSTS)] == ["HAG"]
    assert posts_like("", POSTS) == []


@pytest.mark.parametrize(
    ("typed", "code"), [("be", "BE"), ("Belgique", "BE"), ("Niederlande", "NL"), ("Japon", "JP"), ("EU", ""), ("x", "")]
)
def test_a_country_is_known_by_code_and_name(typed: str, code: str) -> None:
    assert country_meant(typed) == code
