"""The page behind the link to files: a button each, and a sentence where the link does not serve any more."""

import re
from html import escape

from aiohttp import web

from bot.downloads import Downloads
from bot.office import Office
from cards.download import fetched_words, file_title
from dialogs import downloads
from locales import Say, speaker
from pmo.calendars import zone_named

_STYLE = """
body { font: 16px/1.5 "Segoe UI", system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1.5rem;
  color: #242424; background: #fff }
h1 { font-size: 1.4rem }
button { font: inherit; padding: .5rem 1.25rem; margin: 0 .5rem .5rem 0; border: 0;
  border-radius: 4px; background: #4f52b2; color: #fff }
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


_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".pptx": f"{_OFFICE}.presentationml.presentation",
    ".pdf": "application/pdf",
}
_UNSAFE = re.compile(r"[^A-Za-z0-9_]+")
"""What the name of a file does without."""


def _label(form: str, say: Say) -> str:
    match form:
        case ".docx":
            return say("Download the Word document")
        case ".pptx":
            return say("Download the slides")
        case ".pdf":
            return say("Download the PDF")
        case _:
            return say("Download the workbook")


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
        buttons = " ".join(
            f'<button name="form" value="{escape(one)}">{escape(_label(one, say))}</button>'
            for one in download.forms
            if download.can_give(one)
        )
        title = file_title(download.kind, download.code, say)
        return _page(200, title, sentence, say, f'<form method="post">{buttons}</form>')

    async def _deliver(self, request: web.Request) -> web.StreamResponse:
        token = request.match_info["token"]
        try:
            wanted = str((await request.post()).get("form", ""))
        except ValueError:  # a form that cannot be read
            wanted = ""
        found = await self._office.work(lambda desk: downloads.fetched(token, wanted, desk))
        if found is None:
            return self._refusal()
        download, form = found
        file = self._made.file_of(download, form)
        if not file.exists():
            return self._refusal()
        about = _UNSAFE.sub("-", download.code) or "rapporteur"
        name = f"{about}-{self._office.clock.now():%Y-%m-%d}{form}"
        headers = _HEADERS | {"Content-Disposition": f'attachment; filename="{name}"', "Content-Type": _TYPES[form]}
        return web.FileResponse(file, headers=headers)

    def _refusal(self) -> web.Response:
        say = self._stranger
        sentence = say("This link does not serve any more. Ask the bot in Teams for another.")
        return _page(404, say("Nothing here"), sentence, say)


def _page(status: int, title: str, sentence: str, say: Say, more: str = "") -> web.Response:
    body = (
        f'<!doctype html><html lang="{say.language}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style><h1>{escape(title)}</h1><p>{escape(sentence)}</p>{more}</html>"
    )
    return web.Response(status=status, text=body, content_type="text/html", headers=_HEADERS)
