"""The page behind the link of an export: one button, and a sentence where the link does not serve any more."""

from html import escape

from aiohttp import web

from bot.downloads import Downloads
from bot.office import Office
from cards.download import fetched_words
from dialogs import downloads
from locales import Say, speaker
from pmo.calendars import zone_named

_STYLE = """
body { font: 16px/1.5 "Segoe UI", system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1.5rem;
  color: #242424; background: #fff }
h1 { font-size: 1.4rem }
button { font: inherit; padding: .5rem 1.25rem; border: 0; border-radius: 4px; background: #4f52b2; color: #fff }
@media (prefers-color-scheme: dark) {
  body { color: #f5f5f5; background: #1f1f1f }
  button { background: #7f85f5; color: #000 }
}
"""
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


class DownloadPages:
    """`GET` shows the page, so that nobody who only looks at links fetches anything; `POST` delivers the file."""

    def __init__(self, office: Office, made: Downloads, language: str) -> None:
        self._office = office
        self._made = made
        self._stranger = speaker(language, zone_named("UTC"))

    def add_to(self, application: web.Application) -> None:
        """Add the two routes."""
        application.router.add_get("/files/{token}", self._show)
        application.router.add_post("/files/{token}", self._deliver)

    async def _show(self, request: web.Request) -> web.StreamResponse:
        token = request.match_info["token"]
        found = await self._office.work(lambda desk: downloads.offered(token, desk))
        if found is None:
            return self._refusal()
        download, say = found
        sentence = fetched_words(download.left, download.until, say)
        label = say("Download the workbook")
        button = f'<form method="post"><button>{escape(label)}</button></form>'
        return _page(200, say("Your export"), sentence, say, button)

    async def _deliver(self, request: web.Request) -> web.StreamResponse:
        token = request.match_info["token"]
        download = await self._office.work(lambda desk: downloads.fetched(token, desk))
        file = self._made.file_of(download) if download else None
        if file is None or not file.exists():
            return self._refusal()
        name = f"rapporteur-{self._office.clock.now():%Y-%m-%d}.xlsx"
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        headers = _HEADERS | {"Content-Disposition": f'attachment; filename="{name}"', "Content-Type": kind}
        return web.FileResponse(file, headers=headers)

    def _refusal(self) -> web.Response:
        say = self._stranger
        sentence = say("This link does not serve any more. Type “export” to the bot in Teams for another.")
        return _page(404, say("Nothing here"), sentence, say)


def _page(status: int, title: str, sentence: str, say: Say, more: str = "") -> web.Response:
    body = (
        f'<!doctype html><html lang="{say.language}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style><h1>{escape(title)}</h1><p>{escape(sentence)}</p>{more}</html>"
    )
    return web.Response(status=status, text=body, content_type="text/html", headers=_HEADERS)
