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
let errors = 0;
const report = (error, text) => {
  if (++errors > 20) return;
  const stack = String(error?.stack ?? "").slice(0, 4000);
  record("exception", 17, text, { "exception.type": error?.name ?? "Error", "exception.message": text, "exception.stacktrace": stack });
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

let reported = false;
const vital = (name, value) => record("browser.web_vital", 9, `${name} ${value}`, { name, value });
addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "hidden") return;
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
setInterval(send, 5000);
