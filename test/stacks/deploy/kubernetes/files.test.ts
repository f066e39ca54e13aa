import { UserError } from "../../../../stacks/config/errors";
import { configFolders, mostBytes } from "../../../../stacks/deploy/kubernetes/files";
import { shop } from "../../support/kubernetes";

const withFiles = (...sets: { folder: string; files: Record<string, string> }[]) => ({ ...shop, files: sets });

test("files in subfolders keep their path when they are mounted, but ConfigMap keys contain no path", () => {
  const [folder] = configFolders(shop);
  expect(folder).toMatchObject({ volume: "files-0", folder: "/etc/shop" });
  expect(folder?.parts).toEqual([
    {
      logicalName: "shop-files",
      name: expect.stringMatching(/^shop-files-[0-9a-f]{12}$/) as string,
      data: { "a.x.yml": "x\n", "b.yml": "b\n" },
      items: [
        { key: "a.x.yml", path: "a/x.yml" },
        { key: "b.yml", path: "b.yml" },
      ],
    },
  ]);
});

test("a change of one byte changes the ConfigMap's name, and a change of the files' order does not", () => {
  const name = (files: Record<string, string>) => configFolders(withFiles({ folder: "/etc/shop", files }))[0]?.parts[0]?.name;
  expect(name({ "b.yml": "b\n", "a/x.yml": "x\n" })).toBe(name({ "a/x.yml": "x\n", "b.yml": "b\n" }));
  expect(name({ "b.yml": "b \n", "a/x.yml": "x\n" })).not.toBe(name({ "a/x.yml": "x\n", "b.yml": "b\n" }));
});

test("each folder becomes a ConfigMap, and files for Kubernetes only become an additional one", () => {
  const workload = {
    ...withFiles({ folder: "/etc/grafana/provisioning", files: { a: "1" } }, { folder: "/etc/grafana/dashboards", files: { b: "2" } }),
    kubernetes: { ...shop.kubernetes, files: [{ folder: "/etc/discovery", files: { c: "3" } }] },
  };
  expect(configFolders(workload).map(({ volume, folder, parts }) => [volume, folder, parts.map(({ logicalName }) => logicalName)])).toEqual(
    [
      ["files-0", "/etc/grafana/provisioning", ["shop-provisioning"]],
      ["files-1", "/etc/grafana/dashboards", ["shop-dashboards"]],
      ["files-2", "/etc/discovery", ["shop-discovery"]],
    ],
  );
});

test("files that are too large for one ConfigMap are split over several, and mounted in the same folder", () => {
  const large = "x".repeat(mostBytes * 0.6);
  const [folder] = configFolders(withFiles({ folder: "/etc/shop", files: { a: large, b: large, c: "small" } }));
  expect(folder?.parts.map(({ logicalName, items }) => [logicalName, items.map(({ path }) => path)])).toEqual([
    ["shop-files", ["a"]],
    ["shop-files-2", ["b", "c"]],
  ]);
  for (const { data } of folder?.parts ?? []) expect(Buffer.byteLength(Object.values(data).join(""))).toBeLessThanOrEqual(mostBytes);
});

test("a file that is too large for a ConfigMap is refused", () => {
  expect(() => configFolders(withFiles({ folder: "/etc/shop", files: { "rules/x.yml": "ä".repeat(600_000) } }))).toThrow(
    new UserError(
      "shop: rules/x.yml has 1200000 bytes, but a ConfigMap holds at most 1000000. Make it smaller: monitor fewer systems in this environment, or split them over two environments (exporters/catalogue/environments.ts).",
    ),
  );
});

test("two files with the same key are refused", () => {
  expect(() => configFolders(withFiles({ folder: "/etc/shop", files: { "a/x": "1", "a.x": "2" } }))).toThrow(
    new UserError('shop: two files in /etc/shop have the same ConfigMap key a.x, because keys cannot contain "/". Rename one.'),
  );
});
