"""The tree of classifications, written by keyboard and saved as a whole."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton

from desktop.domain.errors import Refused
from desktop.ui.views.admin.tree_editor import OutlineTree
from desktop.ui.widgets.toast import Toast
from server_stub.contract.cases import Disposition, Outcome, tree_mark
from server_stub.domain.disposition_tree import fault_of
from tests.helpers.admin_counter import Counter
from tests.helpers.waiting import until

ALT = Qt.KeyboardModifier.AltModifier


async def opened(counter: Counter) -> OutlineTree:
    await counter.go("dispositions")
    await until(lambda: counter.is_filled("dispositions"))
    tree = counter.find(OutlineTree, "tree")
    tree.setFocus()
    return tree


def shown(tree: OutlineTree) -> list[str]:
    """Each line with its place, as "  Pedido fechado"."""
    found, item = [], tree.topLevelItem(0)
    while item is not None:
        depth, above = 0, item.parent()
        while above is not None:
            depth, above = depth + 1, above.parent()
        found.append("  " * depth + item.text(0))
        item = tree.itemBelow(item)
    return found


def go(tree: OutlineTree, text: str) -> None:
    tree.setCurrentItem(tree.findItems(text, Qt.MatchFlag.MatchRecursive)[0])


def write(tree: OutlineTree, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """In the line that is being written."""
    box = next(it for it in tree.findChildren(QLineEdit) if it.isVisible())
    QTest.keyClicks(box, text)
    QTest.keyClick(box, key)
    QApplication.processEvents()


def choose(counter: Counter, name: str, value: str) -> None:
    box = counter.find(QComboBox, name)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


async def saved(counter: Counter) -> None:
    counter.click("dispositions_save")
    await until(lambda: counter.desk.team.done[-1][0] == "save_dispositions")


async def test_a_branch_is_written_by_keyboard_alone(counter: Counter) -> None:
    tree = await opened(counter)
    go(tree, "Número errado")
    QTest.keyClick(tree, Qt.Key.Key_Return)
    write(tree, "Troca")
    QTest.keyClick(tree, Qt.Key.Key_Return)
    write(tree, "Tamanho", Qt.Key.Key_Tab)
    QTest.keyClick(tree, Qt.Key.Key_Return)
    write(tree, "Cor")
    QTest.keyClick(tree, Qt.Key.Key_Up, ALT)
    lines = shown(tree)
    at = lines.index("Troca")
    assert lines[at : at + 3] == ["Troca", "  Cor", "  Tamanho"]
    choose(counter, "tree_outcome", Outcome.WAITING_US)
    go(tree, "Troca")
    assert not counter.find(QComboBox, "tree_outcome").isVisible()
    choose(counter, "tree_queue", "q-sales")
    await saved(counter)
    kept = {it.label: it for it in counter.desk.team.nodes}
    assert fault_of(counter.desk.team.nodes) == ""
    assert (kept["Troca"].outcome, kept["Troca"].queue_id) == ("", "q-sales")
    assert (kept["Cor"].outcome, kept["Cor"].queue_id, kept["Cor"].position) == (Outcome.WAITING_US, "q-sales", 0)
    assert kept["Pedido fechado"].id == "d-sale-done"


async def test_no_deeper_than_three_levels(counter: Counter) -> None:
    tree = await opened(counter)
    go(tree, "Prazo longo")
    before = shown(tree)
    QTest.keyClick(tree, Qt.Key.Key_Tab)
    assert shown(tree) == before
    toast = counter.find(Toast, "")
    await until(toast.isVisible)
    QTest.keyClick(tree, Qt.Key.Key_Backtab)
    assert "    Prazo longo" not in shown(tree)
    assert "  Prazo longo" in shown(tree)


async def test_what_is_removed_is_brought_back(counter: Counter) -> None:
    tree = await opened(counter)
    before = shown(tree)
    go(tree, "Venda")
    QTest.keyClick(tree, Qt.Key.Key_Delete)
    assert shown(tree)[0] == "Pedido"
    toast = counter.find(Toast, "")
    await until(toast.isVisible)
    toast.undo_requested.emit()
    assert shown(tree) == before


async def test_what_was_changed_since_stays_when_it_is_brought_back(counter: Counter) -> None:
    tree = await opened(counter)
    go(tree, "Venda")
    QTest.keyClick(tree, Qt.Key.Key_Delete)
    go(tree, "Número errado")
    QTest.keyClick(tree, Qt.Key.Key_Return)
    write(tree, "Engano")
    toast = counter.find(Toast, "")
    toast.undo_requested.emit()
    assert "Engano" in shown(tree)
    assert shown(tree)[-6:-4] == ["Venda", "  Pedido fechado"]


async def test_a_switched_off_one_stays_for_what_was_closed_with_it(counter: Counter) -> None:
    tree = await opened(counter)
    go(tree, "Desistiu")
    counter.find(QCheckBox, "tree_active").click()
    await saved(counter)
    kept = {it.label: it for it in counter.desk.team.nodes}
    assert not kept["Desistiu"].active
    assert not kept["Preço alto"].active
    assert kept["Venda"].active


async def test_a_leaf_that_means_nothing_is_asked_for(counter: Counter) -> None:
    tree = await opened(counter)
    for leaf in ("Preço alto", "Prazo longo"):
        go(tree, leaf)
        QTest.keyClick(tree, Qt.Key.Key_Delete)
    counter.click("dispositions_save")
    told = counter.find(QLabel, "dispositions_problem")
    await until(told.isVisible)
    assert told.text() == "Choose what it means: nothing is below it any more."
    assert tree.currentItem().text(0) == "Desistiu"
    assert ("save_dispositions") not in [name for name, _ in counter.desk.team.done]
    choose(counter, "tree_outcome", Outcome.CANCELLATION)
    await saved(counter)


async def test_escape_leads_out_of_the_tree(counter: Counter) -> None:
    tree = await opened(counter)
    go(tree, "Número errado")
    QTest.keyClick(tree, Qt.Key.Key_Escape)
    await until(lambda: counter.view.focusWidget() is counter.find(QComboBox, "tree_outcome"))


async def test_an_empty_tree_begins_with_a_button(counter: Counter) -> None:
    counter.desk.team.nodes = []
    tree = await opened(counter)
    assert counter.find(QLabel, "tree_empty").isVisible()
    counter.find(QPushButton, "tree_add").click()
    write(tree, "Venda")
    assert not counter.find(QLabel, "tree_empty").isVisible()
    await saved(counter)
    assert [(it.label, it.outcome) for it in counter.desk.team.nodes] == [("Venda", Outcome.SOLVED)]


async def test_what_the_gateway_refuses_stays_to_be_changed(counter: Counter) -> None:
    tree = await opened(counter)
    go(tree, "Pedido")
    tree.currentItem().setText(0, "Venda")
    counter.desk.team.refuse_next(Refused("value_invalid", field="label"))
    counter.click("dispositions_save")
    told = counter.find(QLabel, "dispositions_problem")
    await until(told.isVisible)
    assert told.text().startswith("Each needs a name")
    assert shown(tree).count("Venda") == 2


async def test_who_was_slower_is_told_and_saves_in_place_of_the_other_only_knowingly(counter: Counter) -> None:
    tree, team = await opened(counter), counter.desk.team
    seen = tree_mark(team.nodes)
    go(tree, "Pedido")
    tree.currentItem().setText(0, "Compra")
    team.nodes = [Disposition("theirs", "Deles", outcome=Outcome.SOLVED)]
    team.refuse_next(Refused("state_conflict"))
    counter.click("dispositions_save")
    told = counter.find(QLabel, "dispositions_problem")
    await until(told.isVisible)
    assert told.text().startswith("Somebody else saved the classifications meanwhile.")
    assert "Compra" in shown(tree)
    await until(lambda: counter.find(QPushButton, "dispositions_save").isEnabled())
    theirs = tree_mark(team.nodes)
    counter.click("dispositions_save")
    await until(lambda: team.seen_trees == [seen, theirs])
    assert "Compra" in [it.label for it in team.nodes]


async def test_who_was_slower_discards_their_own_and_sees_the_others(counter: Counter) -> None:
    tree, team = await opened(counter), counter.desk.team
    go(tree, "Pedido")
    tree.currentItem().setText(0, "Compra")
    team.nodes = [Disposition("theirs", "Deles", outcome=Outcome.SOLVED)]
    team.refuse_next(Refused("state_conflict"))
    counter.click("dispositions_save")
    told = counter.find(QLabel, "dispositions_problem")
    await until(told.isVisible)
    counter.click("dispositions_discard")
    await until(lambda: shown(tree) == ["Deles"])
    assert not told.isVisible()
