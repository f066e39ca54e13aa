const attributes = (values) =>
  Object.entries(values).map(([key, value]) => ({
    key,
    value: typeof value === "number" ? { doubleValue: value } : { stringValue: String(value) },
  }));
const known = sessionStorage.getItem("telemetry-session");
const session = known ?? crypto.randomUUID();
sessionStorage.setItem("telemetry-session", session);

const waiting = [];
const record = (eventName, severityNumber, text, values = {}) =>
  waiting.push({
    timeUnixNano: `${Date.now()}000000`,
    eventName,
    severityNumber,
    body: { stringValue: text },
    attributes: attributes({ "session.id": session, "url.path": location.pathname, ...values }),
  });
const send = () => {
  if (waiting.length === 0) return;
  const scopeLogs = [{ logRecords: waiting.splice(0) }];
  const resource = { attributes: attributes({ "service.name": service }) };
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const body = JSON.stringify({ resourceLogs: [{ resource, scopeLogs }] });
  fetch(`${endpoint}/v1/logs`, { method: "POST", keepalive: true, headers, body }).catch(() => undefined);
};

if (known === null) record("session.start", 9, "session started");
record("browser.page_view", 9, "page opened", { failed: 0 });
let errors = 0;
const report = (error, text) => {
  const stack = String(error?.stack ?? "").slice(0, 4000);
  // The code of browser extensions is not the page's, and this notice of ResizeObserver has no effect.
  if (/-extension:\/\//.test(stack) || text.startsWith("ResizeObserver loop")) return;
  if (++errors > 20) return;
  // The first error of a page makes the page view a failed one.
  const first = errors === 1 ? { failed: 1 } : {};
  const exception = { "exception.type": error?.name ?? "Error", "exception.message": text, "exception.stacktrace": stack };
  record("exception", 17, text, { ...exception, ...first });
};
addEventListener("error", ({ error, message }) => report(error, message));
addEventListener("unhandledrejection", ({ reason }) => report(reason, String(reason?.message ?? reason)));

let largest;
let cls = 0;
let shift = { value: 0, first: 0, last: 0 };
const interactions = new Map();
const observe = (type, each, more = {}) =>
  new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true, ...more });
observe("largest-contentful-paint", ({ startTime }) => (largest = startTime));
observe("layout-shift", ({ value, hadRecentInput, startTime }) => {
  if (hadRecentInput) return;
  const together = startTime - shift.last < 1000 && startTime - shift.first < 5000;
  shift = together ? { value: shift.value + value, first: shift.first, last: startTime } : { value, first: startTime, last: startTime };
  cls = Math.max(cls, shift.value);
});
const interaction = ({ interactionId, duration }) => {
  if (interactionId) interactions.set(interactionId, Math.max(duration, interactions.get(interactionId) ?? 0));
};
observe("event", interaction, { durationThreshold: 16 });

let active = 0;
let counted = performance.now();
let input = counted;
for (const type of ["pointerdown", "pointermove", "keydown", "scroll"])
  addEventListener(type, () => (input = performance.now()), { capture: true, passive: true });
// Time counts while the page is visible, until five minutes after the last input.
const countActive = (visible, least) => {
  const now = performance.now();
  if (visible && now - input < 300_000) active += Math.min((now - counted) / 1000, 5);
  counted = now;
  if (active <= least) return;
  record("browser.active", 9, `active for ${active} s`, { seconds: active });
  active = 0;
};

let reported = false;
const vital = (name, value) => record("browser.web_vital", 9, `${name} ${value}`, { name, value });
addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "hidden") return countActive(false, 60);
  countActive(true, 0);
  if (!reported) {
    reported = true;
    if (largest !== undefined) vital("lcp", largest / 1000);
    vital("cls", cls);
    // The longest interaction, or on pages with many interactions the 98th percentile.
    const durations = [...interactions.values()].sort((a, b) => b - a);
    if (durations.length > 0) vital("inp", durations[Math.floor(durations.length / 50)] / 1000);
  }
  send();
});
setInterval(() => {
  countActive(document.visibilityState === "visible", 60);
  send();
}, 5000);
