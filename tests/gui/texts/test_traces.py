"""The way of a message is told by the company's clock, wherever the computer stands."""

from __future__ import annotations

from PySide6.QtCore import QTimeZone

from desktop.ui.language import Speaker
from desktop.ui.texts.traces import lines
from server_stub.contract.trace import Step, StepKind, Trace

AT = 1_709_260_200_000
"""2024-03-01, 02:30 UTC."""


def told(zone: str) -> list[tuple[str, str]]:
    return lines(Trace("m", [Step(StepKind.RECEIVED, AT), Step(StepKind.WAITS, AT)], zone=zone), [])


def test_times_are_those_of_the_company(speaker: Speaker) -> None:
    speaker.speak("pt_BR")
    assert told("America/Sao_Paulo")[0][0] == "29/02/2024 23:30:00"
    assert told("Asia/Tokyo")[0][0] == "01/03/2024 11:30:00"
    assert "29/02/2024 às 23:30" in told("America/Sao_Paulo")[1][1]
    assert told("America/Sao_Paulo")[1][0] == ""


def test_another_clock_than_the_computers_is_named(speaker: Speaker) -> None:
    speaker.speak("en")
    here = QTimeZone.systemTimeZoneId().data().decode()
    named = [zone for zone in ("America/Sao_Paulo", "Asia/Tokyo", here) if any(zone in said for _, said in told(zone))]
    assert named in (["America/Sao_Paulo", "Asia/Tokyo"], ["America/Sao_Paulo"], ["Asia/Tokyo"])


def test_a_zone_that_nobody_knows_is_that_of_the_computer(speaker: Speaker) -> None:
    speaker.speak("en")
    assert told("Nowhere/At_All") == told("") == told(QTimeZone.systemTimeZoneId().data().decode())
