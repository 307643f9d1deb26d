"""Bodies that several acts share, and where acts are addressed."""

from tongjian.api.fields import Body, Text

PATH = "/cases/{case}/acts/"


class Said(Body):
    """What the one who acts says to it; some acts need it."""

    opinion: Text = ""


class Reason(Body):
    """Why; the applicant reads it."""

    reason: Text
