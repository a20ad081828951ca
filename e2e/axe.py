"""What axe-core finds in a document: nothing, in light and dark, narrow and wide."""

from pathlib import Path
from typing import Literal

from playwright.sync_api import Frame, Page

AXE = Path(__file__).parent.parent / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
RUN = """async (tags) => {
  const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}"""
BACKGROUND = "() => getComputedStyle(document.documentElement).backgroundColor"
STAND_ON = "(color) => document.documentElement.style.background = color"
END_TRANSITIONS = """() => document.getAnimations()
  .filter(({ effect }) => effect.getComputedTiming().endTime < Infinity)
  .forEach((animation) => animation.finish())"""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
NARROW, WIDE = 375, 1280


def expect_accessible(page: Page, frame: Frame) -> None:
    """Find nothing in a frame of a page, in light and dark, at both widths."""
    if not frame.evaluate("'axe' in window"):
        frame.evaluate(f"() => {{ {AXE.read_text(encoding='utf-8')} }}")
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            if frame != page.main_frame:  # a host's background shines through its hub
                frame.evaluate(STAND_ON, page.evaluate(BACKGROUND))
            frame.evaluate(END_TRANSITIONS)
            found: list[str] = frame.evaluate(RUN, RULES)
            assert found == [], (width, scheme)
