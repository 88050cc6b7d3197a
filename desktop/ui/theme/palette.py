"""Qt's palette from our tokens: Fusion paints with it, whatever the platform believes about schemes."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from desktop.ui.theme.tokens import Colours

_ROLES: dict[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "window",
    QPalette.ColorRole.AlternateBase: "side",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "field",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.LinkVisited: "link",
    QPalette.ColorRole.ToolTipBase: "tooltip",
    QPalette.ColorRole.ToolTipText: "on_tooltip",
    QPalette.ColorRole.Light: "hover",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "edge",
}
_FADED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def build_palette(colours: Colours) -> QPalette:
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(role, QColor(getattr(colours, token)))
    for role in _FADED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return palette
