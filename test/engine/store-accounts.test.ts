import { send } from "../support/pipeline/send";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { viewOf, withLocalStores } from "../fixtures/catalogue";
import { storeAuthorization, storeLogin, secretValue } from "../support/pipeline/accounts";
import { startPipeline, type Pipeline } from "../support/pipeline/pipeline";
import { grpcSpans, spansRequest } from "../support/pipeline/raw";
import { storedLines, sumOf } from "../support/pipeline/stored";
import { text, until } from "../support/until";

const cleanup = new Cleanup();
const view = withLocalStores(viewOf("local"));
let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await startPipeline({ cleanup, view });
}, 600_000);
afterAll(() => cleanup.run(), 60_000);

const basic = (account: string): string => `Basic ${Buffer.from(account).toString("base64")}`;
const refusedLogins = ["", basic("monitoring:"), basic("monitoring:wrong"), basic("other:wrong"), "Bearer wrong"];
const loginOf = (authorization: string): RequestInit => (authorization === "" ? {} : { headers: { authorization } });

/** The status of a request with each of the refused logins, and with the right one. */
async function statuses(url: string, init: RequestInit = {}): Promise<{ refused: number[]; accepted: number }> {
  const status = async (login: RequestInit): Promise<number> => {
    const answer = await fetch(url, { ...init, headers: { ...init.headers, ...login.headers } });
    await answer.text();
    return answer.status;
  };
  const refused: number[] = [];
  for (const each of refusedLogins) refused.push(await status(loginOf(each)));
  return { refused, accepted: await status(storeLogin) };
}

const refused = refusedLogins.map(() => 401);

it("VictoriaLogs refuses reads, writes, deletions and metrics without the password, and only its health check is open", async () => {
  const body = JSON.stringify({ _msg: "forged", service: "orders" });
  for (const path of ["/select/logsql/query?query=*", "/metrics", "/flags", "/select/vmui/", "/delete/run_task", "/internal/force_flush"])
    expect({ path, ...(await statuses(`${pipeline.logs}${path}`)) }).toMatchObject({ path, refused });
  expect(await statuses(`${pipeline.logs}/select/logsql/query?query=*`)).toEqual({ refused, accepted: 200 });
  expect(await statuses(`${pipeline.logs}/metrics`)).toEqual({ refused, accepted: 200 });
  expect(await statuses(`${pipeline.logs}/insert/jsonline`, { method: "POST", body })).toEqual({ refused, accepted: 200 });
  await until("the accepted line", async () => ((await storedLines(pipeline.logs, "_time:1h forged")).length > 0 ? true : undefined));
  expect(await storedLines(pipeline.logs, "_time:1h forged")).toHaveLength(1);
  expect((await fetch(`${pipeline.logs}/health`)).status).toBe(200);
  const flags = await text(`${pipeline.logs}/flags`, storeLogin);
  expect(flags).toContain("httpAuth.password");
  expect(flags).not.toContain(secretValue("victoria-logs-password"));
});

it("Jaeger refuses queries and spans without the password", async () => {
  for (const path of ["/api/services", "/api/traces?service=orders", "/api/v3/services", "/"])
    expect({ path, ...(await statuses(`${pipeline.traces}${path}`)) }).toMatchObject({ path, refused });
  expect((await statuses(`${pipeline.traces}/api/services`)).accepted).toBe(200);
  const spans = spansRequest("forged", Buffer.from("forged"));
  for (const each of refusedLogins) expect(await grpcSpans(pipeline.spans, spans, each)).toBe(16);
  const services = async (): Promise<string[]> =>
    (JSON.parse(await text(`${pipeline.traces}/api/services`, storeLogin)) as { data: string[] | null }).data ?? [];
  expect(await services()).not.toContain("forged");
  expect(await grpcSpans(pipeline.spans, spans, storeAuthorization)).toBe(0);
  await until("the accepted span", async () => ((await services()).includes("forged") ? true : undefined));
});

it("the gateway delivers logs and traces with the password", async () => {
  const [id = ""] = await send("request", pipeline.otlp);
  await until("the line", async () => ((await storedLines(pipeline.logs, `trace_id:=${id}`)).length > 0 ? true : undefined));
  await until("the trace", async () => ((await fetch(`${pipeline.traces}/api/traces/${id}`, storeLogin)).ok ? true : undefined));
});

it("a gateway with a wrong password counts what the stores refuse, and answers its senders", async () => {
  const secret = (key: string): string => (key.startsWith("otlp-") ? secretValue(key) : "wrong");
  const wrong = await startPipeline({ cleanup, view, secret });
  await send("request", wrong.otlp);
  for (const signal of ["log_records", "spans"])
    await until(`failed ${signal}`, async () =>
      sumOf(await text(wrong.metrics.gateway), `otelcol_exporter_send_failed_${signal}`) > 0 ? true : undefined,
    );
  expect(await storedLines(wrong.logs, "_time:1h *")).toEqual([]);
}, 120_000);
