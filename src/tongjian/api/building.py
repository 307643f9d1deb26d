"""Puts the open API together."""

from importlib.metadata import version

from ninja import NinjaAPI

from tongjian.api.acts import acts_router
from tongjian.api.clocks import clocks_router
from tongjian.api.consultations import consultations_router
from tongjian.api.docs import SelfHostedSwagger
from tongjian.api.drafts import drafts_router
from tongjian.api.entry import BearerToken
from tongjian.api.inbox import inbox_router
from tongjian.api.incidents import incidents_router
from tongjian.api.items import items_router
from tongjian.api.messages import messages_router
from tongjian.api.problems import answer_problems
from tongjian.api.projects import projects_router
from tongjian.api.reading import reading_router
from tongjian.api.sign_in import sign_in_router
from tongjian.api.uploads import uploads_router
from tongjian.api.webhooks import webhooks_router
from tongjian.api.wire import JsonRenderer, StrictParser
from tongjian.api.working_days import working_days_router

_ABOUT = """
通建开放接口：与页面执行同样的操作。/ The same acts as the pages.

- 先用 `POST /api/tokens` 取得访问令牌，之后每个请求带上 `Authorization: Bearer tj_...`。
- 每个操作都要带请求头 `Idempotency-Key`；重试时用同一个键，得到同一个答复。
- `If-Match` 带上所见办件的 `ETag`，办件已被他人处理时返回 409 和最新状态。
- 出错时返回 `application/problem+json`（RFC 9457），其中 `code` 永久不变，`errors` 逐个字段说明。
"""


def build_api() -> NinjaAPI:
    """Return the API with every address."""
    api = NinjaAPI(
        title="通建开放接口 / Tongjian open API",
        version=version("tongjian"),
        description=_ABOUT,
        docs=SelfHostedSwagger(),
        urls_namespace="api",
        auth=BearerToken(),
        parser=StrictParser(),
        renderer=JsonRenderer(),
    )
    answer_problems(api)
    for router in (
        sign_in_router(),
        items_router(),
        projects_router(),
        drafts_router(),
        uploads_router(),
        reading_router(),
        clocks_router(),
        working_days_router(),
        inbox_router(),
        acts_router(),
        consultations_router(),
        incidents_router(),
        messages_router(),
        webhooks_router(),
    ):
        api.add_router("", router)
    return api
