"""What is looked at on every page: rules of accessibility, structure, room and targets."""

import re
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response

from tests.browser.conftest import PHONE
from tests.browser.person import alive

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DIRECTIONS = {"fr": "ltr", "en": "ltr", "ar": "rtl"}

# WCAG 1.4.10: 1,280 pixels at 400 %.
NARROW = 320
TARGET = 48
# Touched by the label around them, or written inside a sentence.
SMALL_TARGETS = """
(most) => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .filter((one) => {
    if (!one.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    if (one.closest(".sr-only, .skip, [inert]") || one.matches(".sr-only, [class^='sr-only']"))
      return false;
    if (one.matches("input[type=hidden]")) return false;
    const sentence = one.matches("a") && one.closest("p, dd, .prose") &&
      one.closest("p, dd").textContent.trim() !== one.textContent.trim();
    return !sentence && getComputedStyle(one).display !== "contents";
  })
  .map((one) => {
    const touched = one.matches("[type=radio], [type=checkbox]")
      ? one.closest("label") || document.querySelector(`label[for="${one.id}"]`) || one : one;
    const { width, height } = touched.getBoundingClientRect();
    return [one.outerHTML.slice(0, 160), Math.round(width), Math.round(height)];
  })
  .filter(([, width, height]) => width && height && (width < most - 0.5 || height < most - 0.5))
"""
TOO_WIDE = """
(room) => {
  // A phone widens its own window to hold what is too wide: its width proves nothing.
  const root = document.scrollingElement;
  if (root.scrollWidth <= room) return [];
  const wide = [...document.querySelectorAll("body *")].filter((one) => {
    const { left, right, width } = one.getBoundingClientRect();
    return width && (right > room + 0.5 || left < -0.5) &&
      !one.closest(".sr-only, .skip, [class^='sr-only']");
  });
  return [`${root.scrollWidth} px`, ...wide.slice(-2).map((one) => one.outerHTML.slice(0, 200))];
}
"""
# Written from right to left, the pairs of a number come in the wrong order.
BACKWARDS = r"""
() => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (words.nextNode()) {
    const { data, parentElement } = words.currentNode;
    const number = /^\s*\d\d(?:[ \u00a0]\d\d){4}\s*$/.test(data);
    if (number && getComputedStyle(parentElement).direction === "rtl") found.push(data);
  }
  return found;
}
"""


@dataclass
class Findings:
    """What is wrong, page by page."""

    faults: list[str] = field(default_factory=list)

    def add(self, where: str, what: str) -> None:
        """Note one fault."""
        self.faults.append(f"{where}: {what}")

    def look(self, page: Page, where: str) -> None:
        """Look at the page as it is now."""
        self.rules(page, where)
        heads = page.locator("h1").all_inner_texts()
        if len(heads) != 1 or not heads[0].strip():
            self.add(where, f"first headings: {heads}")
        if not page.title().replace("– Passeport emploi", "").strip():
            self.add(where, "no title")
        for target, width, height in page.evaluate(SMALL_TARGETS, TARGET):
            self.add(where, f"{width} × {height} px to touch: {target}")
        for number in page.evaluate(BACKWARDS):
            self.add(where, f"a number read backwards: {number}")
        self._room(page, where)

    def begun(self, answer: Response, language: str, where: str) -> None:
        """The very first bytes say the language and the direction."""
        html = answer.text()
        if not re.search(rf'<html lang="{language}" dir="{DIRECTIONS[language]}"', html):
            self.add(where, f"first bytes: {html[:80]!r}")

    def rules(self, page: Page, where: str) -> None:
        """Look at the page by the checker's rules alone."""
        # The whole page at once: what the bottom bar covers for now is reached by scrolling.
        height = page.evaluate("document.scrollingElement.scrollHeight")
        width = page.evaluate("innerWidth")
        page.set_viewport_size({"width": width, "height": max(height, PHONE["height"])})
        found = Axe().run(
            page,
            options={
                "resultTypes": ["violations"],
                "runOnly": {"type": "tag", "values": RULES},
            },
        )
        for broken in found.response["violations"]:
            nodes = [
                f"{node['html'][:200]} ({node['failureSummary'].splitlines()[-1].strip()})"
                for node in broken["nodes"][:3]
            ]
            self.add(where, f"{broken['id']}: {broken['help']}\n    " + "\n    ".join(nodes))

    def _room(self, page: Page, where: str) -> None:
        """Nothing runs over the side: on a phone, narrow, and with text twice as large."""
        for said, width, size in (("", 390, ""), ("narrow", NARROW, ""), ("200 %", 390, "200%")):
            page.set_viewport_size({"width": width, "height": PHONE["height"]})
            page.evaluate("(size) => document.documentElement.style.fontSize = size", size)
            for one in page.evaluate(TOO_WIDE, width):
                self.add(f"{where} {said}".strip(), f"over the side: {one}")
        page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
        page.evaluate("() => document.documentElement.style.fontSize = ''")


def visit(page: Page, address: str) -> Response:
    """Go there, and wait until all that comes has come."""
    answer = page.goto(address)
    assert answer is not None
    if page.locator(".frame").count():
        alive(page)
    return answer
