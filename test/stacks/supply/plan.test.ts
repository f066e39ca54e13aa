import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { distance } from "fastest-levenshtein";
import { engineAction, type EngineFacts } from "../../../stacks/supply/docker-engine";
import { originOf, ownDockerfile, sharedDockerfile, sharedLayerPackages } from "../../../stacks/supply/image-recipes";
import { images } from "../../../stacks/supply/image-table";
import { fresh, network, sentences } from "../../../stacks/supply/network";
import { entryOf, sourcesFor } from "../../../stacks/supply/plan";
import { parseNames } from "../../../stacks/supply/selection";
import { carries, unstableSources } from "../../../stacks/supply/sources/debian-names";
import { linkerFlags } from "../../../stacks/supply/sources/go";
import { isNewEnough } from "../../../stacks/supply/sources/toolchain";
import { clusterTools, tools } from "../../../stacks/supply/table";

describe("the sources of a tool", () => {
  const kinds = (name: keyof typeof tools, mode: "open" | "registries"): string[] => sourcesFor(tools[name], mode).map(({ kind }) => kind);

  test("are all available in an open network, with the fastest first", () => {
    expect(kinds("promtool", "open")).toEqual(["debian", "image", "go"]);
    expect(kinds("pulumi", "open")).toEqual(["release", "go"]);
  });

  test("are only packages and modules if only package registries answer", () => {
    expect(kinds("promtool", "registries")).toEqual(["debian", "go"]);
    expect(kinds("resource-docker", "registries")).toEqual(["go"]);
    expect(kinds("prometheus", "registries")).toEqual(["go"]);
  });

  test("have separate cache entries", () => {
    const [source] = sourcesFor(tools.promtool, "registries");
    expect(source && entryOf("promtool", tools.promtool, source)).toEqual({ kind: "debian", name: "promtool", version: "3.5.3" });
  });

  test("pass the values in the table to Go's linker", () => {
    expect(linkerFlags({ kind: "go", module: "m", program: ".", binary: "b", typicalSeconds: 1, set: { "main.Version": "1.2" } })).toBe(
      "-s -w -X main.Version=1.2",
    );
  });
});

describe("the version of a Debian package", () => {
  test.each([
    ["3.5.3+ds1-6", "3.5.3", true],
    ["5:8.0.6-3", "8", true],
    ["18.6-3", "18", true],
    ["0.19.1-1+b1", "0.19.1", true],
    ["24.22.2+dfsg+~cs24.19.2-1", "24", true],
    ["3.5.30-1", "3.5.3", false],
    ["3.5.4-1", "3.5.3", false],
    ["180.1-1", "18", false],
    ["3.5.3rc1-1", "3.5.3", false],
    ["", "3.5.3", false],
  ])("%s matches the pinned version %s: %s", (version, pinned, expected) => expect(carries(version, pinned)).toBe(expected));
});

describe("the machine's package sources", () => {
  const deb822 = [
    "# comment",
    "Types: deb deb-src",
    "URIs: http://archive.example/debian",
    "Suites: bookworm bookworm-updates",
    "Components: main contrib",
    "Signed-By: /usr/share/keyrings/debian.gpg",
    "",
    "Types: deb",
    "URIs: http://archive.example/security",
    "Suites: bookworm-security",
    "Components: main",
  ].join("\n");

  test("become Debian unstable's sources, without other suites", () => {
    expect(unstableSources([{ name: "debian.sources", text: deb822 }], "bookworm")).toEqual([
      "Types: deb\nURIs: http://archive.example/debian\nSuites: sid\nComponents: main\nSigned-By: /usr/share/keyrings/debian.gpg",
    ]);
  });

  test("can be one-line entries", () => {
    const text =
      "deb [arch=amd64 signed-by=/k.gpg] http://archive.example/debian trixie main\ndeb-src http://archive.example/debian trixie main\ndeb http://vendor.example/apt stable main\n";
    expect(unstableSources([{ name: "sources.list", text }], "trixie")).toEqual([
      "Types: deb\nURIs: http://archive.example/debian\nSuites: sid\nComponents: main\nSigned-By: /k.gpg",
    ]);
  });

  test("are ignored if they are disabled", () => {
    expect(unstableSources([{ name: "debian.sources", text: `Enabled: no\n${deb822.slice(10)}` }], "bookworm")).toEqual([]);
  });
});

describe("building an image", () => {
  test("uses the Debian package if it has the pinned version", () => {
    expect(originOf("redis-exporter", new Map([["prometheus-redis-exporter", "1.86.0-1"]]))).toEqual({
      debian: images["redis-exporter"].built?.debian,
    });
  });

  test("uses the Go module if Debian has a different version", () => {
    expect(originOf("redis-exporter", new Map([["prometheus-redis-exporter", "1.90.0-1"]]))).toEqual({ tool: "redis-exporter" });
  });

  test("is impossible if neither Debian nor a Go module has the pinned version", () => {
    expect(originOf("redis", new Map([["redis-server", "5:9.0-1"]]))).toBeUndefined();
    expect(originOf("grafana", new Map())).toBeUndefined();
  });

  test("writes a Dockerfile with the program, its user and its PATH", () => {
    const built = images.otelcol.built;
    expect(built && ownDockerfile("layer:1", built, { tool: "otelcol" }, "otelcol")).toBe(
      'FROM layer:1\nCOPY otelcol /usr/bin/otelcol\nUSER 10001:10001\nENTRYPOINT ["/usr/bin/otelcol"]\n',
    );
    const postgres = images.postgres.built;
    expect(postgres && ownDockerfile("layer:1", postgres, { debian: { package: "postgresql-18" } }, undefined)).toBe(
      "FROM layer:1\nENV PATH=/usr/lib/postgresql/18/bin:/usr/local/bin:/usr/bin:/bin\nUSER 999:999\n",
    );
  });

  test("starts from a layer with every data folder and its owner", () => {
    const text = sharedDockerfile("base:1", ["b", "a"]);
    expect(text).toContain("--no-install-recommends a b ");
    for (const [folder, user] of [
      ["/prometheus", "65534:65534"],
      ["/var/lib/otelcol", "10001:10001"],
      ["/victoria-logs-data", "10001:10001"],
      ["/badger", "10001:10001"],
      ["/var/lib/postgresql", "999:999"],
    ] as const)
      expect(text).toContain(`chown ${user} ${folder}`);
  });

  test("installs each package once, in the shared layer", () => {
    const origin = { debian: { package: "redis-server" } };
    expect(sharedLayerPackages([origin, origin, { tool: "otelcol" }])).toEqual([
      "busybox-static",
      "ca-certificates",
      "redis-server",
      "tzdata",
    ]);
  });
});

describe("the check of the network", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "supply-network-"));
    delete process.env["MONITORING_NETWORK"];
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
    delete process.env["MONITORING_NETWORK"];
  });
  const answering = (calls: string[], failing: string) => (_: string, args: readonly string[]) => {
    calls.push(args[0] ?? "");
    return args[0] === failing ? Promise.reject(new Error("no")) : Promise.resolve("");
  };

  test("finds an open network if an image can be pulled, and remembers the result", async () => {
    const calls: string[] = [];
    expect(await network(root, { execute: answering(calls, "none") })).toEqual({ mode: "open", sentence: sentences.open });
    await network(root, { execute: answering(calls, "none") });
    expect(calls).toEqual(["version", "pull"]);
  });

  test("finds only package registries if no image can be pulled", async () => {
    expect((await network(root, { execute: answering([], "pull") })).mode).toBe("registries");
  });

  test("runs again if Docker did not answer", async () => {
    await network(root, { execute: answering([], "version") });
    expect((await network(root, { execute: answering([], "none") })).mode).toBe("open");
  });

  test("is replaced by the value of MONITORING_NETWORK", async () => {
    process.env["MONITORING_NETWORK"] = "registries";
    expect((await network(root, { execute: answering([], "none") })).mode).toBe("registries");
    process.env["MONITORING_NETWORK"] = "closed";
    await expect(network(root)).rejects.toThrow('MONITORING_NETWORK: got "closed"; expected open or registries.');
  });

  test("forgets its result after some hours", () => {
    expect(fresh({ mode: "open", at: 0 }, 3_600_000)).toBe("open");
    expect(fresh({ mode: "open", at: 0 }, 7 * 3_600_000)).toBeUndefined();
    expect(fresh({ mode: "other", at: 0 }, 1)).toBeUndefined();
    expect(fresh("text", 1)).toBeUndefined();
  });
});

describe("Docker that does not answer", () => {
  const facts: EngineFacts = { output: "", installed: true, root: true, debian: true, systemd: false, dockerHost: undefined };
  test("is started if the user is root on Debian, and installed first if it is missing", () => {
    expect(engineAction(facts)).toEqual({ do: "start" });
    expect(engineAction({ ...facts, installed: false })).toEqual({ do: "install-and-start" });
  });

  test("is only installed, and no daemon is started on this machine, if DOCKER_HOST names another one", () => {
    expect(engineAction({ ...facts, installed: false, dockerHost: "tcp://elsewhere:2375" })).toEqual({ do: "install" });
  });

  test("is otherwise reported to the user with a single command that starts it", () => {
    const message = (more: Partial<EngineFacts>): string => {
      const action = engineAction({ ...facts, root: false, ...more });
      return action.do === "tell" ? action.message : action.do;
    };
    expect(message({ output: "permission denied while trying to connect" })).toContain("`sudo usermod -aG docker $USER`");
    expect(message({ installed: false })).toContain("`sudo apt-get install -y docker.io`");
    expect(message({ systemd: true })).toContain("`sudo systemctl start docker`");
    expect(message({ dockerHost: "tcp://elsewhere:2375" })).toContain("DOCKER_HOST=tcp://elsewhere:2375 does not respond");
  });
});

describe("the selection of tools and images", () => {
  test("contains all that the local stack and npm test need, if no names are given", () => {
    expect(parseNames(undefined, distance)).toMatchObject({
      pulumi: true,
      plugins: ["docker"],
      demo: true,
      tools: ["promtool", "amtool", "alertmanager", "pint"],
    });
  });

  test("contains exactly the named tools and images", () => {
    expect(parseNames(["promtool, amtool", "node"], distance)).toEqual({
      pulumi: false,
      plugins: [],
      tools: ["promtool", "amtool"],
      images: ["node"],
      demo: false,
    });
  });

  test.each([
    ["pulumi", []],
    ["resource-docker", ["docker"]],
    ["resource-kubernetes", ["kubernetes"]],
    ["pulumi,resource-kubernetes,resource-docker", ["docker", "kubernetes"]],
  ])("contains the Pulumi CLI with the named plugins: %s", (names, plugins) =>
    expect(parseNames([names], distance)).toEqual({ pulumi: true, plugins, tools: [], images: [], demo: false }),
  );

  test("contains no program of the test cluster unless it is named", () => {
    const known: readonly string[] = clusterTools;
    expect(parseNames(undefined, distance).tools.filter((name) => known.includes(name))).toEqual([]);
    expect(parseNames(["tools,images"], distance).tools.filter((name) => known.includes(name))).toEqual([]);
    expect(parseNames(["cluster"], distance)).toEqual({ pulumi: false, plugins: [], tools: clusterTools, images: [], demo: false });
  });

  test("is refused for an unknown name, with the most similar name", () => {
    expect(() => parseNames(["promtol"], distance)).toThrow('got "promtol"; did you mean promtool?');
  });
});

describe("the Go version for builds", () => {
  test.each([
    ["go version go1.26.8 linux/amd64", true],
    ["go version go1.26.5 linux/amd64", true],
    ["go version go1.26.4 linux/amd64", false],
    ["go version go1.27 linux/amd64", true],
    ["go version go1.19.8 linux/amd64", false],
    ["", false],
  ])("is new enough if `%s`: %s", (output, expected) => expect(isNewEnough(output)).toBe(expected));
});
