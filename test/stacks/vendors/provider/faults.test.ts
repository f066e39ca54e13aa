import { clientOf } from "./client";
import { startBetterStack } from "./fakes/betterstack";

const monitor = { url: "https://shop.example/health", pronounceable_name: "shop" };
const path = "/api/v2/monitors";

describe("the faults of simulated vendors", () => {
  it("can lose a response after the request took effect, so that the object exists but the client gets an error", async () => {
    const stack = await startBetterStack();
    stack.faults.add({ kind: "drop", when: "after" }, { method: "POST" });
    await expect(clientOf(stack)("POST", path, monitor)).rejects.toThrow("fetch failed");
    expect(stack.objects.monitors).toHaveLength(1);
    expect(stack.requests).toEqual([{ method: "POST", path, status: "dropped", body: monitor, leaked: false }]);
    await stack.stop();
  });

  it("can close the connection before the request takes effect, so that no object exists", async () => {
    const stack = await startBetterStack();
    stack.faults.add({ kind: "drop", when: "before" });
    await expect(clientOf(stack)("POST", path, monitor)).rejects.toThrow("fetch failed");
    expect(stack.objects.monitors).toEqual([]);
    expect((await clientOf(stack)("POST", path, monitor)).status).toBe(201);
    await stack.stop();
  });

  it.each([
    [429, "before", 0],
    [500, "before", 0],
    [503, "after", 1],
  ] as const)("can answer %i %s the request takes effect", async (status, when, made) => {
    const stack = await startBetterStack();
    stack.faults.add({ kind: "status", status, when, retryAfter: 2 });
    const got = await clientOf(stack)("POST", path, monitor);
    expect([got.status, got.headers.get("retry-after")]).toEqual([status, "2"]);
    expect(stack.objects.monitors).toHaveLength(made);
    await stack.stop();
  });

  it("affect only matching requests, and only the planned number of them", async () => {
    const stack = await startBetterStack();
    const send = clientOf(stack);
    stack.faults.add({ kind: "status", status: 500 }, { method: "GET", path: /heartbeats/, times: 2 });
    const seen: number[] = [];
    for (const [method, at] of [
      ["GET", path],
      ["GET", "/api/v2/heartbeats"],
      ["GET", "/api/v2/heartbeats"],
      ["GET", "/api/v2/heartbeats"],
    ] as const) {
      seen.push((await send(method, at)).status);
    }
    expect(seen).toEqual([200, 500, 500, 200]);
    expect(stack.faults.pending).toBe(0);
    await stack.stop();
  });

  it("can delay a response without changing it", async () => {
    const stack = await startBetterStack();
    stack.faults.add({ kind: "latency", ms: 50 });
    const begun = performance.now();
    expect((await clientOf(stack)("POST", path, monitor)).status).toBe(201);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(45);
    await stack.stop();
  });

  it("a simulated manual edit or removal takes effect, or throws if the object does not exist", async () => {
    const stack = await startBetterStack();
    const send = clientOf(stack);
    await send("POST", path, monitor);
    const id = stack.objects.monitors[0]?.id ?? "";
    stack.drift("monitors", id, { check_frequency: 600 });
    expect((await send("GET", `${path}/${id}`)).body).toMatchObject({ data: { attributes: { check_frequency: 600 } } });
    stack.remove("monitors", id);
    expect((await send("GET", `${path}/${id}`)).status).toBe(404);
    expect(() => stack.drift("monitors", "1", { paused: true })).toThrow("No object has the id 1");
    expect(() => stack.remove("monitors", "1")).toThrow("has the id 1");
    await stack.stop();
  });

  it("a token in the wrong place is reported, but the token itself is not recorded", async () => {
    const stack = await startBetterStack();
    await clientOf(stack)("GET", `${path}?token=${stack.token}`);
    expect(stack.requests).toEqual([expect.objectContaining({ leaked: true, path: `${path}?token=<token>` })]);
    await stack.stop();
  });
});
