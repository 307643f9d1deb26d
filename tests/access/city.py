"""A city with a case in every state an act begins from, and everybody who may want something of it."""

import io
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from tests.access.consulted import consulted, parallel
from tests.database import Database
from tests.store import procedures_play, promise_play
from tests.store.cases_play import (
    FILING,
    FIRM,
    INSPECTION,
    OTHER_FIRM,
    PERMIT,
    PLAIN_PERMIT,
    SERVICE,
    BlankPaper,
    Play,
)
from tests.store.messages_play import Post, rows
from tests.store.stuck import stuck_case
from tests.store.walk import PDF, TurnedClock, Walk, load_city
from tests.unit.catalogue.projects import FACTORY
from tongjian import cases
from tongjian.cases import UnitProject
from tongjian.evidence import Documents
from tongjian.identity import NOTICE_VERSION, Person
from tongjian.identity.store.records import stored_records
from tongjian.kit import AccessContext, new_id
from tongjian.messages import PAPER, AddressRefused
from tongjian.portal.ports import Rooms
from tongjian.roles.rooms import compose
from tongjian.roles.unit_of_work import postgres_work

OWNER, OTHER, NEWCOMER = "13800000003", "13800000004", "13900000009"
TREES, OUTSIDE = "P-09", "S1-04"
ROLES = ("newcomer", "owner", "other", "clerk", "reviewer", "approver", "elsewhere", "coordinator",
         "supervisor", "provider", "machine", "system", "security", "audit")  # fmt: skip
FIXED = {
    "newcomer": NEWCOMER,
    "owner": OWNER,
    "other": OTHER,
    "clerk": "clerk",
    "elsewhere": "reviewer_heritage",
    "coordinator": "coordinator",
    "supervisor": "supervisor",
    "system": "sysadmin",
    "security": "secadmin",
    "audit": "auditor",
}


@dataclass
class Scene:
    """An object, and who of its organ would act on it."""

    ids: dict[str, str]
    reviewer: str = "reviewer_urban_management"
    approver: str = "approver_urban_management"
    provider: str = "provider_cable_tv"
    machine: str = "investment_platform"


@dataclass
class City:
    """The scenes by name, and everybody's way in."""

    walk: Walk
    plays: dict[str, Play]
    scenes: dict[str, Scene] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def username(self, role: str, scene: Scene) -> str:
        return FIXED.get(role) or str(getattr(scene, role))

    def person(self, username: str) -> UUID:
        if username.isdigit():
            return self.walk.citizen(username).person
        return self.walk.officer(username).person

    def client(self, username: str) -> Client:
        """Return a browser signed in; made once, for signing in writes."""
        if username not in self.clients:
            client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
            if username:
                account = get_user_model().objects.get(person_id=self.person(username))
                client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
                if username == OWNER:
                    session = client.session
                    session["acting_for"] = str(self.plays["first"].applicant)
                    session.save()
            self.clients[username] = client
        return self.clients[username]

    def token(self, username: str) -> str:
        if username not in self.tokens:
            ends = self.walk.clock.now().replace(year=2030)
            self.tokens[username] = self.walk.identity.issue_token(
                person=self.person(username), label="test", expires_at=ends
            )
        return self.tokens[username]


def build(database: Database) -> City:
    """Load the city, bring everything some way, let everybody but the newcomer accept the notice."""
    load_city(database)
    walk = Walk(database)
    plays = {
        "first": Play(walk, facts=FACTORY | {f"asks.{one}": True for one in ("P-30", "P-31", "P-32")}),
        "second": Play(walk, code="2606-370811-04-01-222222"),
        "third": Play(walk, code="2606-370811-04-01-333333"),
        "fresh": Play(walk, code="2606-370811-04-01-444444"),
        "other": Play(walk, code="2606-370811-04-01-654321", firm=OTHER_FIRM),
    }
    city = City(walk, plays)
    _permits(city)
    _held(city)
    _promised(city)
    _lengthened_and_heard(city)
    _things(city)
    _sign_up(city)
    connection.close()
    return city


def _permits(city: City) -> None:
    first, second, third = (city.plays[name] for name in ("first", "second", "third"))
    _add(city, "accepted", first, first.accepted(PERMIT))
    _add(city, "paused", first, first.paused(PLAIN_PERMIT))
    _add(city, "correcting", first, first.correcting(TREES)[0])
    _add(city, "filed", first, first.apply(FILING))
    _add(city, "received", second, second.apply(PERMIT))
    _add(city, "reviewed", second, second.reviewed(PLAIN_PERMIT))
    _add(city, "granted", third, third.granted(PERMIT))
    _add(city, "issued", third, third.issued(PLAIN_PERMIT))


def _promised(city: City) -> None:
    """Bring cases that rest on promises, each in its own project; the false one is another firm's."""
    scenes = {
        "correcting_tolerable": promise_play.correcting_tolerable,
        "deferred": promise_play.granted_owing,
        "deferred_supplied": promise_play.supplied,
        "pledged": promise_play.pledged,
        "decided_on_pledge": promise_play.decided_on_pledge,
        "falsely_pledged": promise_play.falsely_pledged,
    }
    for at, (name, bring) in enumerate(scenes.items()):
        firm = OTHER_FIRM if name == "falsely_pledged" else FIRM
        play = Play(city.walk, code=f"2606-370811-04-01-77777{at}", firm=firm)
        case = bring(play)
        _add(city, name, play, case)
        notes = play.sheet(case).promises.notes
        city.scenes[name].ids |= {"note": str(notes[0].id)} if notes else {}


def _lengthened_and_heard(city: City) -> None:
    """Bring a case that waits for its head, one whose parties were told, and one whose hearing is set."""
    play = Play(city.walk, code="2606-370811-04-01-777781")
    case = play.accepted(TREES)
    procedures_play.ask(play, case)
    _add(city, "asked", play, case)
    for name in ("told", "hearing"):
        code = {"told": "2606-370811-04-01-777782", "hearing": "2606-370811-04-01-777783"}[name]
        play = Play(city.walk, code=code, facts=FACTORY | procedures_play.TAKES_WATER)
        case = play.accepted(procedures_play.HEARD)
        procedures_play.tell(play, case, procedures_play.NEIGHBOUR)
        if name == "hearing":
            procedures_play.apply_for_hearing(play, case)
            procedures_play.schedule(play, case, date(2026, 6, 24))
        _add(city, name, play, case)


def _held(city: City) -> None:
    first, second, third = (city.plays[name] for name in ("first", "second", "third"))
    _add(city, "opened_service", second, second.opened(SERVICE))
    case = first.opened(SERVICE)
    _offer(first, case)
    _add(city, "offered", first, case)
    case = third.opened(SERVICE)
    _offer(third, case)
    cases.contract(third.desk, third.agent, case=case, ticket=third.ticket())
    _add(city, "contracted", third, case)
    _outside(city, second, third)
    _inspected(city)
    _internal(city)
    _stuck(city)
    _failing(city)
    _consulted(city)


def _offer(play: Play, case: UUID) -> None:
    cases.offer(play.desk, play.holder(SERVICE), case=case, opinion="方案和报价", ticket=play.ticket())


def _inspected(city: City) -> None:
    """Bring two inspections: one just begun, one with something to put right."""
    for name, play in (("inspecting", city.plays["second"]), ("rectifying", city.plays["third"])):
        play.has_result("S3-03")
        case = play.opened(INSPECTION)
        if name == "rectifying":
            cases.order_rectification(
                play.desk, play.holder(INSPECTION), case=case, reason="护栏缺失", ticket=play.ticket()
            )
        _add(city, name, play, case)


def _internal(city: City) -> None:
    """Bring the first internal cooperation that may begin to where its opinion is to be given."""
    play = city.plays["first"]
    lanes = cases.get_panorama(play.desk, play.agent, project=play.project).lanes
    item = next(one.code for lane in lanes for one in lane.items if one.kind == "internal" and one.ready)
    _add(city, "internal", play, play.opened(item))


def _consulted(city: City) -> None:
    """Bring a case with a consultation, and a parallel review of a stage that has a coordinator."""
    play, case, consultation = consulted(city.walk)
    _add(city, "consulted", play, case)
    city.scenes["consulted"].ids["consultation"] = str(consultation)
    _add(city, "parallel", *parallel(city.walk))


def _failing(city: City) -> None:
    """Bring a sending that was given up; the subscription of nobody here."""
    first = city.plays["first"]
    post = Post(city.walk)
    post.sms.fault = AddressRefused("空号")
    message = post.tell(first.agent, PAPER)
    post.work()
    ((delivery,),) = rows(
        city.walk.database, "SELECT id FROM messages_delivery WHERE message_id = %s", message
    )
    ids = {"delivery": str(delivery), "subscription": str(new_id())}
    city.scenes["failing"] = Scene(ids)


def _stuck(city: City) -> None:
    """Bring a case whose process waits for the system administrator."""
    play = Play(city.walk, code="2606-370811-04-01-555555")
    stuck = stuck_case(play, TREES)
    _add(city, "stuck", play, stuck.case)
    city.scenes["stuck"].ids |= {"instance": str(stuck.case), "number": str(stuck.row.number)}


def _outside(city: City, second: Play, third: Play) -> None:
    platform = city.walk.officer("investment_platform")
    for name, play in (("outside", second), ("outside_accepted", third)):
        case = cases.open_by_holder(
            play.desk, platform, project=play.project, item=OUTSIDE, ticket=play.ticket()
        ).id
        if name == "outside_accepted":
            cases.outside_accept(play.desk, platform, case=case, ticket=play.ticket())
        _add(city, name, play, case)


def _add(city: City, name: str, play: Play, case: UUID) -> None:
    """Keep a scene, with the officers of the case's own organ."""
    sheet = play.sheet(case, city.walk.officer("supervisor"))
    department = sheet.case.department
    ids = {"case": str(case), "application": str(sheet.case.application), "project": str(play.project)}
    ids["called"] = sheet.case.number
    ids["position"] = str(sheet.case.position)
    ids |= {"key": sheet.correction[0].key if sheet.correction else "x"}
    ids |= {"document": str(sheet.documents[0].id)} if sheet.documents else {}
    ids |= {"file": str(sheet.materials[0].file)} if sheet.materials else {}
    scene = Scene(ids)
    for role in ("reviewer", "approver", "provider"):
        named = _account(department, role)
        if named and named != scene.reviewer and not (role == "reviewer" and named.startswith("provider")):
            setattr(scene, role, named)
    city.scenes[name] = scene


def _account(organisation: UUID, role: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.username FROM identity_grant g JOIN identity_account a ON a.person_id = g.person"
            " WHERE g.organisation = %s AND g.role = %s ORDER BY a.username LIMIT 1",
            [organisation, role],
        )
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def _things(city: City) -> None:
    """Add what is no case: a draft, a project, an upload, a file of one's own, a message."""
    first = city.plays["first"]
    fresh = city.plays["fresh"]
    draft = fresh.draft(PLAIN_PERMIT)
    offer = promise_play.offer_of(fresh, draft)
    complete = cases.begin_upload(
        first.desk, first.agent, name="图.pdf", size=len(PDF), holder=first.applicant
    )
    cases.append_part(first.desk, first.agent, upload=complete.id, offset=0, stream=io.BytesIO(PDF))
    upload = cases.begin_upload(first.desk, first.agent, name="图.pdf", size=10, holder=first.applicant)
    message = city.walk.rooms.messages.list_of(first.agent).rows[0]
    ids = {
        "draft": str(draft),
        "called": cases.get_draft(fresh.desk, fresh.agent, draft=draft).draft.number,
        "project_code": fresh.code,
        "project": str(fresh.project),
        "unit": str(_whole(fresh).id),
        "applicant": str(first.applicant),
        "holder": str(first.applicant),
        "upload": str(upload.id),
        "complete": str(complete.id),
        "item": PLAIN_PERMIT,
        "sha256": offer.text.sha256 if offer.text else "",
        "message": str(message.id),
        "file": str(first.paper),
        "page": "1",
        "number": "1",
        "code": "C-01",
        "form": "rural_house",
        "token": str(new_id()),
        "instance": str(new_id()),
    }
    city.scenes["thing"] = Scene(ids)


def _sign_up(city: City) -> None:
    """Let the newcomer sign in, and everybody else accept the notice."""
    person = Person(id=new_id(), name="", phone=NEWCOMER)
    records = stored_records()
    with postgres_work(AccessContext(person=person.id)):
        records.people.add(person)
        records.people.open_account(person=person.id, username=NEWCOMER, password_hash=None)
    named = {one for scene in city.scenes.values() for role in ROLES for one in [city.username(role, scene)]}
    for username in named - {NEWCOMER}:
        city.walk.identity.accept_notice(
            person=city.person(username), version=NOTICE_VERSION, at=city.walk.clock.now()
        )


def rooms_with_blank_papers() -> Rooms:
    """Return the rooms, with documents that cost no time to set."""
    rooms = compose(settings.TONGJIAN, clock=TurnedClock())
    return replace(rooms, cases=replace(rooms.cases, documents=Documents(BlankPaper())))


def _whole(play: Play) -> UnitProject:
    return cases.get_panorama(play.desk, play.agent, project=play.project).unit_projects[0]
