"""A city is found by its name in each of the languages."""

from locales.city_names import city_names


def test_a_city_has_its_other_names_whatever_language_its_post_is_named_in() -> None:
    for name in ("Brussels Headquarters", "Siège de Bruxelles"):
        found = city_names(name, "Europe/Brussels")
        assert "brussels" in found
        assert "bruxelles" in found


def test_a_city_that_is_not_the_one_of_its_zone_keeps_its_own_name() -> None:
    assert city_names("The Hague", "Europe/Amsterdam") == "the hague"
    assert city_names("São Paulo", "America/Sao_Paulo") == "sao paulo"
