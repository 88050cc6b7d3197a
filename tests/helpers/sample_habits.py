"""What a person used last, in memory: satisfies application.habits.Habits."""

from __future__ import annotations


class SampleHabits:
    """`kept` may be filled and looked at."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    async def get(self, name: str) -> str:
        return self.kept.get(name, "")

    async def put(self, name: str, value: str) -> None:
        self.kept[name] = value
