"""Joins the rooms' ports to their adapters, for the pages."""

import hashlib
import os
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from tongjian.catalogue import CatalogueActions
from tongjian.catalogue.store.editions import EditionTables
from tongjian.evidence import EvidenceLog, FileLimits, Files
from tongjian.evidence.store.entries import EntryTable
from tongjian.evidence.store.files import FileTable
from tongjian.evidence.store.folder import FolderBytes
from tongjian.evidence.store.inspector import ChildInspector
from tongjian.identity import CodeGateway, Identity
from tongjian.identity.store.records import stored_records
from tongjian.kit import Clock, Settings, new_id
from tongjian.portal.ports import Rooms
from tongjian.portal.session import actor_of_request
from tongjian.roles.case_desk import case_desk
from tongjian.roles.message_room import deliveries_of, installed_channels, messages_of
from tongjian.roles.printed_codes import PrintedCodes
from tongjian.roles.unit_of_work import postgres_work
from tongjian.roles.virtual_clock import clock_of


def compose(house: Settings, *, gateway: CodeGateway | None = None, clock: Clock | None = None) -> Rooms:
    """Return the rooms over PostgreSQL and the data folder."""
    time = clock or clock_of(house)
    identity = Identity(
        records=stored_records(),
        work=postgres_work,
        clock=time,
        ids=new_id,
        gateway=gateway or PrintedCodes(),
        pepper=hashlib.sha256(b"phone codes:" + settings.SECRET_KEY.encode()).digest(),
    )
    catalogue = CatalogueActions(EditionTables(), postgres_work, time)
    log = EvidenceLog(EntryTable())
    messages = messages_of(
        house, channels=installed_channels(os.environ), log=log, clock=time, work=postgres_work
    )
    files = files_of(house, time)
    return Rooms(
        identity=identity,
        catalogue=catalogue,
        cases=case_desk(
            house,
            identity=identity,
            catalogue=catalogue,
            files=files,
            log=log,
            messages=messages,
            clock=time,
            work=postgres_work,
        ),
        evidence=log,
        messages=messages,
        deliveries=deliveries_of(os.environ, log=log, clock=time, work=postgres_work),
        files=files,
        clock=time,
        work=postgres_work,
        demo=house.demo,
    )


def files_of(house: Settings, clock: Clock | None = None) -> Files:
    """Return the files of an installation."""
    limits = FileLimits(house.upload_limit, house.drawing_limit, house.part_size)
    folder = FolderBytes(house.data_folder.absolute() / "files")
    return Files(FileTable(), folder, ChildInspector(), clock or clock_of(house), limits)


def compose_pages() -> Rooms:
    """Return the rooms of this installation; named in the settings, so that tests may put in theirs."""
    return compose(settings.TONGJIAN)


class AttachRooms:
    """Gives each request the rooms and, once asked for, who is signed in. Stands after sign-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._rooms: Rooms = import_string(settings.COMPOSE_PAGES)()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach, then answer."""
        rooms = self._rooms
        find = partial(actor_of_request, request, identity=rooms.identity, clock=rooms.clock)
        signed_in = request.user.is_authenticated
        request.rooms = rooms  # type: ignore[attr-defined]
        request.actor = SimpleLazyObject(find) if signed_in else None  # type: ignore[attr-defined]
        return self._get_response(request)
