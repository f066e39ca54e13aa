import { mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { yamlFile } from "../../../exporters/emit";
import { blackboxArgs } from "../../../exporters/programs/blackbox-exporter";
import { blackboxConfig } from "../../../exporters/scrape/probes";
import { Cleanup } from "../../exporters/contracts/recorder/harness/cleanup";
import { start } from "../../exporters/contracts/recorder/harness/process";
import { freePort } from "../../support/free-port";
import { shipped } from "../../support/shipped";
import { describeWith } from "../../support/tools";
import { text } from "../../support/until";

/** The body of the site builder's `/healthz` while everything is connected, from the requirement SB-9. */
const healthy = { status: "ok", uptimeSeconds: 23900, postgres: "connected", redis: "connected" };

/** The body of the trading journal's `/api/health` from the requirement TJ-7. */
const journal = { status: "ok", version: "1.4.2", services: { database: "ok", redis: "ok", qdrant: "ok" } };

describeWith("blackbox-exporter", "health checks that compare the body", (binary) => {
  let body: unknown = healthy;
  let target = "";
  let blackbox = "";
  const cleanup = new Cleanup();

  beforeAll(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "health-body-"));
    cleanup.add(() => rm(folder, { recursive: true, force: true }));
    const config = path.join(folder, "blackbox.yml");
    writeFileSync(config, yamlFile("", "", blackboxConfig(shipped.view("production"))).content);
    const server = createServer((_, response) => response.setHeader("content-type", "application/json").end(JSON.stringify(body)));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    cleanup.add(
      () =>
        new Promise<void>((closed) => {
          server.close(() => {
            closed();
          });
        }),
    );
    target = `http://127.0.0.1:${(server.address() as AddressInfo).port}/healthz`;
    const port = await freePort();
    blackbox = `http://127.0.0.1:${port}`;
    const args = blackboxArgs.filter((arg) => !arg.startsWith("--config.file=")).map((arg) => arg.replace(":9115", `127.0.0.1:${port}`));
    await start(cleanup, "blackbox_exporter", binary, [`--config.file=${config}`, ...args], { ready: `${blackbox}/-/healthy` });
  });
  afterAll(() => cleanup.run());

  /** Whether blackbox_exporter accepts the body with a module of the committed catalogue. */
  async function accepts(module: string, response: unknown): Promise<boolean> {
    body = response;
    const said = await text(`${blackbox}/probe?module=${module}&target=${encodeURIComponent(target)}`);
    return /^probe_success 1$/m.test(said);
  }

  test.each(["site-builder-cms-health", "site-builder-sites-health"])("%s accepts a healthy body", async (module) => {
    expect(await accepts(module, healthy)).toBe(true);
  });

  test.each([
    ["PostgreSQL is not connected", { ...healthy, postgres: "disconnected" }],
    ["Redis is not connected", { ...healthy, redis: "disconnected" }],
    ["the status is degraded", { ...healthy, status: "degraded" }],
    ["the uptime is missing", { ...healthy, uptimeSeconds: undefined }],
    ["the body has no values", {}],
  ])("the editor's check fails if %s", async (_, response) => {
    expect(await accepts("site-builder-cms-health", response)).toBe(false);
  });

  test.each([
    ["is complete", journal, true],
    ["has no version", { ...journal, version: undefined }, false],
    ["does not name one of the servers", { ...journal, services: { database: "ok", redis: "ok" } }, false],
    ["names no servers", { ...journal, services: undefined }, false],
    ["has another status", { ...journal, status: "degraded" }, false],
  ])("the journal's check of a body that %s", async (_, response, accepted) => {
    expect(await accepts("trading-journal-web-health", response)).toBe(accepted);
  });
});
