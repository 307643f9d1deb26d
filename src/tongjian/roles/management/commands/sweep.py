"""Write down what the calendar alone has brought about, in the loader's role."""

from django.core.management.base import BaseCommand

from tongjian.cases import remind_owing
from tongjian.cases.acceptance import sweep_silence
from tongjian.cases.consultations import sweep_consultations
from tongjian.roles.rooms import compose_pages


class Command(BaseCommand):
    """Writes down acceptance and consent by silence; safe to run at any time and twice."""

    help = "Write down acceptance and consent by silence."

    def handle(self, **_options: object) -> None:
        """Sweep, and say how much."""
        desk = compose_pages().cases
        accepted = sweep_silence(desk)
        answered = sweep_consultations(desk)
        reminded = remind_owing(desk)
        self.stdout.write(
            f"视为受理 {accepted} 件，征求意见到期处理 {answered} 件，容缺提醒 {reminded} 份"
            f" / {accepted} cases accepted by silence, {answered} consultations settled or reminded,"
            f" {reminded} papers reminded of"
        )
