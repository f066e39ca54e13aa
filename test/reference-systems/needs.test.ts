import { cases } from "./cases";
import { exists } from "./lookups";
import { needs } from "./needs";
import { rowIds, type RowId } from "./rows";

const rows = rowIds.map((id) => ({ id, ...needs[id] }));
const met = rows.filter((row) => row.missing === undefined);
const open = rows.filter((row) => row.missing !== undefined);

afterAll(() => {
  const lines = [
    `Needs: ${met.length} met, ${open.length} open`,
    `  met   ${met.map(({ id }) => id).join(" ")}`,
    ...open.map(({ id, missing = "" }) => `  open  ${id.padEnd(5)} ${missing}`),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
});

test("the list contains every required need exactly once", () => {
  expect(Object.keys(needs).sort()).toEqual([...rowIds].sort());
});

test.each(rows)("$id: all rendered objects and tests that the need lists exist", ({ by }) => {
  expect(by.filter((evidence) => !exists(evidence))).toEqual([]);
});

test("every met need has a test that starts with raw input and ends at a notification, panel or plan", () => {
  const tested = new Set<RowId>(cases.flatMap((one) => one.needs));
  expect(met.filter(({ id }) => !tested.has(id)).map(({ id }) => id)).toEqual([]);
});

test("every open need says in sentences what is missing", () => {
  expect(open.filter(({ missing = "" }) => !/^[A-Z].*[^.]\.$/.test(missing))).toEqual([]);
});

test.each([
  "service:tenant-ai/unknown",
  "threshold:tenant-ai/api/poolUsed/critical=96%",
  "threshold:tenant-ai/api/latencyP95/critical=2s",
  "uptime:tenant-ai/api/nothing",
  "sentry:tenant-ai/redis",
  "rule:NoSuchAlert",
  "record:no:such:series",
  "action:ProbeFailed=scale",
  "wait:ProbeFailed/critical=1m",
  "status:eight-services/frontend/health=500",
  "body:site-builder/cms/health=mongodb",
  "component:unknown",
  "proof:NoSuchAlert.critical",
  "target:tenant-ai/unknown",
  "target:trading-journal/web",
  "pushed:trading-journal/unknown",
  "pushed:tenant-ai/api",
  "discovery:docker-labels",
  "operator:ServiceMonitor/unknown",
  "probe:tenant-ai/api/nothing",
  "route:unknown-critical",
  "receiver:unknown-critical",
  "dashboard:nothing",
  "panel:nothing/Nothing",
  "operations:NoSuchAlert",
  "test:engine/nothing#comes up",
  "test:engine/kubernetes#no such title",
  "project:tenant-ai/redis",
  "issues:trading-journal/web/critical=carrier-pigeon",
  "sample:site-builder/cms=0.5",
  "outside:tenant-ai/api/nothing",
  "page:tenant-ai/api/nothing",
  "plans:nowhere",
  "test:engine/nothing",
] as const)("the lookup does not find %s, which does not exist", (evidence) => {
  expect(exists(evidence)).toBe(false);
});
