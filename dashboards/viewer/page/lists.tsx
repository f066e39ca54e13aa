import { useEffect, useMemo, useState, type ReactElement } from "react";
import { lists, type ListRow } from "../model/lists";
import { readUrl, writeUrl, type OtherPage, type PageState } from "../model/url";
import type { Change } from "./address";
import { useClock } from "./clock";
import { Theme } from "./dashboard";
import { Home, OtherPages } from "./home";
import { isAbort, send, textOf, type ViewerInfo } from "./load";
import { Message } from "./message";

interface Props {
  readonly page: Exclude<OtherPage, "query">;
  readonly info: ViewerInfo;
  readonly state: PageState;
  readonly change: Change;
}

/**
 * Formats a cell. Prometheus reports times in RFC 3339 with nanoseconds; the page shows them in the browser's time zone. A time in the year
 * 1, which means "never", becomes an empty string.
 */
const shown = (cell: string): string =>
  /^\d{4}-\d{2}-\d{2}T/.test(cell) && !cell.startsWith("0001") ? new Date(cell).toLocaleString("sv-SE") : cell.replace(/^0001-.*/, "");

function Table({
  rows,
  columns,
  state,
}: {
  readonly rows: readonly ListRow[];
  readonly columns: readonly string[];
  readonly state: PageState;
}) {
  return (
    <table className="v-table">
      <thead>
        <tr>
          {["State", ...columns, ""].map((name) => (
            <th key={name}>{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ mood, state: named, cells, expr }, index) => (
          <tr key={`${index} ${cells.join(" ")}`} data-mood={mood}>
            <td className={`v-mood v-mood-${mood}`}>{named}</td>
            {cells.map((cell, column) => (
              <td key={columns[column]} data-column={columns[column]}>
                {shown(cell)}
              </td>
            ))}
            <td>{expr !== undefined && <a href={writeUrl({ ...readUrl("/query", ""), expr, theme: state.theme })}>Query</a>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Shows Prometheus' targets, rules or alerts, and refreshes them every 15 seconds. A text field filters the rows. */
export function ListPage({ page, info, state, change }: Props): ReactElement {
  const clock = useClock("15s");
  const [rows, setRows] = useState<readonly ListRow[]>();
  const [error, setError] = useState<string>();
  const [words, setWords] = useState("");
  const { path, columns, read } = lists[page];
  useEffect(() => {
    const stop = new AbortController();
    send({ source: "prometheus", path, query: {}, shown: path, read }, stop.signal)
      .then((found) => {
        setRows(found);
        setError(undefined);
      })
      .catch((caught: unknown) => {
        if (!isAbort(caught)) setError(textOf(caught));
      });
    return () => stop.abort();
  }, [path, read, clock]);
  useEffect(() => {
    document.title = `${page} · ${info.environment}`;
  }, [page, info.environment]);
  const found = useMemo(() => {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    return rows?.filter(({ state: named, cells }) => {
      const text = [named, ...cells].join(" ").toLowerCase();
      return wanted.every((word) => text.includes(word));
    });
  }, [rows, words]);
  return (
    <>
      <header className="v-bar">
        <Home info={info} state={state} />
        <h1>{page[0]?.toUpperCase() + page.slice(1)}</h1>
        <span className="v-space" />
        <OtherPages state={state} />
        <Theme state={state} change={change} />
      </header>
      <div className="v-variables">
        <input
          className="v-text-variable"
          aria-label="Filter"
          placeholder="Filter"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        {rows !== undefined && found !== undefined && (
          <span>
            {found.length} of {rows.length}
          </span>
        )}
      </div>
      {error !== undefined && <Message kind="error" text={error} />}
      <main data-ready={rows !== undefined || error !== undefined} className="v-lists">
        {found !== undefined && found.length === 0 && (
          <p>{rows?.length === 0 ? `Prometheus has no ${page}.` : "No row contains these words."}</p>
        )}
        {found !== undefined && found.length > 0 && <Table rows={found} columns={columns} state={state} />}
      </main>
    </>
  );
}
