"""What is sent with each request: always lawful, so that only rights can refuse it."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.store.promise_play import PAPER
from tongjian.calendar import fixed_holidays

Ids = Mapping[str, str]
Form = Callable[[Ids], dict[str, Any]]


def _always(body: Any) -> Callable[[Ids], Any]:
    return lambda _: body


_ACTS: dict[str, Callable[[Ids], Any]] = {
    "accept": _always({"opinion": "同意", "judge_rest": True}),
    "correct": lambda ids: {
        "points": [{"key": ids["key"], "name": "申请表", "remark": "请盖章"}],
        "judge_rest": True,
    },
    "judge_material": _always({"judge_rest": True}),
    "allow_new_point": lambda ids: {"key": ids["key"], "name": "申请表", "reason": "首次告知时遗漏"},
    "supplement": _always({"files": {}, "remark": "不需要换文件"}),
    "deliver": _always({"how": "window", "receiver": "赵经办"}),
    "pause": _always({"kind": "6", "reason": "需要论证", "planned_days": 5}),
    "order_rectification": _always({"reason": "护栏缺失", "planned_days": 5}),
    "request_extension": _always({"days": 3, "reason": "方案复杂"}),
    "notify_parties": _always({"reason": "影响邻里", "parties": [{"name": "村委会", "interest": "采光"}]}),
    "record_statement": _always({"text": "没有影响"}),
    "schedule_hearing": _always({"held_on": "2026-06-25", "place": "听证室", "chair": "周主持"}),
    "hold_hearing": _always({"minutes": "双方陈述"}),
    "grant_extension": _always({"opinion": "同意"}),
    "outside_conclude": _always({"granted": True, "number": "发改备〔2026〕9"}),
} | dict.fromkeys(("begin_review", "issue"), _always(None))
_ACTS |= dict.fromkeys(
    (
        "register",
        "grant",
        "conclude",
        "contract",
        "finish",
        "rectify",
        "review",
        "co_sign",
        "offer",
    ),
    _always({"opinion": "同意"}),
)
_ACTS |= dict.fromkeys(("outside_accept", "outside_report", "pass_inspection"), _always({"opinion": "同意"}))
_ACTS |= dict.fromkeys(("waive_hearing",), _always({}))
_ACTS |= dict.fromkeys(("request_hearing", "refuse_extension", "order_hearing"), _always({"reason": "理由"}))
_ACTS |= dict.fromkeys(("reject", "turn_away", "refuse", "revoke", "withdraw"), _always({"reason": "理由"}))
_ACTS |= {
    "promise_deferral": _always({"key": PAPER, "due_on": "2026-06-10", "signer": "钱七"}),
    "supply_deferred": lambda ids: {"files": {PAPER: ids["file"]}},
    "confirm_deferred": _always({"key": PAPER, "in_order": True}),
    "extend_deferral": _always({"key": PAPER, "due_on": "2026-06-18", "reason": "检测单位排队"}),
    "decide_on_pledge": _always({"opinion": ""}),
    "decline_pledge": _always({"reason": "不在承诺制范围"}),
    "check_pledge": _always({"verdict": "kept", "findings": "现场相符，核查人：甲、乙"}),
    "lift_credit_note": lambda ids: {"note": ids["note"], "reason": "已整改"},
}
_ACTS |= {"resume": _always({"result": "已论证"})}
_ACTS |= {
    "consult": _always({"departments": ["housing"], "kind": "expert", "question": "是否可行？"}),
    "remind": lambda ids: {"consultation": ids["consultation"]},
} | dict.fromkeys(
    ("withdraw_consultation", "return_for_reasons", "not_follow"),
    lambda ids: {"consultation": ids["consultation"], "reason": "理由"},
)

_NOTICE = {
    "year": "2027",
    "source": "国务院办公厅关于2027年部分节假日安排的通知（虚构）",
    "effective_on": "2026-11-10",
    "text": "\n".join(f"{day} 休" for day in sorted(fixed_holidays(2027))),
}

API: dict[str, Callable[[Ids], Any]] = {
    f"POST /cases/{{case}}/acts/{act}": body for act, body in _ACTS.items()
} | {
    "POST /consultations/{consultation}/answer": _always({"answer": "agree"}),
    "POST /applications/{application}/replies": _always({"interim": True}),
    "POST /sign-in-codes": _always({"phone": "13900000010"}),
    "POST /tokens": _always({"sign_in": {"username": "clerk", "password": "Sample-City-2026"}}),
    "PUT /me/notice": _always({"version": "2026-01"}),
    "PUT /me/profile": _always({"name": "郑凯", "citizen_id": "37081119750630422X"}),
    "POST /projects": lambda ids: {
        "applicant": ids["applicant"],
        "secret": False,
        "emergency": False,
        "code": "2606-370811-04-01-987654",
        "name": "厂房",
        "type": "T4",
        "region": "370811",
        "address": "临湾区",
    },
    "POST /projects/{project}/facts": _always({"facts": {"site_area_ha": 2}}),
    "POST /projects/{project}/unit-projects": _always({"name": "二期"}),
    "POST /projects/{project}/unit-projects/{unit}/buildings": _always({"buildings": [{"name": "1号楼"}]}),
    "POST /projects/{project}/cases": _always({"item": "S1-04"}),
    "POST /drafts": lambda ids: {
        "items": [ids["item"]],
        "applicant": ids["applicant"],
        "project": ids["project"],
    },
    "POST /drafts/{draft}/pledges": lambda ids: {"item": ids["item"], "sha256": ids["sha256"]},
    "PATCH /drafts/{draft}": _always({"version": 2, "answers": {"contact_name": "甲"}}),
    "POST /working-days": _always({**_NOTICE, "year": 2027}),
    "POST /working-days/preview": _always({**_NOTICE, "year": 2027}),
    "POST /incidents/{instance}/{number}/retry": _always({}),
    "POST /incidents/{instance}/{number}/terminate": _always({"reason": "对方系统已停用"}),
    "POST /webhooks": _always({"url": "https://hooks.example.cn/x", "kinds": ["case.changed"]}),
    "PUT /inbox/filters/{name}": _always({"item": "P-04"}),
    "POST /inbox/acts/{act}": _always({"cases": ["018f0000-0000-7000-8000-000000000001"]}),
    "POST /uploads": lambda ids: {"name": "图.pdf", "size": 9, "holder": ids["holder"]},
}

QUERIES: dict[str, Form] = {
    "GET /inbox/new": _always({"since": "2026-06-01T09:00:00+08:00"}),
    "GET new_work": _always({"since": "2026-06-01T09:00:00+08:00"}),
    "GET /clock": _always({"history": "时限 | 5 | 工作日\n起算 | 2026-06-01"}),
    "GET /cases/watched": _always({"which": "running"}),
    "GET /cases/search": _always({"text": "厂房"}),
    "GET /verify": _always({"code": "x"}),
    "GET counter": _always({"q": "厂房"}),
    "PATCH upload_part": _always({"offset": "0"}),
    "GET open_case": _always({"code": "2606-370811-04-01-333333"}),
    "POST open_case": _always({"code": "2606-370811-04-01-333333"}),
}

PAGES: dict[str, Form] = {
    "POST sign_in_phone": _always({"phone": "13900000011"}),
    "POST notice": _always({"agree": "on"}),
    "POST profile": _always({"name": "陈新", "citizen_id": "440524188001010014"}),
    "POST acting_for": lambda ids: {"applicant": ids["applicant"]},
    "POST company": _always({"name": "新公司", "credit_code": "11430000006122244L"}),
    "POST counter_begin": _always(
        {"name": "陈新", "citizen_id": "440524188001010014", "phone": "13900000012", "told": "on"}
    ),
    "POST keep_filter": _always({"name": "急件", "query": "item=P-04"}),
    "POST batch": _always({"act": "issue", "case": "018f0000-0000-7000-8000-000000000001"}),
    "POST phrases": _always({"phrase": "现场踏勘，符合要求。"}),
    "POST desk": _always({"do": "save"}),
    "POST language": _always({"language": "en"}),
    "POST uploads": _always({"name": "图.pdf", "size": "9"}),
    "POST open_case": _always({"item": "P-01"}),
    "POST staff_case accept": lambda ids: {
        "act": "accept",
        "opinion": "",
        "judge_rest": "on",
        "position": ids["position"],
    },
    "POST staff_case grant": lambda ids: {"act": "grant", "opinion": "同意", "position": ids["position"]},
    "POST working_days": _always({**_NOTICE, "act": "import"}),
    "POST staff_consult": lambda ids: {
        "departments": "housing",
        "kind": "expert",
        "question": "是否可行？",
        "position": ids["position"],
    },
    "POST consultation answer": _always({"act": "answer", "answer": "agree"}),
    "POST consultation remind": _always({"act": "remind"}),
    "POST review_reply": _always({"interim": "on"}),
    "POST incident retry": _always({"act": "retry"}),
    "POST failed_messages": lambda ids: {"delivery": ids["delivery"]},
    "POST message_settings": _always({"email": ""}),
    "POST my_case_act withdraw": _always({"reason": "不办了"}),
    "POST my_case_act contract": _always({"reason": ""}),
    "POST my_case_act rectify": _always({"reason": "已整改"}),
    "POST my_case_act supply_deferred": lambda ids: {f"file.{PAPER}_file": ids["file"]},
    "POST my_case_act record_statement": _always({"reason": "没有影响"}),
    "POST my_case_act request_hearing": _always({"reason": ""}),
    "POST my_case_act waive_hearing": _always({"reason": ""}),
    "POST my_case_act supplement": _always({"remark": "不需要换文件"}),
    "POST apply_for_project": lambda ids: {"items": ids["item"], "lane": "P"},
    "POST add_unit_project": _always({"name": "二期"}),
    "POST add_buildings": _always({"buildings.0.name": "1号楼"}),
    "POST draft_save": _always({"version": "2", "contact_name": "甲"}),
    "POST draft_form": _always({"version": "2", "contact_name": "甲", "contact_phone": "13800000003"}),
    "POST counter_project": _always({"secret": "no", "emergency": "no"}),
    "POST register_project": _always({"secret": "no", "emergency": "no"}),
}
