"""The word an organ signs its document numbers with (机关代字)."""

import re

_NOTES = re.compile(r"[（(][^）)]*[）)]")
_ENDINGS = ("主管部门", "部门", "机构", "机关", "企业", "单位", "主体")


def organ_word(name: str) -> str:
    """Return the organ's name without notes and its general ending, as 住房城乡建设 of 住房城乡建设部门.

    Source: 党政机关公文格式 GB/T 9704-2012, 7.2.5 (发文机关代字).
    """
    plain = _NOTES.sub("", name).strip()
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) > len(ending) + 1:
            return plain.removesuffix(ending)
    return plain
