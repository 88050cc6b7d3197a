"""What customers think of the service."""

from __future__ import annotations

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from server_stub.contract.surveys import QueueSurvey
from server_stub.http.needs import Data, Who
from server_stub.services.cases.surveys import Surveys


@get("/v1/surveys", summary="Scores by queue (leads, administrators)", tags=["cases"])
async def survey_figures(
    caller: Who, database: Data, surveys: NamedDependency[Surveys], since: FromQuery[int], until: FromQuery[int]
) -> list[QueueSurvey]:
    """Of questions that left from `since` to before `until` (ms UTC, at most 366 days), by the queue at the closing."""
    return await database.read(lambda tx: surveys.figures(tx, caller.account, since, until))


HANDLERS = [survey_figures]
