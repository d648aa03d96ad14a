"""Cities of embassies, consulates and missions that are called otherwise in some of the four languages.

CLDR, which Babel brings, knows only the cities that name a time zone; no package keeps the others by language. So
they stand here, as official texts in English, French, Dutch and German write them today, then older names and
spellings that people still type. A city whose names differ in accents alone needs no line.
"""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_LONGEST = 100
"""Characters in which a name is looked for."""
_CITIES = """
Aachen | Aix-la-Chapelle | Aken | Aachen
Abu Dhabi | Abou Dhabi | Abu Dhabi | Abu Dhabi | Abou Dabi
Aleppo | Alep | Aleppo | Aleppo
Alexandria | Alexandrie | Alexandrië | Alexandria | Alexandrien
Algiers | Alger | Algiers | Algier
Almaty | Almaty | Almaty | Almaty | Alma-Ata
Antwerp | Anvers | Antwerpen | Antwerpen
Athens | Athènes | Athene | Athen
Bangalore | Bangalore | Bangalore | Bangalore | Bengaluru
Barcelona | Barcelone | Barcelona | Barcelona
Basel | Bâle | Bazel | Basel | Basle
Basra | Bassorah | Basra | Basra
Beijing | Pékin | Peking | Peking | Beijing
Bern | Berne | Bern | Bern
Bologna | Bologne | Bologna | Bologna
Bruges | Bruges | Brugge | Brügge
Brussels | Bruxelles | Brussel | Brüssel
Cairo | Le Caire | Caïro | Kairo
Canton | Canton | Kanton | Kanton | Guangzhou
Cape Town | Le Cap | Kaapstad | Kapstadt
Chennai | Chennai | Chennai | Chennai | Madras
Chernivtsi | Tchernivtsi | Tsjernivtsi | Czernowitz
Cologne | Cologne | Keulen | Köln
Constance | Constance | Konstanz | Konstanz
Copenhagen | Copenhague | Kopenhagen | Kopenhagen
Cordoba | Cordoue | Córdoba | Córdoba
Damascus | Damas | Damascus | Damaskus
Dresden | Dresde | Dresden | Dresden
Dunkirk | Dunkerque | Duinkerke | Dünkirchen
Edinburgh | Édimbourg | Edinburgh | Edinburgh | Edinburg
Erbil | Erbil | Erbil | Erbil | Arbil
Florence | Florence | Florence | Florenz | Firenze
Frankfurt | Francfort | Frankfurt | Frankfurt
Gdansk | Gdansk | Gdansk | Danzig | Dantzig
Geneva | Genève | Genève | Genf
Genoa | Gênes | Genua | Genua
Ghent | Gand | Gent | Gent
Gothenburg | Göteborg | Göteborg | Göteborg | Gotenburg
Granada | Grenade | Granada | Granada
The Hague | La Haye | Den Haag | Den Haag | 's-Gravenhage
Hamburg | Hambourg | Hamburg | Hamburg
Hanover | Hanovre | Hannover | Hannover
Havana | La Havane | Havana | Havanna
Ho Chi Minh City | Hô-Chi-Minh-Ville | Ho Chi Minhstad | Ho-Chi-Minh-Stadt | Saigon
Hong Kong | Hong Kong | Hongkong | Hongkong
Jeddah | Djeddah | Jeddah | Dschidda | Djedda
Jerusalem | Jérusalem | Jeruzalem | Jerusalem
Kaliningrad | Kaliningrad | Kaliningrad | Kaliningrad | Königsberg
Kharkiv | Kharkiv | Charkiv | Charkiw | Kharkov | Charkov
Kolkata | Calcutta | Calcutta | Kalkutta
Krakow | Cracovie | Krakau | Krakau | Cracow
Kyiv | Kiev | Kyiv | Kyjiw | Kiew
Liège | Liège | Luik | Lüttich
Lille | Lille | Rijsel | Lille
Lisbon | Lisbonne | Lissabon | Lissabon
London | Londres | Londen | London
Louvain | Louvain | Leuven | Löwen
Lucerne | Lucerne | Luzern | Luzern
Lviv | Lviv | Lviv | Lwiw | Lemberg | Lvov
Lyon | Lyon | Lyon | Lyon | Lyons
Macau | Macao | Macau | Macau
Mainz | Mayence | Mainz | Mainz
Marrakesh | Marrakech | Marrakesh | Marrakesch
Marseille | Marseille | Marseille | Marseille | Marseilles
Mecca | La Mecque | Mekka | Mekka
Mexico City | Mexico | Mexico-Stad | Mexiko-Stadt
Milan | Milan | Milaan | Mailand | Milano
Moscow | Moscou | Moskou | Moskau
Mosul | Mossoul | Mosul | Mossul
Mumbai | Mumbai | Mumbai | Mumbai | Bombay
Munich | Munich | München | München
Namur | Namur | Namen | Namur
Nanjing | Nankin | Nanjing | Nanjing | Nanking
Naples | Naples | Napels | Neapel | Napoli
New Delhi | New Delhi | New Delhi | Neu-Delhi | Nouvelle-Delhi | Nieuw-Delhi
New Orleans | La Nouvelle-Orléans | New Orleans | New Orleans
Nice | Nice | Nice | Nizza
Nicosia | Nicosie | Nicosia | Nikosia
Nuremberg | Nuremberg | Neurenberg | Nürnberg
Ostend | Ostende | Oostende | Ostende
Padua | Padoue | Padua | Padua
Palermo | Palerme | Palermo | Palermo
Philadelphia | Philadelphie | Philadelphia | Philadelphia
Plovdiv | Plovdiv | Plovdiv | Plowdiw
Poznan | Poznan | Poznan | Posen
Prague | Prague | Praag | Prag
Regensburg | Ratisbonne | Regensburg | Regensburg
Rome | Rome | Rome | Rom
Rostov-on-Don | Rostov-sur-le-Don | Rostov aan de Don | Rostow am Don
Saint Petersburg | Saint-Pétersbourg | Sint-Petersburg | Sankt Petersburg | St Petersburg | St. Petersburg
Salzburg | Salzbourg | Salzburg | Salzburg
Sana'a | Sanaa | Sanaa | Sanaa
Santiago de Compostela | Saint-Jacques-de-Compostelle | Santiago de Compostela | Santiago de Compostela
Seville | Séville | Sevilla | Sevilla
Shanghai | Shanghai | Shanghai | Schanghai
Sibiu | Sibiu | Sibiu | Hermannstadt
Strasbourg | Strasbourg | Straatsburg | Straßburg
Szczecin | Szczecin | Szczecin | Stettin
Tangier | Tanger | Tanger | Tanger
Thessaloniki | Thessalonique | Thessaloniki | Thessaloniki | Salonique | Saloniki
Timisoara | Timisoara | Timisoara | Temeswar | Temeschwar
Tournai | Tournai | Doornik | Tournai
Trier | Trèves | Trier | Trier
Trieste | Trieste | Triëst | Triest
Turin | Turin | Turijn | Turin | Torino
Valletta | La Valette | Valletta | Valletta
Venice | Venise | Venetië | Venedig | Venezia
Vienna | Vienne | Wenen | Wien
Warsaw | Varsovie | Warschau | Warschau
Wroclaw | Wroclaw | Wroclaw | Breslau
Yangon | Yangon | Yangon | Rangun | Rangoon
Ypres | Ypres | Ieper | Ypern
"""
"""English, French, Dutch and German, and what else the city is called."""


def plain(text: str) -> str:
    """A name as it is compared: without accents, case and marks."""
    apart = unicodedata.normalize("NFKD", text[:_LONGEST].casefold())
    kept = "".join(sign if sign.isalnum() else " " for sign in apart if not unicodedata.combining(sign))
    return " ".join(kept.split())


def city_in(text: str) -> tuple[str, ...]:
    """Every name of the city that this plain text names in any of the languages; the longest name decides."""
    words, names = text.split(), _names()
    for length in range(len(words), 0, -1):
        for begin in range(len(words) - length + 1):
            found = names.get(" ".join(words[begin : begin + length]))
            if found:
                return found
    return ()


@lru_cache(maxsize=1)
def _names() -> Mapping[str, tuple[str, ...]]:
    """Plain name to all names of its city."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _CITIES.strip().splitlines():
        names = tuple(dict.fromkeys(name.strip() for name in line.split("|")))
        for name in names:
            found.setdefault(plain(name), names)
    return found
