import { createContext, useContext } from "react";
import type { Link } from "../model/dashboard";
import type { Values } from "../model/interpolate";
import type { Range } from "../model/interval";
import type { EventBus } from "./grafana";
import type { ViewerInfo } from "./load";
import type { Mark } from "../model/marks";

/** What all panels of a page share. */
export interface Shared {
  readonly info: ViewerInfo;
  readonly values: Values;
  readonly range: Range;
  /** Carries the position of the crosshair between panels. */
  readonly bus: EventBus;
  /** Sets an absolute time range in milliseconds. */
  readonly zoom: (range: Range) => void;
  readonly marks: readonly Mark[];
  /** The panel that is shown without the others, and a function that shows one so, or all again. */
  readonly alone: { readonly panel: number | undefined; readonly toggle: (panel: number) => void };
  /** Address of a link with variables and time. Undefined for links that lead nowhere outside of Grafana. */
  readonly addressOf: (link: Link, values: Values) => string | undefined;
}

const context = createContext<Shared | undefined>(undefined);
export const SharedProvider = context.Provider;

/** What all panels of the page share. Throws outside of a dashboard. */
export function useShared(): Shared {
  const shared = useContext(context);
  if (shared === undefined) throw new Error("This component belongs into a dashboard.");
  return shared;
}
