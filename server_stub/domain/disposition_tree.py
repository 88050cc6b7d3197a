"""What a tree of dispositions must keep to (consent rules 6.5), and the one that every company begins with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from server_stub.contract.cases import Disposition, Outcome
from server_stub.domain.written import is_line

DEEPEST: Final = 3
WIDEST: Final = 10
LONGEST_LABEL: Final = 60
LONGEST_ID: Final = 40
LARGEST_POSITION: Final = 10_000
_OUTCOMES: Final = frozenset(Outcome)


def fault_of(nodes: Sequence[Disposition]) -> str:
    """The first thing that is wrong, as the name of a field; "" for a good tree. Switched-off ones are not counted.

    At most three levels and ten on each; labels of 1 to 60 letters, different beside each other; leaves, and only
    they, have an outcome; children are their root's queue's.
    """
    by_id = {node.id: node for node in nodes}
    if len(by_id) != len(nodes) or not all(_is_id(node.id) for node in nodes):
        return "id"
    if any(not (1 <= len(node.label.strip()) <= LONGEST_LABEL and is_line(node.label)) for node in nodes):
        return "label"
    if any(not 0 <= node.position <= LARGEST_POSITION for node in nodes):
        return "position"
    if any(not 1 <= depth_of(node, by_id) <= DEEPEST for node in nodes):
        return "parent_id"
    active = [node for node in nodes if node.active]
    return _fault_of_shape(active, {node.id: node for node in active})


def depth_of(node: Disposition, by_id: dict[str, Disposition]) -> int:
    """1 for a root; 0 where it hangs on nothing, or on itself."""
    depth, at = 1, node
    while at.parent_id:
        parent = by_id.get(at.parent_id)
        if parent is None or depth > DEEPEST:
            return 0 if parent is None else depth + 1
        depth, at = depth + 1, parent
    return depth


def root_of(node: Disposition, by_id: dict[str, Disposition]) -> Disposition:
    while node.parent_id and node.parent_id in by_id:
        node = by_id[node.parent_id]
    return node


def _fault_of_shape(nodes: Sequence[Disposition], by_id: dict[str, Disposition]) -> str:
    if any(node.parent_id and node.parent_id not in by_id for node in nodes):
        return "parent_id"
    parents = {node.parent_id for node in nodes}
    if any((node.outcome in _OUTCOMES) is (node.id in parents) or _is_odd(node) for node in nodes):
        return "outcome"
    if any(node.parent_id and node.queue_id != root_of(node, by_id).queue_id for node in nodes):
        return "queue_id"
    return _fault_of_levels(nodes)


def _is_odd(node: Disposition) -> bool:
    return bool(node.outcome) and node.outcome not in _OUTCOMES


def _fault_of_levels(nodes: Sequence[Disposition]) -> str:
    """Ten beside each other. Roots of different queues are never offered together, those of every queue with each."""
    levels: dict[tuple[str, str], list[str]] = {}
    for node in nodes:
        levels.setdefault((node.parent_id, node.queue_id), []).append(node.label.strip().casefold())
    general = levels.get(("", ""), [])
    for (parent, queue), labels in levels.items():
        shown = labels if parent or not queue else labels + general
        if len(shown) > WIDEST:
            return "count"
        if len(set(shown)) < len(shown):
            return "label"
    return ""


def _is_id(identifier: str) -> bool:
    return 0 < len(identifier) <= LONGEST_ID and identifier.isascii() and identifier.isprintable()


def _branch(identifier: str, label: str, leaves: Sequence[tuple[str, str, Outcome]], place: int) -> list[Disposition]:
    root = Disposition(identifier, label, position=place)
    return [
        root,
        *(
            Disposition(f"{identifier}-{name}", text, parent_id=identifier, outcome=outcome.value, position=at)
            for at, (name, text, outcome) in enumerate(leaves)
        ),
    ]


_SOLVED: Final = ("solved", "Resolvido", Outcome.SOLVED)
_CUSTOMER: Final = ("customer", "Aguardando o cliente", Outcome.WAITING_CUSTOMER)
_US: Final = ("us", "Encaminhado internamente", Outcome.WAITING_US)
_SILENT: Final = ("silent", "Cliente não respondeu", Outcome.NO_ANSWER)
_USUAL: Final = (_SOLVED, _CUSTOMER, _US, _SILENT)
_COMPLAINT: Final = (
    ("solved", "Resolvida na hora", Outcome.SOLVED),
    ("noted", "Registrada para análise", Outcome.COMPLAINT),
    _CUSTOMER,
    _SILENT,
)
_CANCELLATION: Final = (
    ("done", "Cancelamento pedido", Outcome.CANCELLATION),
    ("kept", "Cliente decidiu ficar", Outcome.SOLVED),
    _US,
    _SILENT,
)
_PRIVACY: Final = (
    ("data", "Pedido sobre dados pessoais", Outcome.DATA_REQUEST),
    ("leave", "Não quer receber mensagens", Outcome.OPT_OUT),
)
_NOTHING: Final = (
    ("wrong", "Número errado", Outcome.WRONG_NUMBER),
    ("spam", "Propaganda ou golpe", Outcome.SPAM),
    ("silent", "Não disse o que queria", Outcome.NO_ANSWER),
)
DEFAULT: Final[tuple[Disposition, ...]] = tuple(
    node
    for place, (identifier, label, leaves) in enumerate(
        (
            ("question", "Dúvida", _USUAL),
            ("order", "Pedido", _USUAL),
            ("payment", "Pagamento", _USUAL),
            ("support", "Suporte", _USUAL),
            ("complaint", "Reclamação", _COMPLAINT),
            ("cancellation", "Cancelamento", _CANCELLATION),
            ("privacy", "Dados e privacidade", _PRIVACY),
            ("nothing", "Sem atendimento", _NOTHING),
        )
    )
    for node in _branch(identifier, label, leaves, place)
)
"""In the language of the customers and of those who serve them, as queues are; changed by administrators."""
