import { useEffect, useRef, useState } from "react";
import type { Dashboard, Variable } from "../model/dashboard";
import type { Values } from "../model/interpolate";
import type { Range } from "../model/interval";
import { chosen, fixedOptions, inOrder, optionsRequest, valueOf } from "../model/variables";
import { isAbort, send, textOf } from "./load";

/** A variable with its possible values and chosen values. */
export interface Shown {
  readonly variable: Variable;
  readonly options: readonly string[];
  readonly choice: readonly string[];
  readonly error: string | undefined;
}

/** The variables of a dashboard with their current values. */
export interface Variables {
  readonly shown: readonly Shown[];
  /** The object changes only if a value changes, so that panels do not repeat their queries. */
  readonly values: Values;
}

async function resolve(dashboard: Dashboard, asked: Readonly<Record<string, readonly string[]>>, range: Range, signal: AbortSignal) {
  const shown: Shown[] = [];
  const values: Record<string, Values[string]> = {};
  let ordered: readonly Variable[];
  let cycle: string | undefined;
  try {
    ordered = inOrder(dashboard.templating.list);
  } catch (caught) {
    ordered = dashboard.templating.list;
    cycle = textOf(caught);
  }
  for (const variable of ordered) {
    let options: string[] = [];
    let error = cycle;
    try {
      const request = optionsRequest(variable, values, range);
      options = request === undefined ? fixedOptions(variable) : await send(request, signal);
    } catch (caught) {
      if (isAbort(caught)) throw caught;
      error = textOf(caught);
    }
    const choice = chosen(variable, asked[variable.name], options);
    values[variable.name] = valueOf(variable, choice, options);
    shown.push({ variable, options, choice, error });
  }
  const order = dashboard.templating.list.map(({ name }) => name);
  return { shown: shown.sort((a, b) => order.indexOf(a.variable.name) - order.indexOf(b.variable.name)), values };
}

/** Resolves the variables of a dashboard, each after the variables that it uses. Returns undefined until all are resolved. */
export function useVariables(
  dashboard: Dashboard,
  asked: Readonly<Record<string, readonly string[]>>,
  range: Range,
): Variables | undefined {
  const [variables, setVariables] = useState<Variables>();
  const last = useRef("");
  const key = JSON.stringify([dashboard.uid, asked, range]);
  useEffect(() => {
    const stop = new AbortController();
    resolve(dashboard, asked, range, stop.signal).then(
      (next) => {
        const text = JSON.stringify(next);
        if (text === last.current) return;
        last.current = text;
        setVariables((before) =>
          before !== undefined && JSON.stringify(before.values) === JSON.stringify(next.values) ? { ...next, values: before.values } : next,
        );
      },
      (error: unknown) => {
        if (!isAbort(error)) throw error;
      },
    );
    return () => stop.abort();
    // The key contains all relevant values. `asked` is a new object after each change of the URL, even if the variables stay the same.
  }, [key]);
  return variables;
}
