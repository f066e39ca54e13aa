import { z } from "zod";
import { startHealthchecks } from "./fakes/healthchecks";

const check = z.looseObject({ uuid: z.string(), ping_url: z.string(), update_url: z.string() });

/** Starts a simulated Healthchecks with one project. By default, `send` sends the project's API key in the header `X-Api-Key`. */
async function prepared(options: Parameters<typeof startHealthchecks>[0] = {}) {
  const project = await startHealthchecks(options);
  const send = async (method: string, path: string, body?: object, key = project.token) => {
    const answer = await fetch(path.startsWith("http") ? path : project.baseUrl + path, {
      method,
      headers: { "x-api-key": key },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
  };
  return { project, send };
}

describe("the simulated Healthchecks", () => {
  it("creates, reads, updates and removes a check, and counts its pings", async () => {
    const { project, send } = await prepared();
    const made = await send("POST", "/checks/", {
      name: "Dead man's switch",
      timeout: 300,
      grace: 60,
      tags: "shop production",
      channels: "*",
    });
    expect(made).toMatchObject({
      status: 201,
      body: { slug: "dead-mans-switch", timeout: 300, status: "new", channels: project.objects.checks[0]?.channels },
    });
    const { ping_url, update_url, uuid } = check.parse(made.body);
    expect((await fetch(ping_url)).status).toBe(200);
    expect(project.objects.checks).toEqual([expect.objectContaining({ id: uuid, n_pings: 1, status: "up" })]);
    await fetch(`${ping_url}/fail`, { method: "POST" });
    expect(await send("GET", update_url)).toMatchObject({ status: 200, body: { n_pings: 2, status: "down" } });
    expect(await send("POST", update_url, { schedule: "0 3 * * *", tz: "Europe/Berlin" })).toMatchObject({
      status: 200,
      body: { schedule: "0 3 * * *" },
    });
    expect((await send("GET", update_url)).body).not.toHaveProperty("timeout");
    expect((await send("GET", "/checks/?slug=dead-mans-switch")).body).toMatchObject({ checks: [{ uuid }] });
    expect((await send("POST", `${update_url}/pause`)).body).toMatchObject({ status: "paused" });
    expect((await send("DELETE", update_url)).status).toBe(200);
    expect((await send("DELETE", update_url)).status).toBe(404);
    await project.stop();
  });

  it("updates the check that `unique` finds, and creates a second check without `unique`", async () => {
    const { project, send } = await prepared();
    const body = { name: "x", slug: "x", timeout: 300 };
    await send("POST", "/checks/", body);
    expect((await send("POST", "/checks/", { ...body, timeout: 600, unique: ["slug"] })).status).toBe(200);
    expect(project.objects.checks).toEqual([expect.objectContaining({ timeout: 600 })]);
    expect((await send("POST", "/checks/", body)).status).toBe(201);
    expect(project.objects.checks).toHaveLength(2);
    await project.stop();
  });

  it.each<[string, object]>([
    ["an unknown field", { interval: 60 }],
    ["a timeout below a minute", { timeout: 10 }],
    ["an invalid schedule", { schedule: "daily" }],
    ["an unknown time zone", { tz: "Mars/Olympus" }],
    ["an unknown channel", { channels: "x" }],
  ])("refuses %s", async (_, body) => {
    const { project, send } = await prepared();
    expect((await send("POST", "/checks/", { name: "x", ...body })).status).toBe(400);
    expect(project.objects.checks).toEqual([]);
    await project.stop();
  });

  it("limits the number of checks, and requires the key", async () => {
    const { project, send } = await prepared({ checks: 1 });
    expect((await send("POST", "/checks/", { name: "a" })).status).toBe(201);
    expect((await send("POST", "/checks/", { name: "b" })).status).toBe(403);
    expect((await send("GET", "/checks/", undefined, "wrong")).status).toBe(401);
    expect(JSON.stringify(project.requests)).not.toContain(project.token);
    await project.stop();
  });
});
