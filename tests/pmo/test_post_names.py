"""A post is found by its code, name, city or country, in four languages and with small typing errors."""

import csv

import pytest

from pmo.cities import city_in, plain
from pmo.portfolio import Post
from pmo.post_names import city_words, country_meant, post_meant, posts_like
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
        *(("Den Haag", "HAG"), ("La Haye", "HAG"), ("l’ambassade à La Haye", "HAG"), ("Alger", "ALG")),
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


def a_post(name: str, zone: str = "Europe/Zurich") -> Post:
    return Post(code="P1", name=name, country="CH", timezone=zone)


def test_a_city_has_its_other_names_whatever_language_its_post_is_named_in() -> None:
    for name in ("Brussels Headquarters", "Siège de Bruxelles"):
        assert {"brussels", "bruxelles", "brussel"} - {plain(name).split()[0]} <= set(
            f"{plain(name)} {city_words(a_post(name, 'Europe/Brussels'))}".split()
        )
    for name in ("Mission in Geneva", "Mission permanente à Genève", "Vertretung Genf"):
        assert {"geneva", "geneve", "genf"} <= set(f"{plain(name)} {city_words(a_post(name))}".split())


def test_a_post_elsewhere_does_not_bear_the_name_of_the_city_of_its_zone() -> None:
    words = city_words(a_post("The Hague", "Europe/Amsterdam"))
    assert "la haye" in words
    assert "den haag" in words
    assert "amsterdam" not in words
    assert city_words(a_post("São Paulo", "America/Sao_Paulo")) in ("", "sao paulo")


def test_the_longest_name_decides_and_a_part_of_a_word_is_none() -> None:
    assert "Saint-Pétersbourg" in city_in("consulate general st petersburg")
    assert "Nouvelle-Delhi" in city_in("neu delhi")
    assert city_in("romeo and bernadette") == ()
    assert city_in("") == ()
