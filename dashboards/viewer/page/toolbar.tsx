import { useMemo, type ReactElement } from "react";
import type { PageState } from "../model/url";
import type { Range } from "../model/interval";
import type { RawRange } from "../model/time";
import type { Change } from "./address";
import { dateTime, RefreshPicker, TimeRangePicker, type TimeRange } from "./grafana";
import { timeZone } from "./pipeline";

/** Formats one end of a time range for the URL. */
const end = (value: TimeRange["raw"]["from"]): string => (typeof value === "string" ? value : String(value.valueOf()));

const absolute = ({ from, to }: Range): RawRange => ({ from: String(Math.round(from)), to: String(Math.round(to)) });

interface Props {
  readonly state: PageState;
  readonly raw: RawRange;
  readonly range: Range;
  readonly interval: string;
  readonly change: Change;
  readonly refresh: () => void;
}

/** Controls for the time range and the refresh interval. */
export function TimeControls({ raw, range, interval, change, refresh }: Props): ReactElement {
  const value = useMemo<TimeRange>(() => {
    const asText = (text: string): TimeRange["raw"]["from"] => (/^\d+$/.test(text) ? dateTime(Number(text)) : text);
    return { from: dateTime(range.from), to: dateTime(range.to), raw: { from: asText(raw.from), to: asText(raw.to) } };
  }, [raw, range]);
  const shift = (share: number): void => {
    const by = (range.to - range.from) * share;
    change({ time: absolute({ from: range.from + by, to: range.to + by }) });
  };
  return (
    <>
      <TimeRangePicker
        value={value}
        timeZone={timeZone}
        onChange={(next) => change({ time: { from: end(next.raw.from), to: end(next.raw.to) } })}
        onChangeTimeZone={() => undefined}
        onMoveBackward={() => shift(-0.5)}
        onMoveForward={() => shift(0.5)}
        onZoom={() => {
          const by = (range.to - range.from) / 2;
          change({ time: absolute({ from: range.from - by, to: range.to + by }) });
        }}
        isOnCanvas
      />
      <RefreshPicker
        value={interval}
        intervals={["5s", "10s", "30s", "1m", "5m", "15m"]}
        onRefresh={refresh}
        onIntervalChanged={(next) => change({ refresh: next })}
        isOnCanvas
      />
    </>
  );
}
