"""The demo's line led straight into the house of the tests: same client, same acts, no server."""

from pathlib import Path

import httpx
import msgspec
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from tests.database import Database, point_django_at
from tests.store.walk import PASSWORD
from tongjian.messages.clients.webhook import Webhook
from tongjian.portal.ports import Rooms
from tongjian.roles.demo.client import Line
from tongjian.roles.demo.days import FIRST_DAY, MORNING, Days
from tongjian.roles.demo.people import People
from tongjian.roles.demo.scene import Scene
from tongjian.roles.invariants import Answer, Kept, check_every
from tongjian.roles.message_room import sender_of
from tongjian.roles.rooms import compose, files_of
from tongjian.roles.virtual_clock import FileClock

CODES: dict[str, str] = {}


def clock() -> FileClock:
    return FileClock(Path(settings.TONGJIAN.data_folder) / "demo_clock")


class _Kept:
    def send(self, *, phone: str, code: str) -> None:
        CODES[phone] = code


def compose_for_demo() -> Rooms:
    return compose(settings.TONGJIAN, gateway=_Kept(), clock=clock())


def scene_in_process() -> Scene:
    """Return a scene whose every request goes through the whole web application."""
    clock().file.unlink(missing_ok=True)  # it is never turned back, and another scene may have stood later
    days = Days(clock())
    days.set(FIRST_DAY, MORNING)
    line = Line("http://127.0.0.1")
    line.close()
    transport = httpx.WSGITransport(app=get_wsgi_application())
    line.http = httpx.Client(base_url="http://127.0.0.1/api", transport=transport)
    people = People(line=line, password=PASSWORD, read_code=CODES.__getitem__, wait=days.wait)
    return Scene(people=people, days=days)


def breaches(scene: Scene, database: Database) -> list[str]:
    """Return every breach of the invariants, with all that the line was told."""
    line = scene.people.line
    answers = [
        msgspec.convert({**msgspec.structs.asdict(one.receipt), "person": one.person, "key": one.key}, Answer)
        for one in line.acknowledged
    ]
    kept = [Kept(one.id, one.sha256, one.size) for one in line.files]
    point_django_at(database.urls.loader)
    try:
        return [str(one) for one in check_every(files_of(settings.TONGJIAN), answers=answers, kept=kept)]
    finally:
        point_django_at(database.urls.app)


def send_messages(database: Database) -> None:
    """Push what waits, in the loader's role, as the worker does."""
    channel = Webhook(private=True)
    sender = sender_of(settings.TONGJIAN, channels=(channel,), clock=clock())
    point_django_at(database.urls.loader)
    try:
        while sender.spread():
            pass
        while sender.send_due(channel):
            pass
    finally:
        point_django_at(database.urls.app)
