import { createContext, useContext } from "react";
import type { Link } from "../model/dashboard";
import type { Values } from "../model/interpolate";
import type { Range } from "../model/interval";
import type { EventBus } from "./grafana";
import type { ViewerInfo } from "./load";
import type { Mark } from "../model/marks";

/** Data and functions that all panels of a page share. */
export interface Shared {
  readonly info: ViewerInfo;
  readonly values: Values;
  readonly range: Range;
  /** Sends the position of the crosshair to the other panels. */
  readonly bus: EventBus;
  /** Sets an absolute time range in milliseconds. */
  readonly zoom: (range: Range) => void;
  readonly marks: readonly Mark[];
  /** `panel` is the ID of the only panel that is shown, if any. `toggle` shows only one panel, or all panels again. */
  readonly alone: { readonly panel: number | undefined; readonly toggle: (panel: number) => void };
  /** URL of a link, with its variables replaced. Undefined if the link has no URL, or leads to one of Grafana's own pages. */
  readonly addressOf: (link: Link, values: Values) => string | undefined;
}

const context = createContext<Shared | undefined>(undefined);
export const SharedProvider = context.Provider;

/** Returns the data that all panels share. Throws an Error outside of a dashboard. */
export function useShared(): Shared {
  const shared = useContext(context);
  if (shared === undefined) throw new Error("This component is not inside a dashboard.");
  return shared;
}
