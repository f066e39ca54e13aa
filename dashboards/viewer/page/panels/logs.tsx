import { useState, type ReactElement } from "react";
import { traceHash } from "../../model/trace-link";
import { useTheme2 } from "../grafana";
import type { PanelProps } from "./props";

/** Colours of log lines, by level. */
const colors: Readonly<Record<string, string>> = {
  critical: "purple",
  fatal: "purple",
  error: "red",
  warn: "orange",
  warning: "orange",
  info: "green",
  debug: "blue",
  trace: "light-blue",
};

const levelOf = (labels: Readonly<Record<string, string>>): string =>
  (labels["detected_level"] ?? labels["level"] ?? labels["severity_text"] ?? "unknown").toLowerCase();

/** Shows log lines. A click on a line shows its labels. */
export function LogsPanel({ panel, frames, width, height }: PanelProps): ReactElement {
  const theme = useTheme2();
  const [open, setOpen] = useState<number>();
  const {
    wrapLogMessage = true,
    showTime = true,
    sortOrder = "Descending",
  } = panel.options as {
    readonly wrapLogMessage?: boolean;
    readonly showTime?: boolean;
    readonly sortOrder?: string;
  };
  const rows = frames.flatMap((frame) => {
    const values = (name: string): unknown[] => frame.fields.find((field) => field.name === name)?.values ?? [];
    const labels = values("labels") as Record<string, string>[];
    const lines = values("Line") as string[];
    return (values("Time") as (number | null)[]).map((at, index) => ({ at, line: lines[index] ?? "", labels: labels[index] ?? {} }));
  });
  const ordered = sortOrder === "Ascending" ? [...rows].reverse() : rows;
  return (
    <div className="v-logs" style={{ width, height }}>
      {ordered.map(({ at, line, labels }, index) => (
        <div key={index} className="log">
          <button
            type="button"
            className="v-log-line"
            aria-expanded={open === index}
            onClick={() => setOpen(open === index ? undefined : index)}
          >
            <span className="v-log-level" style={{ background: theme.visualization.getColorByName(colors[levelOf(labels)] ?? "gray") }} />
            {showTime && at !== null && <span className="v-log-time">{new Date(at).toLocaleString("sv-SE")}</span>}
            <span className={wrapLogMessage ? "v-log-text v-wrapped" : "v-log-text"}>{line}</span>
          </button>
          {open === index && (
            <dl className="v-log-labels">
              {Object.entries(labels).map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{name === "trace_id" ? <a href={traceHash(value)}>{value}</a> : value}</dd>
                </div>
              ))}
            </dl>
          )}
        </div>
      ))}
    </div>
  );
}
