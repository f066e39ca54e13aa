import { Component, useMemo, useRef, useState, type ReactElement, type ReactNode } from "react";
import type { Panel } from "../model/dashboard";
import { isDrawn, panelNotices, type Drawn } from "../model/notices";
import { useShared } from "./context";
import {
  DashboardCursorSync,
  LoadingState,
  PanelChrome,
  PanelContextProvider,
  useTheme2,
  type ConfigOverrideRule,
  type DataFrame,
  type PanelContext,
} from "./grafana";
import { Message } from "./message";
import { PanelMenu } from "./panel-menu";
import { Visual } from "./panels";
import { fieldConfigOf, sameStructure, styled } from "./pipeline";
import { hidden, toggled } from "./visibility";
import { usePanelData, type PanelData } from "./use-panel-data";
import { useSize } from "./use-size";

interface GuardProps {
  readonly children: ReactNode;
  readonly failed: (text: string) => ReactNode;
  /** The data to draw. After an error, new data makes the panel draw again. */
  readonly data: unknown;
}

/** Shows an error of the drawing code in the panel. Without this component, React would remove the whole page. */
class Guard extends Component<GuardProps, { readonly error?: string }> {
  override state: { readonly error?: string } = {};
  static getDerivedStateFromError = (error: unknown): { error: string } => ({
    error: error instanceof Error ? error.message : String(error),
  });
  override componentDidUpdate({ data }: GuardProps): void {
    if (data !== this.props.data && this.state.error !== undefined) this.setState({ error: undefined });
  }
  override render(): ReactNode {
    return this.state.error === undefined ? this.props.children : this.props.failed(this.state.error);
  }
}

/** HTML attributes from which tests and scripts read the state of a panel. */
const report = (state: string, reason?: string): Record<string, string> => ({
  "data-state": state,
  ...(reason === undefined ? {} : { "data-reason": reason }),
});

interface Inner {
  readonly panel: Panel;
  readonly type: Drawn;
  readonly data: PanelData;
  readonly width: number;
  readonly height: number;
  readonly extra: readonly ConfigOverrideRule[];
}

function Drawing({ panel, type, data, width, height, extra }: Inner): ReactElement {
  const theme = useTheme2();
  const fieldConfig = useMemo(() => fieldConfigOf(panel, type, extra), [panel, type, extra]);
  const frames = useMemo(() => styled(data.frames, type, fieldConfig, data.values, theme), [data, type, fieldConfig, theme]);
  const last = useRef<{ readonly frames: DataFrame[]; readonly rev: number }>({ frames: [], rev: 0 });
  if (last.current.frames !== frames)
    last.current = { frames, rev: sameStructure(last.current.frames, frames) ? last.current.rev : last.current.rev + 1 };
  const props = {
    panel,
    frames,
    exemplars: data.exemplars,
    structureRev: last.current.rev,
    fieldConfig,
    values: data.values,
    range: data.range,
    width,
    height,
  };
  return <Visual type={type} {...props} />;
}

/** Shows one panel with its title and menu. */
export function PanelView({ panel }: { readonly panel: Panel }): ReactElement {
  const shared = useShared();
  const { ref, size, near } = useSize();
  const inputs = { info: shared.info, panel, values: shared.values, range: shared.range, width: size.width, near };
  const { busy, ...data } = usePanelData(inputs);
  const [extra, setExtra] = useState<readonly ConfigOverrideRule[]>([]);
  const [queriesShown, showQueries] = useState(false);
  const notices = useMemo(() => panelNotices(panel), [panel]);
  const known = isDrawn(panel.type) ? panel.type : undefined;
  const context = useMemo<PanelContext>(
    () => ({
      eventsScope: "dashboard",
      eventBus: shared.bus,
      sync: () => DashboardCursorSync.Crosshair,
      onToggleSeriesVisibility: (label, mode) =>
        setExtra((before) => hidden(toggled(before, typeof label === "string" ? label : undefined, mode, data.frames))),
    }),
    [shared.bus, data.frames],
  );
  const isText = known === "text";
  const state = known === undefined ? "unsupported" : isText ? "drawn" : !near ? "waiting" : data.state;
  const body = (width: number, height: number): ReactNode => {
    if (queriesShown) return <pre className="v-queries">{data.queries.join("\n\n")}</pre>;
    if (known === undefined) return <Message kind="notice" text={notices.join(" ")} />;
    if (!isText && data.state === "error" && data.frames.length === 0)
      return <Message kind="error" text={data.reason ?? "The query failed."} />;
    if (!isText && data.state === "empty") return <Message kind="empty" text={data.reason ?? "No data."} />;
    if (data.state === "loading" && !isText) return null;
    const strip = notices.length > 0 ? 22 : 0;
    return (
      <>
        {strip > 0 && (
          <div className="v-notice-strip" title={notices.join("\n")}>
            {notices.join(" ")}
          </div>
        )}
        <Guard
          data={data.frames}
          failed={(text) => (
            <div {...report("error", text)}>
              <Message kind="error" text={`This panel cannot be drawn: ${text}`} />
            </div>
          )}
        >
          <Drawing panel={panel} type={known} data={data} width={width} height={height - strip} extra={extra} />
        </Guard>
      </>
    );
  };
  const reason = state === "unsupported" ? notices.join(" ") : isText ? undefined : data.reason;
  return (
    <section
      ref={ref}
      className="v-panel"
      aria-label={panel.title}
      data-panel-id={panel.id}
      data-busy={busy && near && !isText && known !== undefined ? "true" : "false"}
      {...report(state, reason)}
    >
      {size.width > 0 && (
        <PanelContextProvider value={context}>
          <PanelChrome
            width={size.width}
            height={size.height}
            title={panel.title}
            description={panel.description}
            displayMode={panel.transparent === true ? "transparent" : "default"}
            padding={known === "table" ? "none" : "md"}
            loadingState={busy && near && !isText ? LoadingState.Loading : LoadingState.Done}
            statusMessage={data.state === "error" ? data.reason : undefined}
            menu={() => <PanelMenu panel={panel} values={data.values} queriesShown={queriesShown} showQueries={showQueries} />}
          >
            {body}
          </PanelChrome>
        </PanelContextProvider>
      )}
    </section>
  );
}
