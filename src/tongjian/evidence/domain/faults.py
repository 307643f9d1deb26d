"""What an inspection can find wrong with a file, and what the person is told to do."""

from tongjian.evidence.domain.files import Verdict
from tongjian.kit import Problem

FAULTS = {
    "kind_differs": "文件内容与扩展名不符（应为 %(detail)s 文件），请用原软件另存后再上传",
    "broken": "文件已损坏或不完整，无法打开，请重新导出或扫描后再上传",
    "encrypted": "文件设有密码，请去除密码后再上传",
    "active": "文件内含可执行内容（%(detail)s），请另存为普通文件后再上传",
    "pages_missing": "PDF 文件没有页面，请重新导出后再上传",
    "pages_many": "PDF 文件超过 %(detail)s 页，请拆分后再上传",
    "pixels_many": "图片尺寸过大（%(detail)s 像素），请缩小后再上传",
    "expands": "压缩内容展开后过大，请减少内容或拆分后再上传",
    "entries_many": "压缩包内文件超过 %(detail)s 个，请拆分后再上传",
    "nested": "压缩包内还有压缩包（%(detail)s），请解开后再打包上传",
    "entry_name": "压缩包内有不允许的文件名（%(detail)s），请改名后重新打包",
    "entry_kind": "压缩包内有不允许的文件（%(detail)s），请删除后重新打包",
    "polyglot": "文件中夹带了另一种文件的内容，请用原软件另存后再上传",
    "too_heavy": "文件结构过于复杂，系统无法安全检查，请另存或拆分后再上传",
}
"""Sentence by code of fault."""


def problem_of(verdict: Verdict) -> Problem:
    """Return the problem to show at the file's field."""
    return Problem(field="file", says=FAULTS[verdict.fault], facts=(("detail", verdict.detail),))
