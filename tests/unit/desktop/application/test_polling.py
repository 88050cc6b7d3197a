"""What is looked at is asked for again and again, more seldom while it fails, and at once when woken."""

from __future__ import annotations

import asyncio

import pytest

from desktop.application.polling import Polling
from desktop.domain.errors import AppError, GatewayUnreachable


class Asked:
    def __init__(self, *answers: int | AppError) -> None:
        self._answers = list(answers)
        self.count = 0
        self.told: list[int] = []
        self.troubles: list[AppError] = []
        self.came = asyncio.Event()

    async def ask(self) -> int:
        self.count += 1
        answer = self._answers.pop(0) if self._answers else 0
        self.came.set()
        if isinstance(answer, AppError):
            raise answer
        return answer

    async def next(self) -> None:
        async with asyncio.timeout(5):
            await self.came.wait()
        self.came.clear()
        await asyncio.sleep(0)


def polling(asked: Asked, seconds: float, longest: float = 3600.0) -> Polling[int]:
    return Polling(asked.ask, asked.told.append, asked.troubles.append, seconds=seconds, longest=longest)


async def test_it_is_asked_for_until_nobody_looks() -> None:
    asked = Asked(1, 2, 3)
    task = asyncio.ensure_future(polling(asked, 0.001).run())
    while len(asked.told) < 3:
        await asked.next()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    count = asked.count
    await asyncio.sleep(0)
    assert (asked.told[:3], asked.count) == ([1, 2, 3], count)


async def test_trouble_makes_it_seldom_and_an_answer_often_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, pauses = Asked(GatewayUnreachable(), GatewayUnreachable(), GatewayUnreachable(), 7), []
    poll = polling(asked, 2.0, longest=6.0)

    async def rest(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 4:
            raise asyncio.CancelledError

    monkeypatch.setattr(poll, "_rest", rest)
    with pytest.raises(asyncio.CancelledError):
        await poll.run()
    assert pauses == [4.0, 6.0, 6.0, 2.0]
    assert (len(asked.troubles), asked.told) == (3, [7])


async def test_who_wakes_it_does_not_wait() -> None:
    asked = Asked(1, 2)
    poll = polling(asked, 3600.0)
    task = asyncio.ensure_future(poll.run())
    await asked.next()
    poll.wake()
    await asked.next()
    task.cancel()
    assert asked.told == [1, 2]
