"""The button that asks a question again, about the project or program that was perhaps meant (`cards/perhaps.py`)."""

from msgspec.structs import replace

from dialogs import alert_list, checklists, following_up, indicators, logs, milestones, programs, work_lists
from dialogs.conversation import Answer, Conversation
from dialogs.desk import Desk, Person, Refused
from dialogs.projects import CODE_SHOWN
from dialogs.turn import Reply, Turn
from pmo.forms import written

conversation = Conversation()
QUESTIONS: dict[str, Answer] = {
    command: answer
    for of in (alert_list, checklists, following_up, indicators, logs, milestones, programs, work_lists)
    for command, answer in of.conversation.commands.items()
}
"""The commands that take the code of a project or program, by their English words."""


@conversation.verb("question.ask")
async def ask(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The question as if it was typed here with this code: by the same function, with the same rights."""
    command = written(turn.values.get("command")) or ""
    code = (written(turn.values.get("subject")) or "")[:CODE_SHOWN]
    if command not in QUESTIONS or not code:
        raise Refused(person.say("This button does nothing any more. Type “help” to see what you can ask."))
    return await QUESTIONS[command](replace(turn, text=f"{command} {code}"), person, desk)
