"""A second start of the same profile raises the first window; another profile is on its own."""

from desktop.runtime.single_instance import SingleInstance
from server_stub.contract.ids import new_id
from tests.helpers.waiting import until


async def test_second_start_raises_the_first(qapp) -> None:
    profile = f"test-{new_id()}"
    first, second, other = SingleInstance(profile), SingleInstance(profile), SingleInstance(profile + "x")
    raised: list[bool] = []
    first.raised.connect(lambda: raised.append(True))
    try:
        assert first.claim()
        first.listen()
        assert not second.claim()
        await until(lambda: raised)
        assert other.claim()
        first.release()
        assert second.claim()
    finally:
        for instance in (first, second, other):
            instance.release()
