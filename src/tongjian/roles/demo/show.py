"""The demo from its first line to its last: start, walk, report, check."""

from tongjian.roles.demo.chapters import open_stage, play
from tongjian.roles.demo.client import Line
from tongjian.roles.demo.days import FIRST_DAY, MORNING, Days
from tongjian.roles.demo.house import PASSWORD, House, fresh_folder, messenger, running_house
from tongjian.roles.demo.people import People
from tongjian.roles.demo.progress import Progress
from tongjian.roles.demo.proof import prove
from tongjian.roles.demo.report import report
from tongjian.roles.demo.scene import Scene
from tongjian.roles.demo.story import read_projects
from tongjian.roles.demo.walk import walk
from tongjian.roles.virtual_clock import FileClock


def show(*, keep: bool) -> int:
    """Run the demo; return the exit status."""
    progress = Progress()
    with fresh_folder(keep=keep) as folder:
        days = Days(FileClock(folder / "clock"))
        days.set(FIRST_DAY, MORNING)
        progress.says("启动演示系统：内置数据库、两个网站进程 / starting the demo's own system")
        with running_house(days.clock, folder) as house:
            progress.says(f"系统已就绪 {house.url}，虚拟日期 {FIRST_DAY} / ready")
            return _walk(house, days, progress)


def _walk(house: House, days: Days, progress: Progress) -> int:
    line = Line(house.url)
    try:
        people = People(line=line, password=PASSWORD, read_code=house.codes.take, wait=days.wait)
        scene = Scene(people=people, days=days)
        plans = read_projects()
        walk(scene, plans, progress)
        progress.says(f"全部办结：{len(scene.runs)} 个办件，{line.requests} 次请求 / all done")
        stage = open_stage(scene, plans[0])
        with messenger(house):
            play(stage)
        progress.says(f"期限和办理规则：{len(stage.shown)} 项逐一演示 / each rule on a case of its own")
        for words in report(scene, stage):
            progress.puts(words)
    finally:
        line.close()
    progress.puts("")
    progress.says("检查全部数据的不变量 I1 I2 I3 I4 I10 / checking the invariants over every row")
    prove(house, line)
    progress.says("演示完成 / the demo is done")
    return 0
