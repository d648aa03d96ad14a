"""The question before a channel becomes a program's."""

from dataclasses import replace

from cards.linking import LinkQuestion, link_question_card
from cards.rendered import Rendered
from locales import Say
from tests.cards.samples import HOSTILE

PLAIN = LinkQuestion(program="CONSUL", name="Consular services and visas", version=7, elsewhere=True)


def link_elsewhere(say: Say) -> Rendered:
    """The program has another channel."""
    return link_question_card(PLAIN, say)


def link_taken(say: Say) -> Rendered:
    """Another program works here, and something has changed since it was asked before."""
    view = replace(PLAIN, held_by="SECNET · Diplomatic network", channel="Consular affairs – Status", changed=True)
    return link_question_card(view, say)


def link_hostile(say: Say) -> Rendered:
    """Names that are markup."""
    return link_question_card(replace(PLAIN, name=HOSTILE, held_by=HOSTILE * 40, channel=HOSTILE), say)


LINK_VIEWS = {one.__name__: one for one in (link_elsewhere, link_taken, link_hostile)}
