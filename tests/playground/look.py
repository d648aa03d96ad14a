"""How Teams looks, as far as a card shows it: values chosen by eye beside Teams, not Microsoft's own file."""

from dataclasses import dataclass
from typing import Any, Literal

Theme = Literal["light", "dark"]

FONT = "'Segoe UI', 'Liberation Sans', 'DejaVu Sans', sans-serif"
MONOSPACE = "'Courier New', 'Liberation Mono', monospace"
SIZES = {"small": 12, "default": 14, "medium": 16, "large": 18, "extraLarge": 24}
WEIGHTS = {"lighter": 200, "default": 400, "bolder": 600}


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of one theme; `grounds` are the styles of containers."""

    page: str
    text: str
    subtle: str
    line: str
    accent: str
    good: str
    warning: str
    attention: str
    grounds: dict[str, str]


PALETTES: dict[Theme, Palette] = {
    "light": Palette(
        page="#F5F5F5",
        text="#242424",
        subtle="#616161",
        line="#D1D1D1",
        accent="#5B5FC7",
        good="#237B4B",
        warning="#835C00",
        attention="#C4314B",
        grounds={
            "default": "#FFFFFF",
            "emphasis": "#F0F0F0",
            "accent": "#E8EBFA",
            "good": "#E7F2DA",
            "warning": "#FBF6D9",
            "attention": "#FCF4F6",
        },
    ),
    "dark": Palette(
        page="#1F1F1F",
        text="#FFFFFF",
        subtle="#ADADAD",
        line="#666666",
        accent="#9EA2FF",
        good="#92C353",
        warning="#F8D22A",
        attention="#F9526B",
        grounds={
            "default": "#292929",
            "emphasis": "#333333",
            "accent": "#2F2F4A",
            "good": "#0D2E0D",
            "warning": "#463100",
            "attention": "#3E1F25",
        },
    ),
}


def host_config(theme: Theme) -> dict[str, Any]:
    """The host config of npm `adaptivecards` for this theme."""
    palette = PALETTES[theme]
    label = {"weight": "default", "color": "default"}
    return {
        "supportsInteractivity": True,
        "fontTypes": {
            "default": {"fontFamily": FONT, "fontSizes": SIZES, "fontWeights": WEIGHTS},
            "monospace": {"fontFamily": MONOSPACE, "fontSizes": SIZES, "fontWeights": WEIGHTS},
        },
        "spacing": {"small": 4, "default": 8, "medium": 12, "large": 16, "extraLarge": 24, "padding": 16},
        "separator": {"lineThickness": 1, "lineColor": palette.line},
        "actions": {
            "maxActions": 6,
            "buttonSpacing": 8,
            "actionsOrientation": "horizontal",
            "actionAlignment": "left",
            "showCard": {"actionMode": "inline", "inlineTopMargin": 12},
        },
        "adaptiveCard": {"allowCustomStyle": True},
        "factSet": {
            "title": {"weight": "bolder", "wrap": True, "maxWidth": 150},
            "value": {"wrap": True},
            "spacing": 12,
        },
        "inputs": {
            "label": {
                "inputSpacing": "small",
                "requiredInputs": label | {"suffix": " *", "suffixColor": "attention"},
                "optionalInputs": label,
            },
            "errorMessage": {"color": "attention", "spacing": "small"},
        },
        "containerStyles": {style: _container(palette, ground) for style, ground in palette.grounds.items()},
    }


def _container(palette: Palette, ground: str) -> dict[str, Any]:
    colours = {
        "default": palette.text,
        "accent": palette.accent,
        "good": palette.good,
        "warning": palette.warning,
        "attention": palette.attention,
    }
    foreground = {name: {"default": colour, "subtle": colour} for name, colour in colours.items()}
    foreground["default"]["subtle"] = palette.subtle
    return {"backgroundColor": ground, "foregroundColors": foreground, "borderColor": palette.line}


def style_sheet(theme: Theme, width: int) -> str:
    """What the host config cannot say: the page, the frame of the card, its inputs and buttons."""
    palette = PALETTES[theme]
    ground = palette.grounds["default"]
    return f"""
        body {{ margin: 0; padding: 16px; background: {palette.page}; font: 14px {FONT}; color: {palette.text} }}
        #card {{ width: {width}px; overflow: hidden; border-radius: 6px; background: {ground};
                 box-shadow: 0 1px 3px rgba(0, 0, 0, .3) }}
        p {{ margin: 0 }}
        a {{ color: {palette.accent} }}
        .ac-pushButton {{ min-height: 32px; padding: 5px 12px; border: 1px solid {palette.line}; border-radius: 4px;
                          background: {ground}; color: {palette.text}; font: 600 14px {FONT} }}
        .ac-pushButton.style-positive {{ background: #5B5FC7; border-color: #5B5FC7; color: #FFFFFF }}
        .ac-actionSet, .ac-actionSet > div {{ flex-wrap: wrap; row-gap: 8px }}
        .ac-input {{ box-sizing: border-box; width: 100%; min-height: 32px; padding: 4px 10px; border-radius: 4px;
                     border: 1px solid {palette.line}; border-bottom-color: {palette.subtle};
                     background: {ground}; color: {palette.text}; color-scheme: {theme}; font: 14px {FONT} }}
        .ac-multiline {{ min-height: 72px }}
        .ac-choiceSetInput-expanded, .ac-choiceSetInput-multiSelect, .ac-toggleInput {{ border: none; padding: 0 }}
        .ac-choiceSetInput-filtered-container {{ border: none; padding: 0 }}
        .ac-choiceSetInput-filtered-dropdown {{ display: none }}
        input[type=checkbox], input[type=radio] {{ width: auto; min-height: 0; accent-color: {palette.accent} }}
    """
