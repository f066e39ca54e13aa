import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ComponentResource } from "@pulumi/pulumi";
import { restrictedOf } from "../../../stacks/deploy/docker/args";
import { DockerTarget } from "../../../stacks/deploy/docker/target";
import { networkPolicyArgs } from "../../../stacks/deploy/kubernetes/network";
import { planEnvironment } from "../../../stacks/deploy/plan";
import { ProgramComponent } from "../../../stacks/deploy/programs/component";
import { imagePins } from "../../../stacks/supply/image-pins";
import { parseSettings } from "../../../stacks/config/settings";
import { Programs } from "../../../stacks/local/programs";
import { statusText } from "../../../stacks/local/status";
import { mockEngine, settled } from "../../stacks/support/mocks";
import { catalogue, renderedOf } from "../../fixtures/catalogue";
import { imagesWithout } from "../../stacks/support/samples";
import { place } from "../../stacks/support/kubernetes";

/**
 * The name of a program. This file runs in a copy of the repository to which `program.test.ts` added the program, and prints as JSON what
 * the copy generates for the program.
 */
const name = "pushgateway";
const settingsOf = (ports: string) =>
  parseSettings({
    stack: "local",
    watched: { local: ["demo"] },
    config: { "monitoring:target": "docker", "monitoring:demo": "true", "monitoring:ports": ports, "monitoring:memory": `{"${name}":128}` },
    isSecret: () => false,
    dockerHost: undefined,
    readSecrets: () => ({}),
  });

function refusal(): string {
  try {
    settingsOf('{"pushgatway":19091}');
    return "";
  } catch (error) {
    return String(error);
  }
}

/** The row that `npm run status` shows for a program that responds only on the path of its health check. */
async function statusRow(): Promise<string> {
  const server = createServer((request, response) => response.writeHead(request.url === "/-/ready" ? 200 : 404).end());
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const http = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const outputs = { programs: { [name]: { addresses: { http }, version: "1.11.1", image: "x" } }, leftOut: [] };
  const text = await statusText(Programs.from(JSON.stringify(outputs)));
  server.close();
  return (
    text
      .split("\n")
      .map((line) => line.trim())
      .find((line) => line.startsWith(name)) ?? text
  );
}

async function main(): Promise<void> {
  const settings = settingsOf('{"pushgateway":19091}');
  const plan = planEnvironment({
    settings,
    view: catalogue().view("local"),
    rendered: renderedOf("local"),
    images: imagesWithout(),
    demoFiles: () => ({ postgres: {}, redis: {} }),
  });
  const mine = plan.parts.filter(({ workload }) => workload.name === name);
  await mockEngine("local");
  const components: string[] = [];
  const root = new ComponentResource(
    "monitoring:stack:Environment",
    "local",
    {},
    {
      transformations: [
        ({ type, name: called }) => {
          components.push(`${type} ${called}`);
          return undefined;
        },
      ],
    },
  );
  const restricted = restrictedOf(plan.parts.map(({ workload }) => workload));
  const engine = { stack: "local", host: "unix:///nowhere", loaderImage: "sha256:loader", secrets: { given: {}, made: {} }, restricted };
  const target = new DockerTarget("docker", engine, { parent: root });
  for (const part of mine) new ProgramComponent(part, target, { parent: root });
  await settled();
  const workloads = plan.parts.map(({ workload }) => workload);
  const seen = {
    planned: mine.map(({ component, version, workload }) => ({
      component,
      version,
      memory: workload.resources.memoryMiB,
      storage: workload.kubernetes.storage,
      published: workload.docker.publish,
    })),
    components,
    pins: new Map<string, unknown>(Object.entries(imagePins)).get(name),
    settings,
    refused: refusal(),
    policy: mine.map(({ workload }) => networkPolicyArgs(workload, place, workloads).spec)[0],
    row: await statusRow(),
  };
  console.log(JSON.stringify(seen));
}

void main();
