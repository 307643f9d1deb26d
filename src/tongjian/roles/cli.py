"""The command line ``tongjian``."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tongjian.kit import Refusal, Settings, read_settings
from tongjian.roles import health, steps
from tongjian.roles.conformance import run_conformance
from tongjian.roles.database import DatabaseUrls, embedded_plan, urls_from, urls_of
from tongjian.roles.embedded_postgres import attach, start
from tongjian.roles.everything import run_all
from tongjian.roles.flow_check import check_files
from tongjian.roles.flow_play import play_files
from tongjian.roles.prepare_server import prepare_server
from tongjian.roles.web import STAY_WITH_PARENT, serve

_QUEUES = {"flow": steps.work_flow, "notify": steps.work_notify}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit status."""
    given = _parser().parse_args(arguments)
    try:
        return _obey(given, read_settings(os.environ))
    except Refusal as refusal:
        print(f"{refusal}\n{refusal.advice % refusal.facts()}", file=sys.stderr)  # noqa: T201
        return 1
    except subprocess.CalledProcessError as failed:
        return failed.returncode or 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tongjian", description="通建 工程审批综合管理系统")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="运行系统 / run the system").add_subparsers(
        dest="role", required=True
    )
    run.add_parser("all", help="全部，含内置数据库 / everything, with the embedded database")
    web = run.add_parser("web", help="仅网站 / the web alone")
    web.add_argument(STAY_WITH_PARENT, action="store_true", help=argparse.SUPPRESS)
    worker = run.add_parser("worker", help="仅后台任务 / background work alone")
    worker.add_argument("--queue", required=True, choices=sorted(_QUEUES), help="队列 / queue")
    commands.add_parser("migrate", help="更新数据表 / bring the tables up to date")
    commands.add_parser("load", help="装载事项目录 / load the catalogue")
    commands.add_parser("tidy", help="清理过期数据，每天一次 / remove what is out of date, once a day")
    commands.add_parser(
        "sweep", help="记录到期视为受理、视为同意等，每小时一次 / write down what silence means, once an hour"
    )
    commands.add_parser(
        "prepare-server", help="在 PostgreSQL 服务器上建立角色与数据库 / make roles and database"
    )
    rules = commands.add_parser("rules", help="决策规则 / decision rules").add_subparsers(
        dest="act", required=True
    )
    conformance = rules.add_parser("conformance", help="运行兼容性测试用例 / run compatibility test cases")
    conformance.add_argument("folder", type=Path, metavar="DIR")
    conformance.add_argument(
        "--json", action="store_true", help="每个目录一行 JSON / one JSON line per folder"
    )
    conformance.add_argument("--reasons", action="store_true", help="说明未通过的原因 / say why cases fail")
    _add_flow(commands)
    check = commands.add_parser("check", help="检查安装 / check the installation")
    check.add_argument(
        "--rows", action="store_true", help="并检查全部数据的不变量 / and the invariants over every row"
    )
    return parser


def _add_flow(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    flow = commands.add_parser("flow", help="流程 / processes").add_subparsers(dest="act", required=True)
    play = flow.add_parser(
        "play", help="在内存中按命令文件运行流程 / run a process in memory from a file of commands"
    )
    play.add_argument("process", type=Path, metavar="PROCESS.bpmn")
    play.add_argument(
        "more",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="命令文件（.jsonl）与被调用的流程 / the file of commands (.jsonl) and called processes",
    )
    checked = flow.add_parser(
        "check", help="检查流程文件能否部署 / check whether process files can be deployed"
    )
    checked.add_argument("processes", type=Path, nargs="+", metavar="FILE.bpmn")
    move = flow.add_parser(
        "migrate", help="把运行中的流程迁移到另一版本 / move running instances to another version"
    )
    move.add_argument("process", metavar="PROCESS")
    move.add_argument("--old", required=True, metavar="VERSION")
    move.add_argument("--new", required=True, metavar="VERSION")
    move.add_argument("--nodes", metavar="FILE.json", help="新旧节点对应 / new id of each node renamed")
    move.add_argument("--dry-run", action="store_true", help="只列出不能迁移的 / only tell what could not")


def _obey(given: argparse.Namespace, settings: Settings) -> int:
    """Do it; return the exit status."""
    match given.command:
        case "run" if given.role == "all":
            run_all(settings)
        case "run" if given.role == "worker":
            _with_database(settings, _QUEUES[given.queue])
        case "rules":
            run_conformance(given.folder, as_json=given.json, reasons=given.reasons)
        case "flow":
            return _flow(given, settings)
        case "run":
            serve(settings, stay_with_parent=given.stay_with_parent)
        case "migrate":
            _with_database(settings, steps.migrate)
        case "tidy" | "sweep":
            _with_database(settings, steps.tidy if given.command == "tidy" else steps.sweep)
        case "prepare-server":
            prepare_server(os.environ)
        case "load":
            _with_database(settings, lambda urls: steps.load(urls, settings))
        case _:
            _with_database(settings, health.check_rows if given.rows else health.check)
    return 0


def _flow(given: argparse.Namespace, settings: Settings) -> int:
    match given.act:
        case "check":
            return 0 if check_files(given.processes) else 1
        case "migrate":
            _with_database(settings, lambda urls: steps.migrate_flow(urls, _migration(given)))
        case _:
            play_files([given.process, *given.more])
    return 0


def _migration(given: argparse.Namespace) -> list[str]:
    asked = [given.process, "--old", given.old, "--new", given.new]
    asked += ["--nodes", given.nodes] if given.nodes else []
    return [*asked, "--dry-run"] if given.dry_run else asked


def _with_database(settings: Settings, act: Callable[[DatabaseUrls], None]) -> None:
    """Act on the ordinary server, the embedded one that runs, or one started for the while."""
    urls = urls_from(os.environ)
    running = attach(embedded_plan(settings)) if urls is None else None
    if running is not None:
        urls = urls_of(running)
    if urls is not None:
        act(urls)
        return
    cluster = start(embedded_plan(settings))
    try:
        act(urls_of(cluster))
    finally:
        cluster.stop()


if __name__ == "__main__":
    sys.exit(main())
