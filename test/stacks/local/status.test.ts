import { statusText } from "../../../stacks/local/status";
import { addressOf, end, programsAt, serveAnswers } from "./support";

/** The status of a stack whose only program is a simulated Prometheus with these responses, and the address of this Prometheus. */
async function statusOf(answers: Parameters<typeof serveAnswers>[0]): Promise<readonly [text: string, address: string]> {
  const server = await serveAnswers({
    "/api/v1/targets": [200, { data: { activeTargets: [] } }],
    "/api/v1/alerts": [200, { data: { alerts: [] } }],
    ...answers,
  });
  try {
    const address = addressOf(server);
    return [await statusText(programsAt({ prometheus: address })), address];
  } finally {
    await end(server);
  }
}

describe("the lines about targets and alerts in npm run status", () => {
  it("say that Prometheus does not respond only if it has an address", async () => {
    const server = await serveAnswers({});
    const address = addressOf(server);
    await end(server);
    expect(await statusText(programsAt({ prometheus: address }))).toContain("Prometheus does not respond: targets and alerts are unknown.");
    const unpublished = await statusText(programsAt({}));
    expect(unpublished).toContain(
      "Prometheus is not published on this machine: targets and alerts are unknown. Set monitoring:ports.prometheus",
    );
    expect(unpublished).not.toContain("does not respond");
  });
});

describe("the line about Prometheus in npm run status", () => {
  // The response to `/query` with status 500, from Prometheus 3.5 built from its Go module. This module has no web UI.
  const error = "Error opening React index.html: open static/mantine-ui/index.html: no such file or directory";

  it("shows the address if Prometheus has a web UI", async () => {
    const [text, address] = await statusOf({ "/-/ready": [200, "ready"], "/query": [200, "<html></html>"] });
    expect(text).toContain(` ${address} `);
    expect(text).not.toContain("web UI");
  });

  it("shows only the API if Prometheus has no web UI", async () => {
    const [text, address] = await statusOf({ "/-/ready": [200, "ready"], "/query": [500, error] });
    expect(text).toContain(`Prometheus has no web UI in this build. It answers queries at http://${address}/api/v1/query?query=up`);
    expect(text).not.toContain(` ${address} `);
  });

  it("does not mention a web UI while Prometheus is not ready", async () => {
    const [text, address] = await statusOf({ "/-/ready": [503, "starting"], "/query": [503, "starting"] });
    expect(text).toContain(` ${address} `);
    expect(text).not.toContain("web UI");
  });
});
