"""Why a message did not reach somebody, in words."""

from locales import Say


def reason_words(reason: str, say: Say) -> str:
    """The reason as delivery recorded it, told to people."""
    if reason.startswith("not installed"):
        return say("has not installed the app")
    if reason.startswith("blocked"):
        return say("has blocked the app")
    if reason.startswith("removed"):
        return say("has removed the app")
    if reason in ("unknown", "no Entra id"):
        return say("is not known in Teams")
    return reason
