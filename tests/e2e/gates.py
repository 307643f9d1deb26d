"""The gates every page passes: accessibility, overflow, touch targets, weight, errors, keyboard, no script.

Each gate is a function that takes a page already opened and fails with what it found. ``MODES`` and
``visit`` open an address in each of the four modes of the interface design.
"""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext, Locator, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
NARROW = 320
FIRST_LOAD_BYTES = 60 * 1024
FIRST_LOAD_REQUESTS = 8
TOUCH, ELDER_TOUCH = 44, 60

State = dict[str, Any]
"""Cookies of a signed-in visitor, as Playwright's ``context.storage_state()`` gives them."""


@dataclass(frozen=True, slots=True)
class Mode:
    """One of the four ways every page is looked at."""

    name: str
    width: int
    height: int
    elder: bool = False

    @property
    def is_phone(self) -> bool:
        return self.width < 640

    @property
    def least_touch(self) -> int:
        return ELDER_TOUCH if self.elder else TOUCH


MODES = (
    Mode("desktop", 1280, 800),
    Mode("phone", 390, 844),
    Mode("elder desktop", 1280, 800, elder=True),
    Mode("elder phone", 390, 844, elder=True),
)
DESKTOP, PHONE, ELDER_DESKTOP, ELDER_PHONE = MODES


@contextmanager
def visit(
    browser: Browser,
    address: str,
    mode: Mode = DESKTOP,
    *,
    state: State | None = None,
    script: bool = True,
) -> Iterator[Page]:
    """Open an address in a mode, signed in by ``state``; errors of the page's own scripts fail."""
    with open_context(browser, address, mode, state=state, script=script) as context:
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda said: faults.append(said.text) if _breaks_policy(said.text) else None)
        page.goto(address)
        yield page
        assert faults == [], f"{page.url}: {faults}"


@contextmanager
def open_context(
    browser: Browser, address: str, mode: Mode = DESKTOP, *, state: State | None = None, script: bool = True
) -> Iterator[BrowserContext]:
    """Open a browser context in a mode."""
    context = browser.new_context(
        viewport={"width": mode.width, "height": mode.height},
        locale="zh-CN",
        storage_state=state,  # type: ignore[arg-type]
        java_script_enabled=script,
        has_touch=mode.is_phone,
    )
    if mode.elder:
        context.add_cookies([{"name": "elder", "value": "1", "url": address}])
    try:
        yield context
    finally:
        context.close()


def _breaks_policy(text: str) -> bool:
    return "Content Security Policy" in text or "Content-Security-Policy" in text


@functools.cache
def _axe() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def no_violations(page: Page) -> None:
    """Axe finds nothing by WCAG 2.2 A and AA and by best practice."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(_axe())
    found = page.evaluate(
        "(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}}).then((r) => r.violations)", RULES
    )
    told = [
        f"{one['id']}: {one['help']}\n    " + "\n    ".join(node["html"][:160] for node in one["nodes"][:6])
        for one in found
    ]
    assert told == [], f"{page.url}\n" + "\n".join(told)


_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const clipped = (one) => {
    for (let up = one.parentElement; up; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== 'visible') return true;
    }
    return false;
  };
  const wide = [...document.querySelectorAll('body *')].filter(
    (one) => one.getBoundingClientRect().right > room + 1 && !clipped(one));
  return [`page is ${document.documentElement.scrollWidth} px`,
    ...wide.slice(0, 6).map((one) => one.outerHTML.slice(0, 120))];
}"""


def no_overflow(page: Page, width: int = NARROW) -> None:
    """Nothing sticks out of the page at a width."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": 700})
    wide = page.evaluate(_WIDE)
    if before is not None:
        page.set_viewport_size(before)
    assert wide == [], f"{page.url} at {width} px\n" + "\n".join(wide)


_SMALL = """(least) => {
  const inline = (one) => one.tagName === 'A' && getComputedStyle(one).display === 'inline';
  const area = (one) => {
    const labels = ['radio', 'checkbox'].includes(one.type) && one.labels ? [...one.labels] : [];
    const boxes = [one, ...labels].map((part) => part.getBoundingClientRect());
    if (getComputedStyle(one, '::after').position === 'absolute' && one.closest('li')) {
      boxes.push(one.closest('li').getBoundingClientRect());
    }
    return { width: Math.max(...boxes.map((b) => b.width)), height: Math.max(...boxes.map((b) => b.height)) };
  };
  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length
    && !one.closest('.skip, .visually-hidden') && !one.matches('.skip');
  const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  return [...document.querySelectorAll(controls)]
    .filter((one) => seen(one) && !inline(one))
    .map((one) => [one, area(one)])
    .filter(([, box]) => box.height < least - 0.5 || box.width < least - 0.5)
    .map(([one, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${one.outerHTML.slice(0, 110)}`);
}"""


def touch_targets(page: Page, least: int) -> None:
    """Every control is large enough for a thumb; links within a sentence are exempt (WCAG 2.5.8)."""
    small = page.evaluate(_SMALL, least)
    assert small == [], f"{page.url}: smaller than {least} px\n" + "\n".join(small)


def first_load(browser: Browser, address: str, *, state: State | None = None) -> tuple[int, int]:
    """The first load of a citizen's page is light; return its compressed bytes and its requests."""
    with open_context(browser, address, PHONE, state=state) as context:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        sizes: list[float] = []
        session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        page.goto(address, wait_until="networkidle")
        size, requests = int(sum(sizes)), len(sizes)
    assert size <= FIRST_LOAD_BYTES, f"{address}: {size} bytes"
    assert requests <= FIRST_LOAD_REQUESTS, f"{address}: {requests} requests"
    return size, requests


def errors_are_told(page: Page) -> None:
    """A refused form: title, focused summary, links that lead to fields with the same words."""
    assert page.title().startswith("错误："), page.title()
    summary = page.locator(".govuk-error-summary")
    assert summary.evaluate("(one) => one === document.activeElement"), "the summary has no focus"
    links = summary.locator("a").all()
    assert links or summary.locator("strong").count(), "the summary names nothing"
    for link in links:
        _leads_to_field(page, link)


def _leads_to_field(page: Page, link: Locator) -> None:
    words = link.inner_text()
    target = (link.get_attribute("href") or "").removeprefix("#")
    field = page.locator(f"[id='{target}']")
    assert field.count() == 1, f"{words} leads to nothing: #{target}"
    group = page.locator(".govuk-form-group--error").filter(has=field)
    at_field = group.locator(".govuk-error-message").first.inner_text()
    assert words in at_field, f"{words!r} in the summary, {at_field!r} at the field"
    link.click()
    assert field.evaluate("(one) => one === document.activeElement"), f"{words}: focus did not go there"


def all_gates(
    browser: Browser, address: str, *, state: State | None = None, modes: tuple[Mode, ...] = MODES
) -> None:
    """Axe in each mode, touch targets on phones, no overflow at 320 px in normal and elder size."""
    for mode in modes:
        with visit(browser, address, mode, state=state) as page:
            no_violations(page)
            if mode.is_phone:
                touch_targets(page, mode.least_touch)
                no_overflow(page)


def tab_to(page: Page, wanted: str, *, most: int = 80) -> None:
    """Press Tab until the element of a CSS selector has the focus, as someone without a mouse does."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => Boolean(document.activeElement?.matches(wanted))", wanted):
            return
    raise AssertionError(f"{page.url}: {wanted} is out of the keyboard's reach")


def by_keyboard(page: Page, wanted: str, text: str) -> None:
    """Go to a field by keyboard and type."""
    tab_to(page, wanted)
    page.keyboard.type(text)


def take_picture(page: Page, folder: Path | None, name: str) -> None:
    """Keep a screenshot of the whole page where a folder for them is given."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png", full_page=True)


SignIn = Callable[[str], State]
"""Signs someone in by phone or user name and gives the cookies."""
