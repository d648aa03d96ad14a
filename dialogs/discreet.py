"""What is somebody's own business goes to their own chat, wherever they asked for it."""

from dialogs.desk import Desk, Person
from dialogs.questions import elsewhere, has_chat, question
from dialogs.turn import Reply, Turn


async def to_themselves(mine: Reply, turn: Turn, person: Person, desk: Desk) -> Reply:
    """The answer itself in the asker's own chat; elsewhere the line that says where it is."""
    asked = await question(turn, person, desk)
    if asked.audience.private:
        return mine
    return Reply(form="toast", text=elsewhere(asked), private=mine if has_chat(person) else None)
