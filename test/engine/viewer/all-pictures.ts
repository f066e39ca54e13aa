import { mkdirSync } from "node:fs";
import path from "node:path";
import { SpanKind } from "@opentelemetry/api";
import { SeverityNumber } from "@opentelemetry/api-logs";
import { Cleanup } from "../../exporters/contracts/recorder/harness/cleanup";
import { viewOf, withLocalStores } from "../../fixtures/catalogue";
import { storeAuthorization } from "../../support/pipeline/accounts";
import { startPipeline } from "../../support/pipeline/pipeline";
import { Sender } from "../../support/pipeline/sender";
import type { Source } from "../../../stacks/local/viewer/server/sources";
import { fixedStores } from "./fixed-stores";
import { dashboardUid } from "../../../exporters/model/naming";
import { sceneOf } from "./scenes";
import { dashboardsOf, pictures, stage } from "./stage";
import { visit } from "./visits";

/** Widths of the window in pixels: a laptop, a large screen and a phone. */
const widths = [1400, 1920, 390];

/** Sends the spans and log lines of eight slow requests or jobs of a service. Every second request or job fails. */
async function work(otlp: string, { environment = "", system = "", service = "" }: Readonly<Record<string, string>>): Promise<void> {
  const sender = new Sender(otlp, service, { "deployment.environment.name": environment }, system);
  for (let count = 0; count < 8; count++) {
    const [failed, kind] = [count % 2 === 0, service.includes("worker") ? SpanKind.CONSUMER : SpanKind.SERVER];
    const { context } = sender.span("POST /api/v1/orders/:id/items", kind, { failed, milliseconds: 1500 + count * 100 });
    sender.line(failed ? "payment provider refused the order: card expired" : "order accepted", {
      context,
      severity: failed ? SeverityNumber.ERROR : SeverityNumber.INFO,
    });
  }
  await sender.stop();
}

/** Draws all dashboards of an environment in two themes and in the widths `only`, for people to look at. */
async function main(environment: string, only: readonly number[]): Promise<void> {
  const cleanup = new Cleanup();
  try {
    const scene = sceneOf(environment);
    await using on = await stage(scene);
    await using fixed = await fixedStores(on.to);
    const { otlp, logs, traces } = await startPipeline({ cleanup, view: withLocalStores(viewOf("local")) });
    for (const id of ["http", "queues"]) await work(otlp, scene.subject(dashboardUid(id)).values);
    const stores: Source[] = [
      { uid: "victoria-logs", type: "victoria-logs", url: logs, authorization: storeAuthorization },
      { uid: "jaeger", type: "jaeger", url: traces, authorization: storeAuthorization },
      { uid: "loki", type: "loki", url: fixed.url },
      { uid: "tempo", type: "tempo", url: fixed.url },
    ];
    await using viewer = await on.view(undefined, [on.source, ...stores]);
    const folder = path.join(pictures, environment);
    mkdirSync(folder, { recursive: true });
    const pages = dashboardsOf(environment).map(({ uid }) => uid);
    const visits = pages.flatMap((uid) =>
      only.flatMap((width) =>
        (["dark", "light"] as const).map((theme) => ({
          // The logs and traces are sent after `on.to`, so the time range ends five minutes after `on.to`.
          path: `/d/${uid}?from=${(on.to - 3600) * 1000}&to=${(on.to + 300) * 1000}&refresh=`,
          width,
          height: width < 769 ? 14_000 : 6000,
          now: on.to * 1000,
          picture: path.join(folder, `${uid}-${width}-${theme}.png`),
          // The page opens in the dark theme.
          actions: theme === "light" ? [{ do: "click", selector: ".v-theme" }] : [],
        })),
      ),
    );
    for (const { path: page, theme, contentWidth, panels, messages, failed } of await visit(on.chromium, viewer.url, visits)) {
      const bad = panels.filter(({ state }) => state !== "drawn").map(({ title, state, reason }) => `${title}: ${state}, ${reason ?? ""}`);
      console.log([page.split("?")[0], contentWidth, theme, ...bad, ...messages, ...failed].join("\n  "));
    }
  } finally {
    await cleanup.run();
  }
}

const [environment = "local", ...only] = process.argv.slice(2);
main(environment, only.length > 0 ? only.map(Number) : widths).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
