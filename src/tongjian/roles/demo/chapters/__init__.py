"""The rules of the legal clock and of practised approval, each shown once on a case of its own.

After the walk a firm hands in further applications. Each chapter does through the open API what its
rule is about, tries what the rule forbids, and reads back what took place; a chapter that finds
something else stops the demo.
"""

from collections.abc import Callable

from tongjian.roles.demo.chapters.acceptance import correct_twice, deem_accepted
from tongjian.roles.demo.chapters.consulting import consult
from tongjian.roles.demo.chapters.parallel import issue_together, reply_once
from tongjian.roles.demo.chapters.promises import break_a_pledge, defer_a_paper
from tongjian.roles.demo.chapters.pushing import push_events
from tongjian.roles.demo.chapters.shown import both_words, tell
from tongjian.roles.demo.chapters.stage import NotShown, Shown, Stage, open_stage
from tongjian.roles.demo.chapters.stopping import extend, hear, stop_for_experts
from tongjian.roles.demo.chapters.yearly_notice import import_notice

__all__ = ["CHAPTERS", "Chapter", "NotShown", "Shown", "Stage", "both_words", "open_stage", "play", "tell"]

Chapter = Callable[[Stage], None]

CHAPTERS: tuple[Chapter, ...] = (
    correct_twice,
    deem_accepted,
    defer_a_paper,
    consult,
    extend,
    hear,
    stop_for_experts,
    reply_once,
    issue_together,
    push_events,
    break_a_pledge,
    import_notice,
)
"""In the order of the virtual days; the last one goes to the end of the year."""


def play(stage: Stage, chapters: tuple[Chapter, ...] = CHAPTERS) -> None:
    """Play chapters one after the other; the day moves on between them.

    Raises:
        NotShown: a rule did not do what it says.
        Refused: the house refused a lawful act.
    """
    for chapter in chapters:
        stage.pass_days(1)
        before = len(stage.shown)
        chapter(stage)
        stage.check(len(stage.shown) > before, chapter.__name__)
