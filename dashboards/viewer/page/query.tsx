import { useEffect, useMemo, useState, type ReactElement } from "react";
import type { Dashboard } from "../model/dashboard";
import { languageOf, queryDashboard, type Language } from "../model/query-dashboard";
import { writeUrl, type PageState } from "../model/url";
import type { Change } from "./address";
import { Shows } from "./dashboard";
import { textOf, type ViewerInfo } from "./load";
import { Message } from "./message";

interface Props {
  readonly info: ViewerInfo;
  readonly state: PageState;
  readonly change: Change;
}

/** A data source that the page can query. */
interface Asked {
  readonly uid: string;
  readonly language: Language;
}

/** The input field for the expression. Enter runs the expression; Shift+Enter starts a new line. */
function Form(props: { readonly expr: string; readonly language: Language; readonly change: Change }): ReactElement {
  const { expr, language, change } = props;
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
        aria-label={`${language.name} expression`}
        placeholder={`${language.name}, for example ${language.example}`}
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

/** Links to the languages of all data sources that the page can query. Renders nothing for fewer than two data sources. */
function Languages(props: { readonly asked: readonly Asked[]; readonly uid: string; readonly state: PageState }): ReactElement | null {
  const { asked, uid, state } = props;
  if (asked.length < 2) return null;
  return (
    <nav className="v-others v-languages" aria-label="Languages">
      {asked.map((one) => (
        <a key={one.uid} href={writeUrl({ ...state, source: one.uid, expr: undefined })} aria-current={one.uid === uid || undefined}>
          {one.language.name}
        </a>
      ))}
    </nav>
  );
}

const noSource = "The viewer was started without a data source that it can query.";

/** Returns the dashboard of an expression. For an invalid expression, returns a dashboard without panels, and the error. */
function dashboardOf(expr: string, source: Asked): { readonly dashboard: Dashboard; readonly error?: string } {
  try {
    return { dashboard: queryDashboard(expr, source.language, source.uid) };
  } catch (error) {
    return { dashboard: queryDashboard("", source.language, source.uid), error: textOf(error) };
  }
}

function Asking({ asked, source, ...props }: Props & { readonly asked: readonly Asked[]; readonly source: Asked }): ReactElement {
  const { state, change } = props;
  const expr = state.expr ?? "";
  const { dashboard, error } = useMemo(() => dashboardOf(expr, source), [expr, source]);
  const above = (
    <>
      <Languages asked={asked} uid={source.uid} state={state} />
      <Form expr={expr} language={source.language} change={change} />
      {error !== undefined && (
        <div data-query-error="true">
          <Message kind="error" text={error} />
        </div>
      )}
    </>
  );
  return <Shows dashboard={dashboard} {...props} above={above} />;
}

/** Runs an expression in the language of a data source, and shows series, log lines or traces. */
export function QueryPage(props: Props): ReactElement {
  const { info, state } = props;
  const asked = useMemo(
    () =>
      info.sources.flatMap(({ uid, type }): Asked[] => {
        const language = languageOf(type);
        return language === undefined ? [] : [{ uid, language }];
      }),
    [info],
  );
  useEffect(() => {
    document.title = `Query · ${info.environment}`;
  }, [info.environment]);
  const source = asked.find(({ uid }) => uid === state.source) ?? asked[0];
  if (source === undefined) return <Message kind="error" text={noSource} />;
  return <Asking {...props} asked={asked} source={source} />;
}
