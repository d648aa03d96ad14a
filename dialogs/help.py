"""What can be asked, for this person, here."""

from dataclasses import replace

from cards.help import Command, HelpView, help_card
from dialogs.access import audience_of
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.filtering.understanding import understood
from dialogs.questions import outside
from dialogs.turn import Mark, Reply, Turn
from dialogs.words import Typed, nearest, word_in
from locales import Say
from pmo.criteria import Criteria
from pmo.listed import Flag
from pmo.rights import may_link
from pmo.selection import Selection

conversation = Conversation()
_SHORT = 40
"""Characters of unknown words that are said back."""
_FREE = 2
"""Words that may be looked for beside others that narrow: more of them are a sentence about something else."""


@conversation.command("help")
async def help_here(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The commands this person can use in this place, in their language."""
    audience = await audience_of(turn.place, desk)
    *commands, itself = _commands(person)
    commands = [*commands, *await _of_channels(person, desk), itself]
    shown = help_card(HelpView(commands=tuple(commands), place=_place(person, audience.private)), person.say)
    return Reply(form="card", card=shown.card, summary=shown.summary, mark=Mark(kind="answer", key="help"))


def unknown_words(typed: Typed, person: Person) -> Reply:
    """Words that are no command: what there is instead, the question that they would narrow, else help."""
    say, said = person.say, f"{typed.first} {typed.rest}".strip()
    if len(said) <= _SHORT and person.member is not None and (filtered := narrowed(said, say)):
        return Reply.toast(say("I do not know “{word}”. Did you mean {commands}?", word=said, commands=filtered))
    like = nearest(typed.first, say.language) if typed.first else ()
    if like:
        first = typed.first[:_SHORT]
        return Reply.toast(say("I do not know “{word}”. Did you mean {commands}?", word=first, commands=_or(like, say)))
    word = word_in("help", say.language)
    return Reply.toast(say("I do not know that. Type “{help}” to see what you can ask.", help=word))


def narrowed(said: str, say: Say) -> str:
    """The question about the portfolio that these words narrow, most of them by themselves; empty for other words."""
    found = understood(said)
    words, asked = found.selection.asked.words, replace(found.selection.asked, words=())
    by_itself = asked != Criteria(flags=asked.flags & {Flag.MINE})
    if found.problems or not any(sign.isalpha() for sign in said) or (words and not by_itself) or len(words) > _FREE:
        return ""
    command = word_in("portfolio", say.language)
    return _or((command if found.selection == Selection() else f"{command} {said}",), say)


def _or(words: tuple[str, ...], say: Say) -> str:
    return " / ".join(say("“{word}”", word=word) for word in words)


def _commands(person: Person) -> tuple[Command, ...]:
    say = person.say
    own = (_command("help", say("what you can ask here"), "", say),)
    if person.member is None:
        return own
    return (
        _command("checkin", say("your open check-in"), "", say),
        _command("away", say("when you are off, and who answers instead"), "12/3 20/3", say),
        _command("portfolio", say("the projects you may see, worst first"), say.meaning("status", "red"), say),
        _command("project", say("one project"), say("CODE"), say),
        _command("program", say("one program and its projects"), say("CODE"), say),
        _command("missing", say("who has not answered yet, and why"), "", say),
        _command("alerts", say("the open alerts, and who has them"), "", say),
        _command("indicators", say("what is measured, the worst first"), say("CODE"), say),
        _command("milestones", say("what was promised for when, and what became of it"), say("CODE"), say),
        _command("actions", say("what is wanted of whom, overdue first"), say("CODE"), say),
        _command("risks", say("the risk log, the highest first"), say("CODE"), say),
        _command("issues", say("the issue log, what is overdue first"), say("CODE"), say),
        _command("changes", say("the change log, what presses most first"), say("CODE"), say),
        _command("decisions", say("what is to be decided, and what was"), say("CODE"), say),
        _command("documents", say("the documents of a project, and what is missing"), say("CODE"), say),
        _command("digest", say("a program’s digest again, as posted or as it would be now"), say("CODE"), say),
        _command(
            "report", say("the status report as a document; of a program, slides for its committee"), say("CODE"), say
        ),
        _command("export", say("what you may see, as a workbook"), "", say),
        _command("propose", say("how the asking could go better; the PMO decides"), "", say),
        _command("calendar", say("when your post works; for the PMO every post"), "", say),
        _command("watch", say("be told when a project or a list changes"), say("CODE"), say),
        _command("todo", say("what waits for you"), "", say),
        _command("settings", say("language, clock, hours, reminders"), "", say),
        _command("privacy", say("what I keep about you"), "", say),
        *_of_the_pmo(person),
        *own,
    )


async def _of_channels(person: Person, desk: Desk) -> tuple[Command, ...]:
    """For who may choose the channel of some program."""
    member, say = person.member, person.say
    programs = await desk.records.programs.all() if member else ()
    if member is None or not any(may_link(member, one) for one in programs if not one.archived):
        return ()
    return (
        _command("link", say("in a channel: the program works there from then on"), say("CODE"), say),
        _command("unlink", say("in a channel: its program works there no more"), "", say),
    )


def _of_the_pmo(person: Person) -> tuple[Command, ...]:
    if not person.is_of_the_pmo:
        return ()
    say = person.say
    return (
        _command("import", say("bring in a workbook: seen before, agreed to, taken back"), "", say),
        _command("people", say("who has the app, and what everybody is"), say("NAME"), say),
        _command("rules", say("rules, tried on the past before they go live"), "", say),
        _command("process", say("how the asking itself goes: on time, late, never"), "", say),
        _command("limits", say("from which figures on the computed status is amber or red"), say("CODE"), say),
    )


def _command(name: str, explanation: str, rest: str, say: Say) -> Command:
    word = word_in(name, say.language)
    return Command(word=word, explanation=explanation, example=f"{word} {rest}" if rest else "")


def _place(person: Person, private: bool) -> str:
    say = person.say
    if person.member is None:
        return outside(person)
    if not private:
        return say("A channel shows its own program only; ask me in our personal chat for everything you may see.")
    return ""
