"""Bars as SVG, by hand: small panels, one a metric, readable on light and dark pages.

The card brings its own ground, so that its text is readable whatever page it stands on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

STYLE = """
  .card { fill: #ffffff; stroke: #d0d7de }
  text { fill: #1f2328; font: 12px -apple-system, "Segoe UI", Helvetica, Arial, sans-serif }
  .title { font-weight: 600; font-size: 13px }
  .soft { fill: #59636e }
  .bar { fill: #a8b1bb }
  .ours { fill: #1f883d }
  @media (prefers-color-scheme: dark) {
    .card { fill: #151b23; stroke: #3d444d }
    text { fill: #f0f6fc }
    .soft { fill: #9198a1 }
    .bar { fill: #656c76 }
    .ours { fill: #2ea043 }
  }
"""
WIDTH, MARGIN, COLUMNS = 880, 20, 2
TITLE, ROW, BAR, GAP = 26, 20, 13, 18
NAME, VALUE = 128, 60
"""Room for names at the left of bars, and for figures at their right."""


@dataclass(frozen=True)
class Panel:
    """One metric: bars from top to bottom by name."""

    title: str
    bars: Mapping[str, float]


def draw(panels: Sequence[Panel], *, ours: str, note: str) -> str:
    """The chart; the bars named `ours` stand out, the note stands below."""
    tallest = max(len(panel.bars) for panel in panels)
    height = TITLE + tallest * ROW + GAP
    rows = -(-len(panels) // COLUMNS)
    total = MARGIN + rows * height + MARGIN
    described = escape("; ".join(panel.title for panel in panels))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{total}" '
        f'viewBox="0 0 {WIDTH} {total}" role="img">',
        f"<title>{described}</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="card" x="0.5" y="0.5" width="{WIDTH - 1}" height="{total - 1}" rx="6"/>',
    ]
    for index, panel in enumerate(panels):
        row, column = divmod(index, COLUMNS)
        width = (WIDTH - (COLUMNS + 1) * MARGIN) // COLUMNS
        left = MARGIN + column * (width + MARGIN)
        parts += _panel(panel, left, MARGIN + row * height, width, ours)
    parts.append(_text(MARGIN, total - 14, note, "soft"))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _panel(panel: Panel, left: int, top: int, width: int, ours: str) -> list[str]:
    parts = [_text(left, top + 13, panel.title, "title")]
    longest = max(panel.bars.values())
    room = width - NAME - VALUE
    for index, (name, value) in enumerate(panel.bars.items()):
        y = top + TITLE + index * ROW
        length = max(1.0, room * value / longest)
        kind = "bar ours" if name == ours else "bar"
        parts.append(_text(left + NAME - 8, y + 11, name, "", anchor="end"))
        parts.append(
            f'<rect class="{kind}" x="{left + NAME}" y="{y}" width="{length:.1f}" '
            f'height="{BAR}" rx="2"/>'
        )
        figure = f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
        parts.append(_text(left + NAME + length + 6, y + 11, figure, "soft"))
    return parts


def _text(x: float, y: float, text: str, kind: str, *, anchor: str = "start") -> str:
    extra = f' class="{kind}"' if kind else ""
    return f'<text{extra} x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(text)}</text>'
