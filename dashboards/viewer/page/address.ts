import { useCallback, useEffect, useState } from "react";
import { readUrl, writeUrl, type PageState } from "../model/url";

const current = (): PageState => readUrl(window.location.pathname, window.location.search);

/** Changes a part of the state. With `replace`, the change adds no entry to the browser's history. */
export type Change = (change: Partial<PageState>, replace?: boolean) => void;

/** Returns the state in the page's URL, and a function that changes it. */
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
