import type { CSSProperties, ReactElement } from "react";
import type { Panel, Row } from "../model/dashboard";
import { PanelView } from "./panel";

/** Position of a panel in the grid. The grid has 24 columns; its rows are 30 px high and 8 px apart. */
const place = ({ gridPos: { x, y, w, h } }: Panel, top: number): CSSProperties =>
  ({
    "--column": `${x + 1} / span ${w}`,
    "--row": `${y - top + 1} / span ${h}`,
    "--height": `${h * 38 - 8}px`,
  }) as CSSProperties;

/** Shows the panels of one row in a grid. */
export function Grid({ panels }: { readonly panels: readonly Panel[] }): ReactElement {
  const top = Math.min(...panels.map(({ gridPos }) => gridPos.y));
  return (
    <div className="v-grid">
      {panels.map((panel) => (
        <div key={panel.id} className="v-cell" style={place(panel, top)}>
          <PanelView panel={panel} />
        </div>
      ))}
    </div>
  );
}

/** Shows a row. A click on its title collapses or expands it. */
export function RowView(props: { readonly row: Row; readonly closed: boolean; readonly toggle: () => void }): ReactElement {
  const { row, closed, toggle } = props;
  return (
    <div className="v-row">
      {row.panel !== undefined && (
        <h2>
          <button type="button" aria-expanded={!closed} onClick={toggle}>
            <span className="v-arrow" aria-hidden>
              {closed ? "▸" : "▾"}
            </span>
            {row.panel.title}
            {closed && <span className="v-count">{row.panels.length} panels</span>}
          </button>
        </h2>
      )}
      {!closed && row.panels.length > 0 && <Grid panels={row.panels} />}
    </div>
  );
}
