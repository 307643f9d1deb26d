"""What the journeys of promises share: looking at a page as people do, and doing an act on a case page."""

from pathlib import Path

from playwright.sync_api import Page

from tests.e2e.gates import ELDER_PHONE, PHONE, no_overflow, no_violations, take_picture, touch_targets

NEXT = "main .govuk-button:not(.second)"


def look(page: Page, pictures: Path | None, name: str) -> None:
    """Pass the gates at every width, and keep a picture where one is asked for."""
    no_violations(page)
    no_overflow(page)
    take_picture(page, pictures, name)


def look_on_a_phone(page: Page, pictures: Path | None, name: str, *, elder: bool = False) -> None:
    """Look at the same page on a phone, in large letters when asked."""
    mode = ELDER_PHONE if elder else PHONE
    page.set_viewport_size({"width": mode.width, "height": mode.height})
    touch_targets(page, mode.least_touch)
    take_picture(page, pictures, name)


def do_act(page: Page, act: str) -> None:
    """Send the form of an act on a staff page, and see what it says."""
    page.click(f"#act-{act} button.govuk-button")
    page.wait_for_load_state()


def unfold(page: Page, act: str) -> None:
    """Open the form of an act."""
    if page.locator(f"#act-{act}").get_attribute("open") is None:
        page.click(f"#act-{act} summary")
