"""The personal-data notice (个人信息保护告知): its version and its text.

Source: 个人信息保护法 Art. 17, 18, 30, 35; 政务数据共享条例.
"""

from dataclasses import dataclass

NOTICE_VERSION = "2026-01"
"""Changes with every change of substance; people then read and accept it again."""


@dataclass(frozen=True, slots=True)
class NoticeClause:
    """One heading of the notice and what stands under it."""

    title: str
    texts: tuple[str, ...]


NOTICE = (
    NoticeClause(
        "谁在处理您的信息",
        ("处理者是本市工程建设项目审批主管部门和您所申请事项的审批部门，联系方式见综合窗口公示。",),
    ),
    NoticeClause(
        "为什么需要、需要哪些",
        (
            "仅为办理您申请的审批事项：核实申请人身份、审查申请、送达结果、答复咨询和投诉。",
            "姓名、手机号码；办理具体事项时的公民身份号码、住址、权属信息和您提交的材料。",
            "公民身份号码等属于敏感个人信息，只用于核实身份，页面上默认遮盖，查看会留下记录。",
        ),
    ),
    NoticeClause(
        "会交给谁",
        (
            "只提供给参与审批的部门；能由部门间共享取得的材料不再要求您提交，每次共享都有记录。",
            "公示审批结果时遮盖身份证号码和手机号码。",
        ),
    ),
    NoticeClause(
        "保存多久",
        ("自办结之日起按工程档案和政务服务档案的规定期限保存；法定期限届满后删除或匿名化。",),
    ),
    NoticeClause(
        "您的权利",
        (
            "您可以查阅、复制、更正自己的信息；在法律规定的情形下可以要求删除或撤回同意。",
            "审批决定由工作人员作出；系统提示只供参考，您可以要求说明理由。",
            "您可以不同意本告知，改到综合窗口办理，不影响您办事。",
        ),
    ),
)
"""The notice, clause by clause."""
