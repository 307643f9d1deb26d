"""Masked forms of personal data; pages show these unless a reveal is asked for and logged.

Source: 个人信息保护法 Art. 6, 51.
"""

_HIDDEN = "*"
_PHONE_LENGTH = 11
_ID_LENGTHS = (15, 18)


def mask_phone(phone: str) -> str:
    """Return a mobile number with its middle hidden: 138****0001; anything else hidden whole."""
    if len(phone) != _PHONE_LENGTH:
        return _HIDDEN * len(phone)
    return phone[:3] + _HIDDEN * 4 + phone[-4:]


def mask_citizen_id(citizen_id: str) -> str:
    """Return a 公民身份号码 with birth date and sequence hidden: 370811**********17."""
    if len(citizen_id) not in _ID_LENGTHS:
        return _HIDDEN * len(citizen_id)
    return citizen_id[:6] + _HIDDEN * (len(citizen_id) - 8) + citizen_id[-2:]


def mask_name(name: str) -> str:
    """Return a name with all but its first character hidden: 李**."""
    return name[:1] + _HIDDEN * (len(name) - 1)
