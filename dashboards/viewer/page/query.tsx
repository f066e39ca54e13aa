import { useEffect, useMemo, useState, type ReactElement } from "react";
import { queryDashboard } from "../model/query-dashboard";
import type { PageState } from "../model/url";
import type { Change } from "./address";
import { Shows } from "./dashboard";
import type { ViewerInfo } from "./load";

interface Props {
  readonly info: ViewerInfo;
  readonly state: PageState;
  readonly change: Change;
}

/** The input field for the expression. Enter runs the expression; Shift+Enter starts a new line. */
function Form({ expr, change }: { readonly expr: string; readonly change: Change }): ReactElement {
  const [text, setText] = useState(expr);
  useEffect(() => setText(expr), [expr]);
  const submit = (): void => change({ expr: text.trim() === "" ? undefined : text.trim() });
  return (
    <form
      className="v-query"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <textarea
        aria-label="PromQL expression"
        placeholder="PromQL expression, for example up == 0"
        spellCheck={false}
        autoFocus={expr === ""}
        rows={Math.min(12, text.split("\n").length + 1)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey) return;
          event.preventDefault();
          submit();
        }}
      />
      <button type="submit" className="v-back">
        Run
      </button>
    </form>
  );
}

/** Runs a PromQL expression as a range query over the time range, and as an instant query at its end. */
export function QueryPage({ info, state, change }: Props): ReactElement {
  const expr = state.expr ?? "";
  const dashboard = useMemo(() => {
    const whole = queryDashboard(expr);
    return expr === "" ? { ...whole, panels: [] } : whole;
  }, [expr]);
  useEffect(() => {
    document.title = `Query · ${info.environment}`;
  }, [info.environment]);
  return <Shows dashboard={dashboard} info={info} state={state} change={change} above={<Form expr={expr} change={change} />} />;
}
