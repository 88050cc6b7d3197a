"""WhatsApp's marks become spans, and nothing else changes a text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.ui.delegates.cleaning import cleaned, one_line
from desktop.ui.delegates.emoji import lone_emoji
from desktop.ui.delegates.formatting import Block, Style, formatted, plain


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
        ("* item\n* outro", "• item\n• outro", []),
        ("*negrito* no começo", "negrito no começo", [("negrito", Style.BOLD)]),
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
@example("*  :")
def test_spans_lie_inside_and_only_marks_go(text: str) -> None:
    shown = formatted(text)
    for span in shown.spans:
        assert 0 <= span.start < span.end <= len(shown.text)
    marks = "*_~`•"
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


@pytest.mark.parametrize(
    ("text", "shown", "blocks"),
    [
        ("> citado\ne não", "citado\ne não", {0: Block.QUOTE}),
        ("- um\n- *dois*\nfim", "• um\n• dois\nfim", {0: Block.ITEM, 1: Block.ITEM}),
        ("1. um\n2. dois", "1. um\n2. dois", {0: Block.ITEM, 1: Block.ITEM}),
        ("```\n- código\n> mais```", "\n- código\n> mais", {}),
        ("-sem espaço\n>_<\n-\n1.5 litros", "-sem espaço\n>_<\n-\n1.5 litros", {}),
        ("oi\r\n> ele\u2028fim", "oi\nele\nfim", {1: Block.QUOTE}),
    ],
)
def test_quotations_and_lists(text: str, shown: str, blocks: dict[int, Block]) -> None:
    made = formatted(text)
    assert made.text == shown
    assert made.blocks == blocks


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("ligue +55 11 91234-5678 hoje", "tel:+5511912345678"),
        ("(11) 91234-5678", "tel:11912345678"),
        ("11 3265-4000.", "tel:1132654000"),
        ("0800 123 4567", "tel:08001234567"),
        ("11912345678", "tel:11912345678"),
        ("+351 912 345 678", "tel:+351912345678"),
    ],
)
def test_telephone_numbers(text: str, target: str) -> None:
    assert [span.target for span in formatted(text).spans] == [target]


@pytest.mark.parametrize(
    "text",
    [
        "CPF 123.456.789-09",
        "CNPJ 12.345.678/0001-95",
        "protocolo 202611230000012345",
        "R$ 1.234.567,89",
        "20/03/2026 às 14:30",
        "pedido 88412",
        "de 2024 a 2025",
        "34191.79001 01043.510047 91020.150008 5 84410026000",
        "versão 3.11.7",
        "fim.Começo",
        "nota.pdf",
    ],
)
def test_other_numbers_and_dots_are_no_addresses(text: str) -> None:
    assert formatted(text).spans == ()


@pytest.mark.parametrize(
    ("text", "shown", "target"),
    [
        ("https://www.раураl.com/x", "https://www.раураl.com/x → www.xn--l-7sba6dbr.com", "https://www.раураl.com/x"),
        (
            "https://banco.example@mau.example/",
            "https://banco.example@mau.example/ → mau.example",
            "https://banco.example@mau.example/",
        ),
        ("https://xn--l-7sba6dbr.com", "https://xn--l-7sba6dbr.com", "https://xn--l-7sba6dbr.com"),
        ("loja.com.br/ofertas, veja", "loja.com.br/ofertas, veja", "https://loja.com.br/ofertas"),
        ("https://pão.com.br", "https://pão.com.br", "https://pão.com.br"),
        ("HTTPS://LOJA.EXAMPLE", "HTTPS://LOJA.EXAMPLE", "HTTPS://LOJA.EXAMPLE"),
    ],
)
def test_where_a_link_leads_is_shown_where_its_text_hides_it(text: str, shown: str, target: str) -> None:
    made = formatted(text)
    assert made.text == shown
    assert [span.target for span in made.spans] == [target]


def test_only_harmless_schemes_are_links() -> None:
    for text in ("javascript:alert(1)", "file:///etc/passwd", "smb://servidor/x", "ms-word:abc", "data:text/html,x"):
        assert formatted(text).spans == ()


def test_what_cannot_be_seen_is_taken_out() -> None:
    assert cleaned("a\x00b\x1bc\u202egpj.exe\u2066x") == "abcgpj.exex"
    assert one_line("nota\n\u202egpj.exe") == "nota gpj.exe"
    assert formatted("https://a.example/\u202eb").spans[0].target == "https://a.example/b"
    assert cleaned("a" + "\u0301" * 400 + "b") == "a" + "\u0301" * 3 + "b"
    assert cleaned("não é ação\tsim") == "não é ação\tsim"


@pytest.mark.parametrize(
    "piece", ["a", "a.", "www.)", "*a ", "_", "```", "+1 ", "(11", "a@", "1.", "- ", "> ", "\u0301", "😀"]
)
def test_the_longest_text_costs_what_it_is_long(piece: str) -> None:
    """Every pattern is linear: 65,536 characters that nearly match everywhere are done at once, not in minutes."""
    for ending in ("", "@", "*", "://"):
        shown = formatted((piece * 65_536)[: 65_536 - len(ending)] + ending)
        assert len(shown.text) <= 65_536 + 2 * shown.text.count("•") + 64
