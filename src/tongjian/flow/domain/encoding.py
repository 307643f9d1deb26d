"""Events and states as compact JSON: arrays with a versioned tag first."""

import msgspec

from tongjian.flow.domain.events import Event
from tongjian.flow.domain.state import State
from tongjian.flow.domain.variables import Elements, Variables


def encode_event(event: Event) -> str:
    """Return the event's text, to be kept for ever."""
    return _ENCODER.encode(event).decode()


def decode_event(text: str | bytes) -> Event:
    """Return the event of a text, however old."""
    return _EVENTS.decode(text)


def encode_state(state: State) -> bytes:
    """Return the state's bytes; a cache, dropped when its shape changes."""
    return _ENCODER.encode(state)


def decode_state(text: bytes) -> State:
    """Return the state of its bytes."""
    return _STATES.decode(text)


def _to_data(value: object) -> object:
    if isinstance(value, Variables | Elements):
        return value.to_data()
    raise TypeError(value)


def _from_data(kind: type, data: object) -> object:
    if kind is Variables:
        return Variables.from_data(data)
    if kind is Elements:
        return Elements.from_data(data)
    raise TypeError(kind)


_ENCODER = msgspec.json.Encoder(enc_hook=_to_data)
_EVENTS: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event, dec_hook=_from_data)
_STATES = msgspec.json.Decoder(State, dec_hook=_from_data)
