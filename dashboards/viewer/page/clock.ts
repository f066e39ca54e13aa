import { useCallback, useEffect, useMemo, useState } from "react";
import { parseDuration } from "../model/interval";

/** The current time of a page, to which time ranges such as `now-1h` refer. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly refresh: () => void;
}

/** Updates the time when the user refreshes. Also updates it every `interval`, such as `30s`, while the page is visible and not loading. */
export function useClock(interval: string): Clock {
  const [now, setNow] = useState(() => Date.now());
  const refresh = useCallback(() => setNow(Date.now()), []);
  const seconds = parseDuration(interval);
  useEffect(() => {
    if (seconds === undefined || seconds <= 0) return undefined;
    const timer = window.setInterval(() => {
      // A refresh aborts running queries. If queries took longer than the interval, the panels would never get their data.
      const loading = document.querySelector('[data-busy="true"]') !== null;
      if (document.visibilityState === "visible" && !loading) refresh();
    }, seconds * 1000);
    return () => window.clearInterval(timer);
  }, [seconds, refresh]);
  return useMemo(() => ({ now, refresh }), [now, refresh]);
}
