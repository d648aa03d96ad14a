"""Draws the two icons of the app: a page that speaks, with three statuses on it. For who changes the mark.

    python -m manifest.draw_icons

Needs Pillow, which the product itself does not. The pictures are kept beside this file, in `icons/`.
Sizes and colours by the app manifest's schema: 192 x 192 in colour, 32 x 32 white on nothing.
"""

from pathlib import Path

from PIL import Image, ImageDraw

ICONS = Path(__file__).with_name("icons")

Shape = tuple[float, float, float, float]
GROUND = "#1F3F6B"
PAGE = "#FFFFFF"
LINES = "#9DB2CE"
STATUSES = ("#2E8B57", "#E8A317", "#C8372D")
NOTHING = (255, 255, 255, 0)

FINER = 8
"""Drawn this many times larger and made small at the end: that makes the edges smooth."""


class Sheet:
    """A square to draw on, in the coordinates of the finished picture."""

    def __init__(self, side: int, ground: str | tuple[int, int, int, int]) -> None:
        self._side = side
        self._image = Image.new("RGBA", (side * FINER, side * FINER), ground)
        self._pen = ImageDraw.Draw(self._image)

    def rounded(self, shape: Shape, radius: float, colour: str | tuple[int, int, int, int]) -> None:
        """A filled rectangle with round corners."""
        self._pen.rounded_rectangle([value * FINER for value in shape], radius * FINER, fill=colour)

    def polygon(self, points: tuple[tuple[float, float], ...], colour: str | tuple[int, int, int, int]) -> None:
        """A filled polygon."""
        self._pen.polygon([(x * FINER, y * FINER) for x, y in points], fill=colour)

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        """A filled circle."""
        shape = (x - radius, y - radius, x + radius, y + radius)
        self._pen.ellipse([value * FINER for value in shape], fill=colour)

    def finished(self) -> Image.Image:
        """The picture in its own size."""
        return self._image.resize((self._side, self._side), Image.Resampling.LANCZOS)


def color() -> Image.Image:
    """The icon of the app's page and of the messages: Teams rounds its corners itself."""
    sheet = Sheet(192, GROUND)
    sheet.polygon(((62, 136), (62, 166), (94, 136)), PAGE)
    sheet.rounded((46, 34, 146, 142), 12, PAGE)
    for row, status in enumerate(STATUSES):
        y = 60 + 28 * row
        sheet.dot(68, y, 8.5, status)
        sheet.rounded((86, y - 4.5, 130 - 10 * (row == 1), y + 4.5), 4.5, LINES)
    return sheet.finished().convert("RGB")


def outline() -> Image.Image:
    """The icon of the side bar: the same page in white lines."""
    sheet = Sheet(32, NOTHING)
    sheet.polygon(((8, 24), (8, 31), (16, 24)), PAGE)
    sheet.rounded((5, 2, 27, 26), 4, PAGE)
    sheet.rounded((7, 4, 25, 24), 2.2, NOTHING)
    sheet.polygon(((10, 23.5), (10, 26.4), (13.4, 23.5)), NOTHING)
    for y in (9, 14, 19):
        sheet.dot(11, y, 1.4, PAGE)
        sheet.rounded((14, y - 1, 22, y + 1), 1, PAGE)
    picture = sheet.finished()
    white = Image.new("L", picture.size, 255)
    return Image.merge("RGBA", (white, white, white, picture.getchannel("A")))


if __name__ == "__main__":
    ICONS.mkdir(exist_ok=True)
    color().save(ICONS / "color.png", optimize=True)
    outline().save(ICONS / "outline.png", optimize=True)
