"""Languages: what the bot says, and how it writes dates, numbers and amounts."""

from locales.say import Say, speaker, to_be_said
from locales.translations import LANGUAGES, guess

__all__ = ["LANGUAGES", "Say", "guess", "speaker", "to_be_said"]
