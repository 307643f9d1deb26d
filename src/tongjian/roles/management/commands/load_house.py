"""Load the catalogue, the processes and, where asked, the sample city into an empty house."""

import os
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand

from tongjian.roles.first_load import demo_sheet, fill

_PASSWORD = "tongjian-demo-2026"  # noqa: S105 - a demo's, printed for everyone to see
_SHEET = "demo_accounts.txt"


class Command(BaseCommand):
    """Loads what is not there yet; a second run changes nothing."""

    help = "Load the catalogue, the processes and, with --sample-city, the sample city."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the switch."""
        parser.add_argument("--sample-city", action="store_true")

    def handle(self, *, sample_city: bool, **_options: object) -> None:
        """Load, and leave the demo's accounts in a file for the start to print."""
        password = os.environ.get("TONGJIAN_DEMO_PASSWORD", _PASSWORD) if sample_city else None
        loaded = fill(sample_city_password=password)
        for warning in loaded.warnings:
            self.stderr.write(f"目录提示 / catalogue: {warning}")
        if password is not None:
            sheet = settings.TONGJIAN.data_folder / _SHEET
            sheet.write_text(demo_sheet(loaded.accounts, password), encoding="utf-8")
