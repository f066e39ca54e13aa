import { dockerSocket } from "../../../../exporters/pipeline/docker-proxy";
import {
  containerArgs,
  contentHash,
  fileVolumes,
  furtherReplicas,
  loaderArgs,
  networksOf,
  ownerArgs,
  secretUploads,
  socketOf,
} from "../../../../stacks/deploy/docker/args";
import { onKubernetes, type Workload } from "../../../../stacks/deploy/workload";

const workload: Workload = {
  name: "shop",
  image: "sha256:abc",
  args: ["--flag"],
  env: { ZEBRA: "2", APPLE: "1" },
  files: [{ folder: "/etc/shop", files: { "b.yml": "b\n", "a/x.yml": "x\n" } }],
  secretFiles: { "plain.txt": { secret: "shop-password" }, "map.json": { json: { "redis://monitor@redis:6379": "shop-password" } } },
  ports: { http: 8080, metrics: 9464 },
  calls: [],
  callers: {},
  aliases: ["shop.demo"],
  volume: { path: "/data" },
  health: { http: { port: 8080, path: "/health" } },
  resources: { memoryMiB: 128, processes: 256 },
  user: "1000:1001",
  docker: { probe: "wget", publish: { http: 18080 } },
  kubernetes: onKubernetes(),
};
const place = {
  networks: ["monitoring-dev"],
  content: [{ volumeName: "files", folder: "/etc/shop" }],
  data: { volumeName: "data", folder: "/data" },
};

test("a container has exactly the expected restrictive arguments by default", () => {
  expect(containerArgs("dev", workload, place)).toEqual({
    name: "monitoring-dev-shop",
    image: "sha256:abc",
    command: ["--flag"],
    envs: ["APPLE=1", "ZEBRA=2"],
    user: "1000:1001",
    hostname: "shop",
    labels: [
      { label: "monitoring.role", value: "program" },
      { label: "monitoring.stack", value: "dev" },
      { label: "monitoring.workload", value: "shop" },
    ],
    networksAdvanced: [{ name: "monitoring-dev", aliases: ["shop", "shop.demo"] }],
    ports: [{ internal: 8080, external: 18080, ip: "127.0.0.1" }],
    volumes: [
      { volumeName: "files", containerPath: "/etc/shop", readOnly: true },
      { volumeName: "data", containerPath: "/data", readOnly: false },
    ],
    tmpfs: { "/tmp": "rw,noexec,nosuid,nodev,size=64m" },
    readOnly: true,
    capabilities: { drops: ["ALL"] },
    securityOpts: ["no-new-privileges"],
    memory: 128,
    memorySwap: 128,
    ulimits: [{ name: "nproc", soft: 256, hard: 256 }],
    restart: "unless-stopped",
    logDriver: "json-file",
    logOpts: { "max-file": "3", "max-size": "10m" },
    destroyGraceSeconds: 10,
    healthcheck: {
      tests: ["CMD", "wget", "-q", "-T", "3", "-O", "/dev/null", "http://127.0.0.1:8080/health"],
      interval: "15s",
      timeout: "5s",
      retries: 3,
      startPeriod: "1m0s",
    },
  });
});

test("the first replica has the name of the workload, and the others have numbers", () => {
  expect(furtherReplicas(workload)).toEqual([]);
  expect(furtherReplicas({ ...workload, replicas: 3 })).toEqual(["shop-2", "shop-3"]);
});

test.each([
  ["none", undefined],
  ["wget", ["CMD", "wget", "-q", "-T", "3", "-O", "/dev/null", "http://127.0.0.1:8080/health"]],
  [
    "bash",
    [
      "CMD",
      "bash",
      "-c",
      "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health HTTP/1.0\\r\\nHost: 127.0.0.1\\r\\n\\r\\n' >&3 && read -r -t 3 _ status _ <&3 && [ \"$status\" = 200 ]",
    ],
  ],
] as const)("an image with the probe %s gets the matching health check", (probe, tests) => {
  const args = containerArgs("dev", { ...workload, docker: { ...workload.docker, probe } }, place);
  expect(args.healthcheck?.tests).toEqual(tests);
});

test("a health command that the program declares is used unchanged", () => {
  const args = containerArgs("dev", { ...workload, health: { exec: ["pg_isready", "-q"] } }, place);
  expect(args.healthcheck?.tests).toEqual(["CMD", "pg_isready", "-q"]);
});

test("a program definition that publishes an undeclared port is refused", () => {
  const wrong = { ...workload, docker: { ...workload.docker, publish: { grpc: 1 } } };
  expect(() => containerArgs("dev", wrong, place)).toThrow('shop has no port "grpc".');
});

test("files are uploaded in a fixed order to a volume that is named by their content", () => {
  const uploads = [
    { file: "/load/a/x.yml", content: "x\n", permissions: "0444", owner: "1000", group: "1001" },
    { file: "/load/b.yml", content: "b\n", permissions: "0444", owner: "1000", group: "1001" },
  ];
  expect(fileVolumes("dev", workload)).toEqual([
    { logicalName: "shop-files", name: `monitoring-dev-shop-files-${contentHash(uploads)}`, folder: "/etc/shop", uploads },
  ]);
});

test("a change of one byte in a file leads to a different volume", () => {
  const changed = { ...workload, files: [{ folder: "/etc/shop", files: { "b.yml": "b \n", "a/x.yml": "x\n" } }] };
  expect(fileVolumes("dev", changed)[0]?.name).not.toBe(fileVolumes("dev", workload)[0]?.name);
});

test("each folder of files gets a separate volume, named by the folder", () => {
  const two = {
    ...workload,
    files: [
      { folder: "/etc/grafana/provisioning", files: { a: "1" } },
      { folder: "/etc/grafana/dashboards", files: { b: "2" } },
    ],
  };
  expect(fileVolumes("dev", two).map(({ logicalName }) => logicalName)).toEqual(["shop-provisioning", "shop-dashboards"]);
});

test("only the program's user can read secret files", () => {
  expect(secretUploads(workload, { "shop-password": 'p"w' })).toEqual([
    { file: "/load/map.json", content: '{"redis://monitor@redis:6379":"p\\"w"}', permissions: "0400", owner: "1000", group: "1001" },
    { file: "/load/plain.txt", content: 'p"w', permissions: "0400", owner: "1000", group: "1001" },
  ]);
  expect(secretUploads({ ...workload, secretFiles: {} }, {})).toEqual([]);
});

test("the container that loads files into a volume is created but never started, and has no network", () => {
  expect(loaderArgs("dev", workload, "sha256:loader", "volume")).toEqual({
    image: "sha256:loader",
    command: ["never-started"],
    start: false,
    mustRun: false,
    restart: "no",
    networkMode: "none",
    memory: 16,
    memorySwap: 16,
    labels: [
      { label: "monitoring.role", value: "loader" },
      { label: "monitoring.stack", value: "dev" },
      { label: "monitoring.workload", value: "shop" },
    ],
    volumes: [{ volumeName: "volume", containerPath: "/load" }],
  });
});

test("the container that sets a data volume's owner runs as root with one capability and no network", () => {
  expect(ownerArgs("dev", workload, "sha256:loader", "volume")).toMatchObject({
    entrypoints: ["chown"],
    command: ["1000:1001", "/load"],
    user: "0:0",
    capabilities: { adds: ["CHOWN"], drops: ["ALL"] },
    networkMode: "none",
    attach: true,
    mustRun: false,
    volumes: [{ volumeName: "volume", containerPath: "/load" }],
  });
});

test("only a program that runs on every node sees a folder of the host, which it can only read", () => {
  const folder = "/var/lib/docker/containers";
  const reading = { ...workload, user: "0:0", node: { reads: { docker: folder, kubernetes: "/var/log/pods" } } };
  const hostPaths = (one: Workload) => containerArgs("dev", one, place).volumes.filter((volume) => "hostPath" in volume);
  expect(hostPaths(workload)).toEqual([]);
  expect(hostPaths(reading)).toEqual([{ hostPath: folder, containerPath: folder, readOnly: true }]);
  expect(containerArgs("dev", reading, place)).toMatchObject({ user: "0:0", capabilities: { drops: ["ALL"] }, readOnly: true });
});

test("the socket of the daemon is mounted from its path on the daemon's host", () => {
  const reading = { ...workload, user: "0:0", node: { reads: { docker: dockerSocket, kubernetes: dockerSocket } } };
  const mounted = (socket?: string) =>
    containerArgs("dev", reading, { ...place, ...(socket !== undefined && { socket }) }).volumes.filter((volume) => "hostPath" in volume);
  expect(mounted()).toEqual([{ hostPath: dockerSocket, containerPath: dockerSocket, readOnly: true }]);
  expect(mounted("/run/user/1000/docker.sock")).toEqual([
    { hostPath: "/run/user/1000/docker.sock", containerPath: dockerSocket, readOnly: true },
  ]);
  const hosts = [
    "unix:///var/run/docker.sock",
    "unix:///run/user/1000/docker.sock",
    "unix:///Users/me/.docker/run/docker.sock",
    "tcp://127.0.0.1:2375",
  ];
  expect(hosts.map(socketOf)).toEqual([dockerSocket, "/run/user/1000/docker.sock", dockerSocket, dockerSocket]);
});

test("a container has the labels by which Prometheus discovers it, beside those of the stack", () => {
  const labels = (one: Workload) => containerArgs("dev", one, place).labels.map(({ label, value }) => `${label}=${value}`);
  const discovered = { ...workload, docker: { ...workload.docker, labels: { "monitoring.port": "9464", "monitoring.owner": "shop" } } };
  expect(labels(discovered)).toEqual([...labels(workload), "monitoring.owner=shop", "monitoring.port=9464"]);
});

test("the log file of a container names its stack and workload only if an agent reads it", () => {
  const optionsOf = (one: Workload) => containerArgs("dev", one, place).logOpts;
  expect(optionsOf(workload)).not.toHaveProperty("labels");
  expect(optionsOf({ ...workload, docker: { ...workload.docker, named: true } })).toMatchObject({
    labels: "monitoring.stack,monitoring.workload",
  });
});

test("a restricted workload is only in the network of its callers, which are in both", () => {
  const restricted = ["loki", "tempo"];
  const of = (name: string, ...hosts: (string | undefined)[]) =>
    networksOf({ name, calls: hosts.map((host) => ({ port: 1, ...(host !== undefined && { host }) })) }, restricted);
  expect(of("loki")).toEqual(["callers"]);
  expect(of("loki", "tempo")).toEqual(["callers"]);
  expect(of("otelcol", undefined, "loki")).toEqual(["common", "callers"]);
  expect(of("gatus", undefined, "shop.example.com")).toEqual(["common"]);
  expect(of("orders")).toEqual(["common"]);
});
