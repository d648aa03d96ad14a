"""How the asking goes, as the tests show it."""

from collections.abc import Callable
from datetime import timedelta

from cards.process import ProcessView, process_card
from cards.rendered import Rendered
from locales import Say
from pmo.process import Answering, Taking
from tests.cards.samples import ARABIC, HOSTILE, NOW

GOOD = Answering(on_time=40, late=2, never=1, open=3, excused=4, took=timedelta(minutes=150))
BAD = Answering(on_time=1, late=5, never=14, took=timedelta(minutes=40))
USUAL = ProcessView(
    since=NOW - timedelta(weeks=6),
    as_of=NOW,
    whole=Answering(on_time=41, late=7, never=15, open=3, excused=4, took=timedelta(hours=2)),
    programs=(("CONSUL · Consular services", GOOD), ("SECNET · Networks", BAD), ("Portfolio", Answering(open=1))),
    posts=(("Brussels", GOOD), (ARABIC, BAD)),
    periods=(("2026-W09", GOOD), ("2026-W10", BAD)),
    questions=(("SECNET.UP · Availability", BAD), ("DCMOVE · Move to the shared data centre", BAD)),
    taking=(
        ("2026-W09", Taking(asked=20, answered=19, unreached=0)),
        ("2026-W10", Taking(asked=21, answered=14, unreached=1)),
    ),
    unwelcome=(("SECNET · Networks", 4, 2), ("Portfolio", 1, 0)),
    proposals=2,
    same=(("DCMOVE · Move to the shared data centre", 9),),
    untaken=(("rule UP", 7), (HOSTILE, 1)),
)
MANY = ProcessView(
    since=NOW,
    as_of=NOW,
    whole=BAD,
    programs=((HOSTILE, BAD),) * 500,
    posts=((ARABIC, GOOD),) * 500,
    same=((HOSTILE, 8),) * 500,
    questions=((HOSTILE, BAD), (ARABIC, BAD)) * 250,
    taking=(("2026-W10", Taking(asked=500, answered=1, unreached=100)),) * 500,
    unwelcome=((HOSTILE, 4, 2),) * 500,
    untaken=((ARABIC, 3),) * 500,
    proposals=1,
)

PROCESS_VIEWS: dict[str, Callable[[Say], Rendered]] = {
    "process": lambda say: process_card(USUAL, say),
    "process_of_many": lambda say: process_card(MANY, say),
    "process_at_first": lambda say: process_card(ProcessView(since=NOW, as_of=NOW, whole=Answering()), say),
}
