"""Shapes of request bodies: unknown fields are told, texts and numbers have limits."""

from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, Field

Line = Annotated[str, Field(max_length=300)]
"""One line of text."""

Text = Annotated[str, Field(max_length=4000)]
"""A few paragraphs: an opinion, a reason."""

Days = Annotated[int, Field(ge=0, le=1000)]
"""A number of working days."""

Size = Annotated[int, Field(ge=0, le=2**53)]
"""A number of bytes."""


class Body(Schema):
    """A request body; a field it does not know is an error, not a silence."""

    model_config = ConfigDict(extra="forbid")
