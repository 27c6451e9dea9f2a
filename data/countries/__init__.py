"""Countries as people write them: "Deutschland", "россиянка", "GER", "🇩🇪" -> DE.

Codes are ISO 3166-1 alpha-2 plus XK, EU, UN, GB-ENG, GB-SCT, GB-WLS and GB-NIR.
"""

from data.countries.codes import all_codes, flag_emoji, is_code
from data.countries.guess import CountryGuess, find_countries
from data.countries.names import country_name
from data.countries.suggestion import suggest

__all__ = [
    "CountryGuess",
    "all_codes",
    "country_name",
    "find_countries",
    "flag_emoji",
    "is_code",
    "suggest",
]
