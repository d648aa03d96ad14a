"""Somebody asks what is kept about them, and why."""

from cards.notice import notice_card
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.discreet import to_themselves
from dialogs.questions import reply, stranger
from dialogs.turn import Reply, Turn

conversation = Conversation()


@conversation.command("privacy")
async def privacy(turn: Turn, person: Person, desk: Desk) -> Reply:
    """What is kept about the person, and why."""
    if person.member is None:
        return stranger(person)
    say = person.say
    lines = (
        say("What you report, propose and log, with name, date and every version: it is the record of the project."),
        say("Your language, time zone, hours and absences: to ask you at a good moment, and not when you are off."),
        say("How Teams calls you, and in which teams that have me you were seen: to write to you and mention you."),
        say("What you watch, and how it stood when I told you last: to tell you when it changes."),
        say("When a message of mine was delivered and when you answered; not whether you have read it."),
        say("Who may read what depends on roles; every reading of a restricted project is recorded."),
        say("To see or erase your data, ask the PMO."),
    )
    return await to_themselves(
        reply(notice_card(say("What I keep about you"), lines, say), "privacy"), turn, person, desk
    )
