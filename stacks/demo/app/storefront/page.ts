import { prices } from "../prices/list";

const style = `
  body { font: 15px/1.4 system-ui, sans-serif; margin: 1.5rem auto; max-width: 40rem; padding: 0 1rem; color: #1c2430; background: #f6f7f9 }
  h1 { font-size: 1.3rem } table { border-collapse: collapse; width: 100%; background: #fff }
  td { text-align: left; padding: .45rem .6rem; border-bottom: 1px solid #e3e7ec } td:last-child { text-align: right }`;

/** What a page needs to send telemetry: the base URL, the token that browsers send, and the name of the service. */
export interface BrowserTelemetry {
  readonly endpoint: string;
  readonly token: string;
  readonly service: string;
}

/** Formats a string as JSON that can be part of a `<script>` element. */
const literal = (value: string): string => JSON.stringify(value).replaceAll("<", "\\u003c");

/** Defines the constants that `telemetry.js`, the script that sends telemetry, reads. */
const constants = (telemetry: BrowserTelemetry): string =>
  Object.entries(telemetry)
    .map(([name, value]: [string, string]) => `const ${name} = ${literal(value)};`)
    .join(" ");

/**
 * The page of the shop: the items with their prices, a button that makes the page slow, and a button that fails. The page sends Web Vitals,
 * errors and sessions.
 */
export const page = (telemetry: BrowserTelemetry): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Demo shop</title><link rel="icon" href="data:,"><style>${style}</style>
<script>${constants(telemetry)}</script><script src="/telemetry.js"></script></head>
<body><h1>Demo shop</h1>
<table>${Object.entries(prices)
  .map(([item, cents]) => `<tr><td>${item}</td><td>${(cents / 100).toFixed(2)}</td></tr>`)
  .join("")}</table>
<p><button id="slow">Recount the stock (blocks the page for 300 ms)</button> <button id="broken">Buy (throws an error)</button></p>
<script>
  document.getElementById("slow").onclick = () => { const end = performance.now() + 300; while (performance.now() < end); };
  document.getElementById("broken").onclick = () => { throw new TypeError("cart is undefined"); };
</script>
</body></html>
`;
