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
    if reason == "never seen":
        return say("has never been seen in Teams")
    return reason


def channel_reason_words(reason: str, say: Say) -> str:
    """Why a channel cannot be reached, in short; by the answer of Teams where nothing else is known."""
    match reason:
        case "removed":
            return say("the app was removed")
        case "channel deleted":
            return say("it was deleted")
        case "team archived":
            return say("its team is archived")
        case "team deleted":
            return say("its team was deleted")
    return say("Teams refuses posts ({code})", code=reason)
