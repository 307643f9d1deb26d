"""Papers on a real database: numbered without gaps, previewed, refused for a glyph, signed for."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connections

from tests.database import Database
from tests.store.cases_play import PLAIN_PERMIT, Play
from tests.store.messages_play import Post, rows
from tests.store.walk import Walk, load_city
from tongjian import cases
from tongjian.cases import ActNotAllowed, Desk, Document, NotFound, Receipt
from tongjian.evidence import Documents, GlyphMissing
from tongjian.evidence.store.typesetter import ChildTypesetter
from tongjian.kit import AccessContext
from tongjian.messages import ONLINE_SERVICE
from tongjian.roles.unit_of_work import postgres_work

pytestmark = pytest.mark.database


@pytest.fixture
def play(database: Database) -> Iterator[Play]:
    load_city(database)
    yield Play(Walk(database))
    database.empty()


def accept(play: Play, case: UUID, desk: Desk | None = None) -> Receipt:
    return cases.accept(desk or play.desk, play.clerk, case=case, judge_rest=True, ticket=play.ticket())


def numbers(play: Play) -> list[str]:
    return [str(number) for (number,) in rows(play.walk.database, "SELECT number FROM cases_document")]


def counted(play: Play) -> dict[str, int]:
    found = rows(play.walk.database, "SELECT scope, last FROM evidence_counter WHERE scheme = 'document'")
    return {str(scope): int(str(last)) for scope, last in found}


def test_numbers_have_no_gaps_though_many_write_at_once_and_some_take_it_back(play: Play) -> None:
    """Twelve transactions take a number of one scope; every third is rolled back."""
    taken: list[int] = []
    start = threading.Barrier(12)

    def take(at: int) -> None:
        try:
            start.wait()
            with postgres_work(AccessContext()):
                number = play.desk.numbers.next_number(scheme="document", scope="x/受/2026")
                if at % 3 == 0:
                    raise KeyError(at)  # noqa: TRY301  # the way a transaction is taken back
                taken.append(number)
        except KeyError:
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take, args=(at,)) for at in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(1, 9))


def test_a_preview_reads_exactly_as_the_paper_will_and_leaves_nothing_behind(play: Play) -> None:
    case = play.apply(PLAIN_PERMIT)
    before = counted(play), numbers(play), rows(play.walk.database, "SELECT count(*) FROM evidence_entry")
    (shown,) = cases.preview(play.desk, play.clerk, case=case, do=lambda desk: accept(play, case, desk))
    assert (counted(play), numbers(play)) == before[:2]
    assert rows(play.walk.database, "SELECT count(*) FROM evidence_entry") == before[2]
    assert play.sheet(case).case.accepted_on is None
    accept(play, case)
    (issued,) = play.sheet(case).documents

    def said(one: Document) -> Document:
        return replace(one, id=issued.id, entry=issued.entry)

    assert said(shown) == issued
    assert issued.template == "acceptance_notice/1"


def test_a_preview_of_an_act_that_is_not_allowed_is_refused_like_the_act(play: Play) -> None:
    case = play.accepted(PLAIN_PERMIT)
    with pytest.raises(ActNotAllowed):
        cases.preview(
            play.desk,
            play.clerk,
            case=case,
            do=lambda desk: cases.turn_away(
                desk, play.clerk, case=case, reason="不属于", ticket=play.ticket()
            ),
        )


def test_a_character_without_a_glyph_refuses_the_act_by_name_and_uses_up_no_number(play: Play) -> None:
    case = play.apply(PLAIN_PERMIT)
    desk = replace(play.desk, documents=Documents(ChildTypesetter()))
    with pytest.raises(GlyphMissing, match="U\\+1F3D7"):
        cases.turn_away(desk, play.clerk, case=case, reason="请去隔壁🏗窗口", ticket=play.ticket())
    assert numbers(play) == []
    assert play.sheet(case).case.closed_at is None
    cases.turn_away(desk, play.clerk, case=case, reason="请去隔壁窗口", ticket=play.ticket())
    (number,) = numbers(play)
    assert number.endswith("1号")


def test_every_paper_is_a_pdf_that_is_the_same_each_time(play: Play) -> None:
    case = play.accepted(PLAIN_PERMIT)
    (paper,) = play.sheet(case).documents
    desk = replace(play.desk, documents=Documents(ChildTypesetter()))
    name, pdf = cases.paper_pdf(desk, play.agent, case=case, document=paper.id)
    assert pdf.startswith(b"%PDF-")
    assert name == f"受理通知书 {paper.number}.pdf"
    assert cases.paper_pdf(desk, play.agent, case=case, document=paper.id)[1] == pdf


def test_the_first_opening_by_the_applicant_is_kept_and_shown_to_staff(play: Play) -> None:
    case = play.accepted(PLAIN_PERMIT)
    (paper,) = play.sheet(case).documents
    assert cases.open_paper(play.desk, play.clerk, case=case, document=paper.id).readings == ()
    (first,) = cases.open_paper(play.desk, play.agent, case=case, document=paper.id).readings
    assert (first.person, first.consented) == (play.agent.person, False)
    play.walk.clock.forward(1)
    assert cases.open_paper(play.desk, play.agent, case=case, document=paper.id).readings == (first,)
    assert play.sheet(case, play.clerk).paper_readings == (first,)
    entries = rows(play.walk.database, "SELECT act FROM evidence_entry WHERE object_id = %s", paper.id)
    assert entries == [("cases.open_paper",)]


def test_a_reading_proves_delivery_only_where_the_reader_agreed_to_be_served_online(play: Play) -> None:
    room = play.walk.rooms.messages
    assert not room.get_settings(play.agent).online_service
    room.save_settings(play.agent, on=frozenset({ONLINE_SERVICE}), email="")
    case = play.accepted(PLAIN_PERMIT)
    (paper,) = play.sheet(case).documents
    (reading,) = cases.open_paper(play.desk, play.agent, case=case, document=paper.id).readings
    assert reading.consented
    room.save_settings(play.agent, on=frozenset(), email="")
    assert not room.get_settings(play.agent).online_service


def test_a_stranger_neither_opens_nor_signs_for_a_paper(play: Play) -> None:
    case = play.accepted(PLAIN_PERMIT)
    (paper,) = play.sheet(case).documents
    stranger = play.walk.citizen("13800000002")
    with pytest.raises(NotFound):
        cases.open_paper(play.desk, stranger, case=case, document=paper.id)
    assert rows(play.walk.database, "SELECT count(*) FROM cases_document_reading") == [(0,)]


def test_the_paper_is_told_by_message_in_the_transaction_of_the_act(play: Play) -> None:
    post = Post(play.walk)
    play.accepted(PLAIN_PERMIT)
    post.work()
    assert [out.title for out, _ in post.sms.got] == ["受理通知书"]
