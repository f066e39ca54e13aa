import { storeRequest } from "../../../../stacks/commands/shell/logs";
import { storeLines, storePath } from "../../../../stacks/commands/shell/log-store";

const logged = { system: "shop", service: "web", environment: "production" };
const since = new Date("2026-01-31T12:00:00Z");
const parametersOf = (path: string): Record<string, string> => Object.fromEntries(new URL(path, "http://store").searchParams);

it("Loki is asked for the latest lines of the service, and for those with a text in any case", () => {
  const path = storePath("loki", logged, { since, tail: 50 });
  expect(path).toMatch(/^\/loki\/api\/v1\/query_range\?/);
  expect(parametersOf(path)).toEqual({
    query: '{service_namespace="shop",service_name="web",deployment_environment_name="production"}',
    start: "1769860800000000000",
    limit: "50",
    direction: "backward",
  });
  expect(parametersOf(storePath("loki", logged, { since, tail: 5, grep: 'a "b" (c' }))["query"]).toMatch(
    /\} \|~ "\(\?i\)a \\"b\\" \\\\\(c"$/,
  );
});

it("VictoriaLogs is asked for the same", () => {
  const path = storePath("victoria-logs", logged, { since, tail: 50, grep: "Err" });
  expect(path).toMatch(/^\/select\/logsql\/query\?/);
  expect(parametersOf(path)).toEqual({
    query: '{system="shop",service="web",environment="production"} ~"(?i)Err" | sort by (_time desc) limit 50 | fields _time, level, _msg',
    start: "2026-01-31T12:00:00.000Z",
  });
});

it("the lines of both stores are printed from the oldest to the newest, with their times", () => {
  const values = (...times: readonly string[]) => times.map((time) => [`${time}000000`, `line ${time}`]);
  const loki = JSON.stringify({
    data: { result: [{ values: values("1769860802000", "1769860800000") }, { values: values("1769860801000") }] },
  });
  expect(storeLines("loki", loki)).toEqual([
    "2026-01-31T12:00:00.000Z line 1769860800000",
    "2026-01-31T12:00:01.000Z line 1769860801000",
    "2026-01-31T12:00:02.000Z line 1769860802000",
  ]);
  const rows = [
    { _time: "2026-01-31T12:00:01Z", level: "error", _msg: "second" },
    { _time: "2026-01-31T12:00:00Z", _msg: "first" },
  ];
  expect(storeLines("victoria-logs", rows.map((row) => JSON.stringify(row)).join("\n"))).toEqual([
    "2026-01-31T12:00:00Z first",
    "2026-01-31T12:00:01Z error second",
  ]);
  expect(storeLines("victoria-logs", "")).toEqual([]);
});

it("the request to VictoriaLogs logs in, and no argument has the password or its file", () => {
  const reach = { about: "x", workload: "x", env: {} };
  expect(storeRequest("victoria-logs", reach, "/select?query=a")).toEqual([
    { ...reach, client: "victoria-logs" },
    ["victoria-logs", "/select?query=a"],
  ]);
  const [asked, command] = storeRequest("loki", reach, "/loki?query=a");
  expect([asked, command.at(-1)]).toEqual([reach, "http://127.0.0.1:3100/loki?query=a"]);
});

it("a response of another form is an error with its beginning", () => {
  expect(() => storeLines("loki", "<html>")).toThrow("loki did not return log lines: <html>");
  expect(() => storeLines("loki", "")).toThrow("the answer is empty");
});
