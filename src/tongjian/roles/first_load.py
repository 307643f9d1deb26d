"""What an empty house is filled with: the catalogue, the shipped processes, the sample city."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tongjian.calendar import WorkCalendar, shipped_years
from tongjian.catalogue import CatalogueActions, reference_texts
from tongjian.catalogue.store.editions import EditionTables
from tongjian.flow import Beginnings, deploy_process, shipped_processes
from tongjian.flow.store.library import ProcessTable
from tongjian.flow.store.starts import StartTable
from tongjian.identity import Role, SampleAccount, load_sample_city
from tongjian.identity.store.records import stored_records
from tongjian.kit import AccessContext, SystemClock, new_id
from tongjian.roles.deadlines import CalendarDeadlines
from tongjian.roles.unit_of_work import postgres_work

_GRANTED_FROM = date(2020, 1, 1)
"""Long ago, so that the demo's virtual clock may begin in any year of a loaded calendar."""

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class FirstLoad:
    """What stands in the house now.

    Attributes:
        warnings: what the catalogue's loader noticed and did not adjust.
        processes: names of the processes deployed.
        accounts: of the sample city; empty without it.
    """

    warnings: tuple[str, ...]
    processes: tuple[str, ...]
    accounts: tuple[SampleAccount, ...]


def fill(*, sample_city_password: str | None) -> FirstLoad:
    """Load what is not there yet; a second call changes nothing.

    Needs the loader's role: row-level security lets nobody else write for everyone.

    Args:
        sample_city_password: of every officer of the sample city; None leaves the city out.
    """
    catalogue = CatalogueActions(EditionTables(), postgres_work, SystemClock())
    loaded = catalogue.load(reference_texts())
    with postgres_work(AccessContext()):
        library = ProcessTable()
        beginnings = Beginnings(
            starts=StartTable(),
            at=SystemClock().now(),
            deadlines=CalendarDeadlines(WorkCalendar(shipped_years())),
        )
        processes = tuple(
            deploy_process(library, xml, beginnings=beginnings).id for xml in shipped_processes()
        )
        accounts = _sample_city(sample_city_password)
    return FirstLoad(warnings=loaded.warnings, processes=processes, accounts=accounts)


def _sample_city(password: str | None) -> tuple[SampleAccount, ...]:
    if password is None:
        return ()
    return load_sample_city(records=stored_records(), ids=new_id, from_on=_GRANTED_FROM, password=password)


def demo_sheet(accounts: Iterable[SampleAccount], password: str) -> str:
    """Return the accounts of the sample city as a sheet for whoever tries the system.

    One officer of each post is shown, and every citizen: they sign in with a phone code.
    """
    officers: dict[tuple[Role, ...], SampleAccount] = {}
    citizens: list[SampleAccount] = []
    for account in accounts:
        if account.sign_in.isdigit():
            citizens.append(account)
        elif account.posts:
            officers.setdefault(tuple(role for role, _ in account.posts), account)
    lines = [f"工作人员 / officers (口令 / password: {password})"]
    lines += [f"  {one.sign_in:<27}{one.name}　{_posts(one)}" for one in officers.values()]
    lines += ["申请人 / applicants (手机验证码登录，验证码显示在本终端 / a phone code, printed here)"]
    lines += [f"  {one.sign_in:<27}{one.name}　{_posts(one)}" for one in citizens[:_SHOWN]]
    return "\n".join(lines) + "\n"


def _posts(account: SampleAccount) -> str:
    return "、".join(f"{organisation} ({role.value})" for role, organisation in account.posts)
