import { shopIn, type Bad } from "../support";

const at = "environments.production.destinations";
const inside = "which is the gateway itself or a program of the stack: write the full name of another host";

export const bad: Bad = {
  input: shopIn({
    destinations: [
      { name: "path", url: "https://otlp.example.com/v1/logs" },
      { name: "gateway", url: "http://otelcol:4318" },
      { name: "open", url: "http://otlp.example.com", secretHeaders: ["Authorization"] },
    ],
  }),
  lines: [
    `${at}[0].url: got "https://otlp.example.com/v1/logs"; the gateway appends the path: remove /v1/logs`,
    `${at}[1].url: got "http://otelcol:4318", ${inside}`,
    `${at}[2].url: got "http://otlp.example.com"; secretHeaders would be readable on the network: use https, or remove secretHeaders`,
  ],
};
