import { useCallback, useEffect, useState } from "react";
import { readUrl, writeUrl, type PageState } from "../model/url";

const current = (): PageState => readUrl(window.location.pathname, window.location.search);

/** Changes part of the state. `replace` leaves no entry in the browser's history. */
export type Change = (change: Partial<PageState>, replace?: boolean) => void;

/** The state in the page's address, and a function that changes it. */
export function useAddress(): readonly [PageState, Change] {
  const [state, setState] = useState(current);
  useEffect(() => {
    const follow = (): void => setState(current());
    window.addEventListener("popstate", follow);
    return () => window.removeEventListener("popstate", follow);
  }, []);
  const change = useCallback<Change>((part, replace = false) => {
    const next = { ...current(), ...part };
    window.history[replace ? "replaceState" : "pushState"](null, "", writeUrl(next));
    setState(next);
  }, []);
  return [state, change];
}
