import { statusText } from "../../../stacks/local/status";
import { addressOf, end, programsAt, serveAnswers } from "./support";

/** The status of a stack with nothing but a Prometheus that answers like this, and its address. */
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

describe("the status of Prometheus", () => {
  // What Prometheus 3.5 answers when it was built from its module.
  const error = "Error opening React index.html: open static/mantine-ui/index.html: no such file or directory";

  it("names its address where it has a web page", async () => {
    const [text, address] = await statusOf({ "/-/ready": [200, "ready"], "/query": [200, "<html></html>"] });
    expect(text).toContain(` ${address} `);
    expect(text).not.toContain("web page");
  });

  it("names the API and no address to open where it has none", async () => {
    const [text, address] = await statusOf({ "/-/ready": [200, "ready"], "/query": [500, error] });
    expect(text).toContain(`Prometheus has no web page in this build. It answers queries at http://${address}/api/v1/query?query=up`);
    expect(text).not.toContain(` ${address} `);
  });

  it("says nothing of a page while it is not ready", async () => {
    const [text, address] = await statusOf({ "/-/ready": [503, "starting"], "/query": [503, "starting"] });
    expect(text).toContain(` ${address} `);
    expect(text).not.toContain("web page");
  });
});
