import { imageMode, resolveBuilt, resolveUpstream, withLoader } from "../../../stacks/deploy/images";
import { UserError } from "../../../stacks/config/errors";

test("the image mode auto means built if an image of the stack was built, except the demo's image", () => {
  expect(imageMode("auto", undefined)).toBe("upstream");
  expect(imageMode("auto", { "demo-app": "sha256:1" })).toBe("upstream");
  expect(imageMode("auto", { prometheus: "sha256:1" })).toBe("built");
  expect(imageMode("upstream", { prometheus: "sha256:1" })).toBe("upstream");
});

test("an image that cannot be built is unavailable, unless it exists already", () => {
  const images = resolveBuilt(["prometheus", "grafana"], { prometheus: "sha256:1" });
  expect(images.unavailable).toEqual(["grafana"]);
  expect(images.resolved.get("prometheus")).toEqual({ reference: "sha256:1", version: "3.5.3", probe: "wget" });
  expect(resolveBuilt(["grafana"], { grafana: "sha256:2" }).unavailable).toEqual([]);
});

test("the error names buildable images that were not built", () => {
  expect(() => resolveBuilt(["prometheus", "otelcol", "jaeger"], { otelcol: "sha256:1" })).toThrow(
    new UserError('monitoring:images is "built", but these images are missing: prometheus, jaeger. Build them with `npm run supply`.'),
  );
});

test("upstream images are pinned to the digest of their tag", async () => {
  const asked: string[] = [];
  const digestOf = (reference: string) => {
    asked.push(reference);
    return Promise.resolve("sha256:d");
  };
  const images = await resolveUpstream(["prometheus", "demo-app"], { "demo-app": "sha256:1" }, digestOf);
  expect(asked).toEqual(["prom/prometheus:v3.5.3"]);
  expect([...images.resolved]).toEqual([
    ["prometheus", { reference: "prom/prometheus:v3.5.3@sha256:d", version: "3.5.3", probe: "wget" }],
    ["demo-app", { reference: "sha256:1", version: "0.1.0", probe: "wget" }],
  ]);
});

test("the demo's image is always built locally", async () => {
  await expect(resolveUpstream(["demo-app"], undefined, () => Promise.resolve(""))).rejects.toThrow(
    new UserError(
      "These images are missing, and no registry has them: demo-app. Build them with `npm run supply -- --only demo-app`; for a cluster, push them to a registry and set monitoring:imageReferences.",
    ),
  );
});

test("the loader image is the one that npm run supply names, or the newest shared layer", () => {
  const listing = JSON.stringify([
    { Id: "sha256:old", Created: 1 },
    { Id: "sha256:new", Created: 2 },
  ]);
  expect(withLoader({ loader: "sha256:named" }, listing)).toEqual({ loader: "sha256:named" });
  expect(withLoader({ redis: "sha256:r" }, listing)).toEqual({ redis: "sha256:r", loader: "sha256:new" });
  expect(withLoader({ redis: "sha256:r" }, "[]")).toEqual({ redis: "sha256:r" });
});
