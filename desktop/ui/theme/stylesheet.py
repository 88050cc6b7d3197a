"""The few rules that Fusion needs: controls choose them by the dynamic properties `look`, `ground` and `ink`."""

from __future__ import annotations

import re
from functools import partial

from desktop.ui.theme.icons import icons_folder
from desktop.ui.theme.tokens import RADII, SIZES, Colours

_BUTTONS = """
QPushButton[look] {{ border: 1px solid {outline}; border-radius: {control}px; padding: 6px 14px; min-height: 20px; }}
QPushButton[look]:focus {{ border: 2px solid {text}; padding: 5px 13px; }}
QPushButton[look="primary"] {{ background: {accent}; color: {on_accent}; font-weight: 600; }}
QPushButton[look="primary"]:hover {{ background: {accent_hover}; }}
QPushButton[look="primary"]:disabled {{ background: {field}; color: {muted}; }}
QPushButton[look="ghost"] {{ background: transparent; color: {text}; border-color: {edge}; }}
QPushButton[look="ghost"]:hover {{ background: {hover}; }}
QPushButton[look="ghost"]:disabled {{ color: {muted}; border-color: {line}; }}
QPushButton[look="warn"] {{ background: {warn}; color: {warn_fill}; font-weight: 600; }}
QPushButton[look="danger"] {{ background: {danger_fill}; color: {danger}; font-weight: 600; }}
QPushButton[look="danger"]:enabled {{ border-color: {danger}; }}
QPushButton[look="danger"]:disabled {{ background: transparent; color: {muted}; border-color: {line}; }}
QPushButton[look="warn"]:disabled {{ background: {field}; color: {muted}; }}
QPushButton[look="link"] {{ background: transparent; color: {link}; padding: 2px 6px; font-weight: 600; }}
QPushButton[look="link"]:hover {{ background: {hover}; }}
QPushButton[look="link"]:focus {{ padding: 1px 5px; }}
QPushButton[look="chip"] {{ background: {field}; color: {text}; border-radius: {chip}px; padding: 2px 11px;
  min-height: 20px; }}
QPushButton[look="chip"]:hover {{ background: {selection}; }}
QPushButton[look="chip"]:focus {{ border: 2px solid {text}; padding: 1px 10px; }}
QPushButton[look="chip"]:checked {{ background: {accent}; color: {on_accent}; font-weight: 600; }}
QToolButton[look] {{ border: 2px solid transparent; border-radius: {control}px; padding: 4px;
  background: transparent; }}
QToolButton[look="icon"]:hover {{ background: {hover}; }}
QToolButton[look="icon"]:checked {{ background: {selection}; border-color: {outline}; }}
QToolButton[look]:focus {{ border-color: {accent}; }}
QToolButton[look="rail"] {{ border-radius: 12px; }}
QToolButton[look="rail"]:hover, QToolButton[look="rail"]:checked {{ background: {rail_active};
  border-color: {outline}; }}
QToolButton[look="rail"]:focus {{ border-color: {on_rail_active}; }}
QToolButton[look="send"] {{ border-radius: {send}px; background: {accent}; }}
QToolButton[look="send"]:hover {{ background: {accent_hover}; }}
QToolButton[look="send"]:disabled {{ background: {field}; }}
QToolButton[look="send"]:focus {{ border-color: {text}; }}
QToolButton::menu-indicator {{ image: none; }}
"""
_FIELDS = """
QLineEdit[look="search"] {{ border: 2px solid {outline}; border-radius: 17px; padding: 5px 8px; background: {field};
  placeholder-text-color: {muted};
  color: {text}; selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit[look="search"]:focus {{ border-color: {accent}; background: {window}; }}
QLineEdit[look="field"] {{ border: 1px solid {edge}; border-radius: {control}px; padding: 7px 10px;
  placeholder-text-color: {muted};
  background: {window}; color: {text}; selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit[look="field"]:focus {{ border: 2px solid {accent}; padding: 6px 9px; }}
QPlainTextEdit[look="field"] {{ border: 1px solid {edge}; border-radius: {control}px; padding: 5px 8px;
  background: {window}; color: {text}; placeholder-text-color: {muted}; selection-background-color: {accent};
  selection-color: {on_accent}; }}
QPlainTextEdit[look="field"]:focus {{ border: 2px solid {accent}; padding: 4px 7px; }}
QTableView {{ background: {window}; color: {text}; border: 1px solid {edge}; border-radius: {control}px;
  alternate-background-color: {side}; gridline-color: {line}; selection-background-color: {selection};
  selection-color: {text}; }}
QTableView:focus {{ border: 2px solid {accent}; }}
QTableView[look="rows"]::item {{ padding: 0 6px; }}
QHeaderView::section {{ background: {side}; color: {muted}; border: none; border-bottom: 1px solid {line};
  padding: 5px 8px; }}
QProgressBar {{ border: none; border-radius: 4px; background: {field}; max-height: 8px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 4px; }}
QDateTimeEdit[look="field"] {{ border: 1px solid {edge}; border-radius: {control}px; padding: 6px 8px;
  background: {window}; color: {text}; selection-background-color: {accent}; selection-color: {on_accent}; }}
QDateTimeEdit[look="field"]:focus {{ border: 2px solid {accent}; padding: 5px 7px; }}
QDateTimeEdit[look="field"] QLineEdit {{ background: transparent; border: none; }}
QPlainTextEdit[look="composer"] {{ border: 2px solid {outline}; border-radius: 18px; padding: 5px 10px;
  background: {field}; color: {text}; placeholder-text-color: {muted}; selection-background-color: {accent};
  selection-color: {on_accent}; }}
QPlainTextEdit[look="composer"]:focus {{ border-color: {accent}; background: {window}; }}
QDateTimeEdit::up-button, QDateTimeEdit::down-button {{ width: 0; border: none; }}
"""
_CHOICES = """
QComboBox {{ border: 1px solid {edge}; border-radius: {control}px; padding: 5px 10px; background: {window};
  color: {text}; min-height: 20px; }}
QComboBox:hover {{ background: {hover}; }}
QComboBox:focus, QComboBox:on {{ border: 2px solid {accent}; padding: 4px 9px; }}
QComboBox::drop-down {{ border: none; width: 28px; }}
QComboBox::down-arrow {{ image: url("{controls}/chevron-down-{scheme}.svg"); width: 16px; height: 16px; }}
QComboBox QAbstractItemView {{ background: {window}; color: {text}; border: 1px solid {edge};
  outline: none; selection-background-color: {selection}; selection-color: {text}; }}
QComboBox QAbstractItemView::item {{ min-height: 28px; padding: 0 8px; }}
QCheckBox {{ spacing: 10px; color: {text}; border: 2px solid transparent; border-radius: 6px; padding: 2px 4px; }}
QCheckBox:focus {{ border-color: {accent}; }}
QCheckBox::indicator {{ width: 16px; height: 16px; border: 1px solid {edge}; border-radius: 4px;
  background: {window}; }}
QCheckBox::indicator:hover {{ background: {hover}; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent};
  image: url("{controls}/check-{scheme}.svg"); }}
"""
_SURFACES = """
QFrame[ground="window"], QWidget[ground="window"] {{ background: {window}; }}
QFrame[ground="side"], QWidget[ground="side"] {{ background: {side}; }}
QFrame[ground="rail"], QWidget[ground="rail"] {{ background: {rail}; }}
QFrame[ground="chat"], QWidget[ground="chat"] {{ background: {chat}; }}
QFrame[ground="line"] {{ background: {line}; border: none; }}
QFrame[ground="popup"] {{ background: {window}; border: 1px solid {edge}; border-radius: {card}px; }}
QFrame[ground="toast"] {{ background: {toast}; border: 1px solid {outline}; border-radius: {card}px; }}
QFrame[ground="info"] {{ background: {info_fill}; }}
QFrame[ground="offer"] {{ background: {info_fill}; border-bottom: 3px solid {accent}; }}
QFrame[ground="consent"], QFrame[ground="warn"] {{ background: {warn_fill}; border-bottom: 1px solid {warn_line}; }}
QFrame[ground="danger"] {{ background: {danger_fill}; }}
QFrame[ground="ok"] {{ background: {ok_fill}; }}
QFrame[drop="idle"] {{ border: 2px dashed {edge}; border-radius: {card}px; }}
QFrame[drop="over"] {{ border: 2px solid {accent}; border-radius: {card}px; background: {selection}; }}
QLabel[ink="text"] {{ color: {text}; }}
QLabel[ink="muted"] {{ color: {muted}; }}
QLabel[ink="link"] {{ color: {link}; }}
QLabel[ink="ok"] {{ color: {ok}; }}
QLabel[ink="warn"] {{ color: {warn}; }}
QLabel[ink="danger"] {{ color: {danger}; }}
QLabel[ink="info"] {{ color: {info}; }}
QLabel[ink="toast"] {{ color: {on_toast}; }}
QLabel[pill] {{ border: 1px solid {outline}; border-radius: 9px; padding: 1px 7px; }}
QLabel[pill="ok"] {{ background: {ok_fill}; color: {ok}; }}
QLabel[pill="warn"] {{ background: {warn_fill}; color: {warn}; }}
QLabel[pill="danger"] {{ background: {danger_fill}; color: {danger}; }}
QLabel[pill="idle"] {{ background: {field}; color: {text}; }}
QFrame[ground="toast"] QPushButton[look="link"] {{ color: {toast_link}; }}
QFrame[ground="toast"] QPushButton[look="link"]:hover {{ background: transparent; text-decoration: underline; }}
QFrame[ground="toast"] QPushButton[look="link"]:focus {{ border-color: {toast_link}; }}
QFrame[ground="row"] {{ border: 2px solid transparent; border-radius: {control}px; background: transparent; }}
QFrame[ground="row"]:hover {{ background: {hover}; }}
QFrame[ground="row"]:focus {{ border-color: {accent}; }}
QToolTip {{ background: {tooltip}; color: {on_tooltip}; border: none; padding: 4px 6px; }}
QMenu {{ background: {window}; color: {text}; border: 1px solid {line}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 6px; }}
QMenu::item:selected {{ background: {selection}; color: {text}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
"""
_SCROLLING = """
QAbstractScrollArea {{ background: transparent; border: none; }}
QListView[ground="chat"] {{ background: {chat}; }}
QScrollBar:vertical {{ width: {scroll_bar}px; background: transparent; margin: 2px; }}
QScrollBar::handle:vertical {{ background: {scroll}; border-radius: 3px; min-height: 40px; }}
QScrollBar:horizontal {{ height: {scroll_bar}px; background: transparent; margin: 2px; }}
QScrollBar::handle:horizontal {{ background: {scroll}; border-radius: 3px; min-width: 40px; }}
QScrollBar::handle:vertical:disabled, QScrollBar::handle:horizontal:disabled {{ background: transparent; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
"""


_LENGTH = re.compile(r"(?<!radius: )\b(\d+)px")
_HAIR = 2
"""Borders up to so many pixels are lines at every size. Corners stay too: Qt draws none that are too round for what
they are of; and fields, which are as high as their text and their frame."""


def build_stylesheet(colours: Colours, scale: float = 1.0) -> str:
    """`scale`: how much larger than usual texts are, and with them what lies around them."""
    values: dict[str, str | int] = colours._asdict()
    values |= {"control": RADII.control, "card": RADII.card, "chip": RADII.chip, "scroll_bar": SIZES.scroll_bar}
    # Qt draws these itself and from files only: the two that a style sheet needs exist in the colours of both schemes.
    values |= {"controls": (icons_folder() / "controls").as_posix(), "scheme": "dark" if colours.dark else "light"}
    values |= {"send": round(SIZES.send / 2 * scale)}
    made = "".join(part.format(**values) for part in (_BUTTONS, _CHOICES, _SURFACES, _SCROLLING))
    grown = made if scale == 1 else _LENGTH.sub(partial(_longer, scale), made)
    return _FIELDS.format(**values) + grown


def _longer(scale: float, found: re.Match[str]) -> str:
    length = int(found[1])
    return f"{length if length <= _HAIR else round(length * scale)}px"
