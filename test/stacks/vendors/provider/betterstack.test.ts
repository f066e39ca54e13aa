import { z } from "zod";
import { clientOf, read } from "./client";
import { startBetterStack } from "./fakes/betterstack";

const single = z.object({ data: z.object({ id: z.string(), type: z.string(), attributes: z.record(z.string(), z.unknown()) }) });
const listed = z.object({ data: z.array(z.looseObject({ id: z.string() })), pagination: z.looseObject({ next: z.string().nullable() }) });
const monitor = { monitor_type: "status", url: "https://shop.example/health", pronounceable_name: "shop" };

describe("the simulated Better Stack", () => {
  it("creates, reads, updates and removes a monitor in the format of JSON:API", async () => {
    const stack = await startBetterStack();
    const send = clientOf(stack);
    const made = await send("POST", "/api/v2/monitors", { ...monitor, http_method: "HEAD" });
    const { data } = read(single, made);
    expect([made.status, data.type]).toEqual([201, "monitor"]);
    expect(data.attributes).toMatchObject({ ...monitor, http_method: "head", check_frequency: 180, regions: ["us", "eu", "as", "au"] });
    const path = `/api/v2/monitors/${data.id}`;
    expect((await send("GET", path)).body).toEqual(made.body);
    const changed = read(single, await send("PATCH", path, { paused: true }));
    expect(changed.data.attributes).toMatchObject({ ...monitor, paused: true, status: "paused" });
    expect(read(listed, await send("GET", "/api/v2/monitors")).data.map(({ id }) => id)).toEqual([data.id]);
    expect((await send("DELETE", path)).status).toBe(204);
    expect((await send("DELETE", path)).status).toBe(404);
    await stack.stop();
  });

  it("adds headers to the existing ones, and removes headers by id", async () => {
    const stack = await startBetterStack();
    const send = clientOf(stack);
    const headers = z.object({
      data: z.object({
        id: z.string(),
        attributes: z.looseObject({ request_headers: z.array(z.object({ id: z.string(), name: z.string() })) }),
      }),
    });
    const made = read(headers, await send("POST", "/api/v2/monitors", { ...monitor, request_headers: [{ name: "a", value: "1" }] })).data;
    const path = `/api/v2/monitors/${made.id}`;
    const both = read(headers, await send("PATCH", path, { request_headers: [{ name: "b", value: "2" }] })).data.attributes.request_headers;
    expect(both.map(({ name }) => name)).toEqual(["a", "b"]);
    const left = read(headers, await send("PATCH", path, { request_headers: [{ id: both[0]?.id, _destroy: true }] })).data.attributes
      .request_headers;
    expect(left.map(({ name }) => name)).toEqual(["b"]);
    await stack.stop();
  });

  it.each<[string, string, object, number, string]>([
    ["an unknown field", "monitors", { ...monitor, interval: 60 }, 400, "interval"],
    ["no address", "monitors", { monitor_type: "status" }, 422, "url"],
    ["an unknown type", "monitors", { ...monitor, monitor_type: "web" }, 422, "monitor_type"],
    ["a keyword monitor without a keyword", "monitors", { ...monitor, monitor_type: "keyword" }, 422, "required_keyword"],
    ["an interval below the plan's minimum", "monitors", { ...monitor, check_frequency: 30 }, 422, "check_frequency"],
    ["an unsupported timeout", "monitors", { ...monitor, request_timeout: 7 }, 422, "request_timeout"],
    ["a period below 30", "heartbeats", { name: "x", period: 10, grace: 0 }, 422, "period"],
    ["a page without an address", "status-pages", { company_name: "Acme", subdomain: "acme" }, 422, "company_url"],
  ])("refuses %s", async (_, kind, body, status, field) => {
    const stack = await startBetterStack();
    const got = await clientOf(stack)("POST", `/api/v2/${kind}`, body);
    expect([got.status, JSON.stringify(got.body)]).toEqual([status, expect.stringContaining(field)]);
    await stack.stop();
  });

  it("allows 10 monitors and heartbeats and 1 status page on the free plan, and returns lists in pages", async () => {
    const stack = await startBetterStack({ pageSize: 4 });
    const send = clientOf(stack);
    for (let count = 0; count < 9; count++) await send("POST", "/api/v2/monitors", monitor);
    expect((await send("POST", "/api/v2/heartbeats", { name: "x", period: 60, grace: 60 })).status).toBe(201);
    expect((await send("POST", "/api/v2/monitors", monitor)).status).toBe(403);
    const page = { company_name: "Acme", company_url: "https://acme.example", subdomain: "acme" };
    expect((await send("POST", "/api/v2/status-pages", page)).status).toBe(201);
    expect((await send("POST", "/api/v2/status-pages", page)).body).toEqual({ errors: { subdomain: ["has already been taken"] } });
    expect((await send("POST", "/api/v2/status-pages", { ...page, subdomain: "other" })).status).toBe(403);
    const ids: string[] = [];
    for (let next: string | null = `${stack.baseUrl}/monitors`; next !== null;) {
      const { data, pagination }: z.output<typeof listed> = read(listed, await send("GET", next.slice(stack.url.length)));
      ids.push(...data.map(({ id }) => id));
      next = pagination.next;
    }
    expect(new Set(ids).size).toBe(9);
    await stack.stop();
  });

  it("receives heartbeats at the address that it returned for the heartbeat", async () => {
    const stack = await startBetterStack();
    const made = read(single, await clientOf(stack)("POST", "/api/v2/heartbeats", { name: "invoice", period: 60, grace: 60 }));
    expect((await fetch(z.string().parse(made.data.attributes["url"]))).status).toBe(200);
    expect(stack.objects.heartbeats).toEqual([expect.objectContaining({ name: "invoice", status: "up" })]);
    await stack.stop();
  });

  it("stores a page's sections and lines, and removes them with the page", async () => {
    const stack = await startBetterStack();
    const send = clientOf(stack);
    const made = async (path: string, body: object): Promise<string> => read(single, await send("POST", `/api/v2/${path}`, body)).data.id;
    const page = await made("status-pages", { company_name: "Acme", company_url: "https://acme.example", subdomain: "acme" });
    const section = await made(`status-pages/${page}/sections`, { name: "Shop" });
    const watched = await made("monitors", monitor);
    const line = { status_page_section_id: Number(section), resource_id: Number(watched), resource_type: "Monitor", public_name: "Shop" };
    const path = `status-pages/${page}/resources`;
    const id = await made(path, line);
    expect((await send("POST", `/api/v2/${path}`, line)).status).toBe(422);
    expect((await send("POST", `/api/v2/${path}`, { ...line, resource_id: 1 })).status).toBe(422);
    expect((await send("POST", "/api/v2/status-pages/1/sections", { name: "x" })).status).toBe(404);
    expect(read(single, await send("PATCH", `/api/v2/${path}/${id}`, { widget_type: "plain" })).data.attributes).toMatchObject({
      widget_type: "plain",
      position: 0,
    });
    expect((await send("DELETE", `/api/v2/status-pages/${page}`)).status).toBe(204);
    expect([stack.objects.sections, stack.objects.resources]).toEqual([[], []]);
    await stack.stop();
  });
});
