"""WhatsApp's marks become spans, and nothing else changes a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.delegates.formatting import Style, formatted, lone_emoji, plain


def styles(text: str) -> list[tuple[str, Style]]:
    shown = formatted(text)
    return [(shown.text[span.start : span.end], span.style) for span in shown.spans]


@pytest.mark.parametrize(
    ("text", "shown", "expected"),
    [
        ("*sim*", "sim", [("sim", Style.BOLD)]),
        ("é _muito_ bom", "é muito bom", [("muito", Style.ITALIC)]),
        ("~R$ 10~ R$ 8", "R$ 10 R$ 8", [("R$ 10", Style.STRIKE)]),
        ("use `pip`", "use pip", [("pip", Style.CODE)]),
        ("```a\n*b*```", "a\n*b*", [("a\n*b*", Style.CODE)]),
        ("*um _dois_ três*", "um dois três", [("um dois três", Style.BOLD), ("dois", Style.ITALIC)]),
        ("2*3*4 snake_case_name", "2*3*4 snake_case_name", []),
        ("* item\n* outro", "* item\n* outro", []),
        ("*quebra\nde linha*", "*quebra\nde linha*", []),
        ("(*assim*)!", "(assim)!", [("assim", Style.BOLD)]),
        ("🎉 *oi* 🎉", "🎉 oi 🎉", [("oi", Style.BOLD)]),
    ],
)
def test_marks(text: str, shown: str, expected: list[tuple[str, Style]]) -> None:
    assert plain(text) == shown
    assert styles(text) == expected


@pytest.mark.parametrize(
    ("text", "seen", "target"),
    [
        ("veja https://a.example/b_c_d?e=1.", "https://a.example/b_c_d?e=1", "https://a.example/b_c_d?e=1"),
        ("(www.loja.example)", "www.loja.example", "https://www.loja.example"),
        ("https://pt.example/wiki/A_(b)", "https://pt.example/wiki/A_(b)", "https://pt.example/wiki/A_(b)"),
        ("para ana.lima@loja.example, sim", "ana.lima@loja.example", "mailto:ana.lima@loja.example"),
    ],
)
def test_addresses(text: str, seen: str, target: str) -> None:
    shown = formatted(text)
    assert shown.text == text
    (span,) = shown.spans
    assert (shown.text[span.start : span.end], span.target) == (seen, target)


@given(st.text(alphabet="ab *_~`\n.@:/w😀", max_size=60))
def test_spans_lie_inside_and_only_marks_go(text: str) -> None:
    shown = formatted(text)
    for span in shown.spans:
        assert 0 <= span.start < span.end <= len(shown.text)
    marks = "*_~`"
    assert [letter for letter in shown.text if letter not in marks] == [
        letter for letter in text if letter not in marks
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("😀", 1),
        ("❤️", 1),
        ("👍🏽", 1),
        ("👨‍👩‍👧", 1),
        ("🇧🇷", 1),
        ("🎉🎉", 2),
        ("🙏 👍 🎉", 3),
        ("🎉🎉🎉🎉", 0),
        ("oi 🎉", 0),
        ("12", 0),
        ("", 0),
    ],
)
def test_emoji_that_stand_alone(text: str, count: int) -> None:
    assert lone_emoji(text) == count
