"""An export as the tests show it."""

from collections.abc import Callable
from datetime import timedelta

from cards.download import DownloadView, download_card
from cards.rendered import Rendered
from locales import Say
from pmo.files import FileKind
from tests.cards.samples import NOW

DOWNLOAD_VIEWS: dict[str, Callable[[Say], Rendered]] = {
    "export_making": lambda say: download_card(DownloadView(share=42), say),
    "export_ready": lambda say: download_card(
        DownloadView(
            link="https://bot.example/files/HxH2eOqYl1oV4sR6y1k3oQm7sWJ0mB4bXqkUo2m9Zy0",
            until=NOW + timedelta(minutes=10),
            left=3,
            rows=1234,
        ),
        say,
    ),
    "export_gone": lambda say: download_card(
        DownloadView(why_not=say("It can no longer be fetched. Type “{words}” for another.", words="export")), say
    ),
    "report_ready": lambda say: download_card(
        DownloadView(
            kind=FileKind.COMMITTEE_PACK,
            of="CONSUL",
            forms=(".pptx", ".xlsx", ".pdf"),
            link="https://bot.example/files/HxH2eOqYl1oV4sR6y1k3oQm7sWJ0mB4bXqkUo2m9Zy0",
            until=NOW + timedelta(minutes=10),
            left=9,
        ),
        say,
    ),
}
