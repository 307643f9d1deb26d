"""The frame of every page, sign-in, and the pages open to everybody."""

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.database]


def test_the_first_page_leads_to_items_sign_in_and_verification(site: Site, page: Page) -> None:
    page.goto(site.url("/"))
    assert page.get_by_role("heading", level=1).inner_text() == "您要办什么事？"
