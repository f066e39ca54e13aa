import type { Panel, Section } from "./model";

/** Number of columns in Grafana's grid. */
const columns = 24;

export interface Position {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface PlacedPanel {
  readonly panel: Panel;
  readonly at: Position;
}

export interface PlacedSection {
  readonly title: string;
  /** Grid row of the heading. The heading is one row high. */
  readonly y: number;
  readonly panels: readonly PlacedPanel[];
}

/** Widens the last panel of each line of panels to the right edge, so that no line ends in a gap. */
const stretched = (placed: readonly PlacedPanel[]): PlacedPanel[] =>
  placed.map(({ panel, at }, index) => ({ panel, at: placed[index + 1]?.at.y === at.y ? at : { ...at, w: columns - at.x } }));

/** Places the panels of each section under its heading, in order, and side by side until a line is full. */
export function layout(sections: readonly Section[]): PlacedSection[] {
  let y = 0;
  return sections.map(({ title, panels }) => {
    const heading = y;
    y += 1;
    let x = 0;
    let lineHeight = 0;
    const placed = panels.map((panel): PlacedPanel => {
      if (x + panel.width > columns) {
        y += lineHeight;
        x = 0;
        lineHeight = 0;
      }
      const at = { x, y, w: panel.width, h: panel.height };
      x += panel.width;
      lineHeight = Math.max(lineHeight, panel.height);
      return { panel, at };
    });
    y += lineHeight;
    return { title, y: heading, panels: stretched(placed) };
  });
}
