"""Things move unless somebody asked that they do not: the person, the computer, or a line that is slow to paint."""

import pytest

from desktop.domain.effects import few_wanted, is_remote


@pytest.mark.parametrize(
    ("choice", "asked", "few"),
    [
        ("system", False, False),
        ("system", True, True),
        ("all", True, False),
        ("few", False, True),
    ],
)
def test_the_choice_goes_before_the_computer(choice: str, asked: bool, few: bool) -> None:
    assert few_wanted(choice, asked_by_computer=asked) is few


@pytest.mark.parametrize(
    ("environment", "remote"),
    [
        ({}, False),
        ({"DISPLAY": ":0", "SESSIONNAME": "Console"}, False),
        ({"SSH_CONNECTION": ""}, False),
        ({"SSH_CONNECTION": "10.0.0.2 50000 10.0.0.1 22"}, True),
        ({"X2GO_SESSION": "ana-50-1"}, True),
        ({"XRDP_SESSION": "1"}, True),
        ({"SESSIONNAME": "RDP-Tcp#3"}, True),
    ],
)
def test_a_screen_that_is_elsewhere(environment: dict[str, str], remote: bool) -> None:
    assert is_remote(environment) is remote
