"""A do-not-contact list that takes long to load is followed in the list until it stands or is refused."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from desktop.ui.controllers.admin import block_lists
from desktop.ui.views.choices import CHOICE, ChoiceList
from server_stub.contract.registers import BlockList
from tests.helpers.admin_counter import Counter
from tests.helpers.sample_people import NOW
from tests.helpers.waiting import until

LOADING = BlockList("b-long", "PROCON-MG", "MG", loaded_at=NOW, loading=True, done=12_000)


def detail(counter: Counter) -> str:
    """What stands under the name of the long list."""
    model = counter.find(ChoiceList, "block_lists_list").model()
    shown = [model.index(row, 0).data(CHOICE) for row in range(model.rowCount())]
    return next((it.detail for it in shown if it.key == LOADING.id), "")


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block_lists, "LOOK_AGAIN_SECONDS", 0.02)


async def test_a_long_list_is_followed_until_it_stands(counter: Counter) -> None:
    counter.office.lists[LOADING.id] = LOADING
    await counter.go("block_lists")
    await until(lambda: detail(counter) == "Being loaded: 12000 lines so far")
    counter.office.lists[LOADING.id] = BlockList(LOADING.id, "PROCON-MG", "MG", 40_000, NOW, "Ana", 3)
    await until(lambda: detail(counter).startswith("40000 numbers"))
    told = "40000 numbers loaded, 3 lines without a number left out."
    await until(lambda: any(it.text() == told for it in counter.view.findChildren(QLabel)))


async def test_a_list_that_was_refused_says_so(counter: Counter) -> None:
    counter.office.lists[LOADING.id] = LOADING
    await counter.go("block_lists")
    await until(lambda: detail(counter).startswith("Being loaded"))
    counter.office.lists[LOADING.id] = BlockList(LOADING.id, "PROCON-MG", "MG", failure="file_unreadable")
    await until(lambda: detail(counter) == "Not loaded: the file was refused")
