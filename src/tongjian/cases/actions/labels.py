"""Chinese imperatives of the acts, as buttons and refusals name them."""

from types import MappingProxyType

_LABELS = MappingProxyType(
    {
        "accept": "受理",
        "correct": "一次性告知补正",
        "reject": "不予受理",
        "turn_away": "不受理",
        "supplement": "提交补正材料",
        "judge_material": "核对材料",
        "allow_new_point": "允许补充告知",
        "deem_accepted": "视为受理",
        "register": "予以备案",
        "review": "提交审查意见",
        "co_sign": "提交会签意见",
        "grant": "准予",
        "refuse": "不予准予",
        "issue": "制作结果文书",
        "deliver": "送达",
        "pause": "启动特别程序",
        "resume": "结束特别程序",
        "withdraw": "撤回申请",
        "revoke": "撤销决定",
        "conclude": "出具意见",
        "offer": "提供方案",
        "contract": "签订合同",
        "finish": "提交成果",
        "pass_inspection": "检查通过",
        "order_rectification": "责令整改",
        "rectify": "完成整改",
        "outside_accept": "外部系统受理",
        "outside_report": "外部系统报送进度",
        "outside_conclude": "外部系统办结",
        "submit": "提交申报",
        "begin_review": "开始办理",
        "open": "发起办理",
        "consult": "征求意见",
        "answer_consultation": "答复征求意见",
        "remind": "催办",
        "withdraw_consultation": "撤回征求意见",
        "return_for_reasons": "退回补充理由",
        "not_follow": "说明未采纳的理由",
        "reply_comprehensively": "综合答复",
        "promise_deferral": "记录容缺承诺",
        "supply_deferred": "补交容缺材料",
        "confirm_deferred": "核对容缺材料",
        "extend_deferral": "延长容缺期限",
        "sign_pledge": "签署告知承诺书",
        "decide_on_pledge": "按承诺即时准予",
        "decline_pledge": "转一般程序",
        "check_pledge": "核查承诺",
        "lift_credit_note": "信用修复",
        "retry_incident": "重试流程异常",
        "terminate_instance": "终止流程",
    }
)


def act_label(act: str) -> str:
    """Return the Chinese imperative of an act; its own name when it has none."""
    return _LABELS.get(act, act)
