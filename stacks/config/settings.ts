import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { distance } from "fastest-levenshtein";
import { z } from "zod";
import type { Catalogue } from "../../exporters/model/catalogue";
import { nameSchema } from "../../exporters/model/name";
import { notAllowed, object, oneOf } from "../../exporters/model/object";
import { problemsOf } from "../../exporters/model/problems";
import { show } from "../../exporters/model/units";
import { publishKeys, sizablePrograms } from "../../exporters/programs";
import { accessProblems, kubernetesSchema, type KubernetesSettings } from "./kubernetes";
import { UserError } from "./errors";
import { imageNames, type ImageName } from "./image-names";
import { allowDelete, deadMansSwitchSettings, sentrySettings, uptimeSettings, type VendorSettings } from "./vendors";

const isPortOrOff = (value: unknown): boolean =>
  value === "off" || (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65_535);
const portOrOff = z.custom<number | "off">(isPortOrOff, {
  error: (issue) => `got ${show(issue.input)}; expected a port from 1 to 65535 or "off"`,
});
const mebibytes = z
  .int({ error: (issue) => `got ${show(issue.input)}; expected whole MiB, like 512` })
  .min(64, { error: (issue) => `got ${show(issue.input)}; expected at least 64 MiB` });
const imageReference = z.string({ error: "expected a string" }).regex(/^[^\s@]+@sha256:[0-9a-f]{64}$/, {
  error: (issue) => `got ${show(issue.input)}; expected a reference with a digest, like registry.example.com/prometheus@sha256:<64 digits>`,
});
const secretValue = z
  .string({ error: "expected a string" })
  .min(1, { error: "is empty; a secret needs a value" })
  .refine((value) => value === "" || value.trim() === value, {
    error: "has blanks or line breaks at its ends, which programs send as a part of the secret; remove them (`printf %s`, not `echo`)",
  });
const optional = <S extends z.ZodType>(value: S, keys: readonly string[]) =>
  object(Object.fromEntries(keys.map((key) => [key, value.optional()])));

/** Schema of the namespace `monitoring` in `Pulumi.<stack>.yaml`. */
export const settingsSchema = object({
  /** ID of the catalogue's environment that this stack deploys. Default: the stack's name. */
  environment: nameSchema,
  /** Platform on which the programs run. */
  target: oneOf(["docker", "kubernetes"]).default("docker"),
  /** Settings for the cluster. Required with `target: kubernetes`, not allowed otherwise. */
  kubernetes: kubernetesSchema.optional(),
  /**
   * Source of the images. `upstream` uses images from registries, pinned by digest. `built` uses the images that `npm run supply` built.
   * `auto` uses the built images if Prometheus' image is among them, else upstream images; on Kubernetes, always upstream images.
   */
  images: oneOf(["auto", "upstream", "built"]).default("auto"),
  /**
   * References with digests, by image. The stack uses them unchanged and does not ask a registry for the digest. Set them for images in
   * your own registry, or if no registry can resolve a tag to its digest.
   */
  imageReferences: optional(imageReference, imageNames).default({}),
  /** Whether the demo system runs together with the stack. */
  demo: z.boolean({ error: (issue) => `got ${show(issue.input)}; expected true or false` }).default(false),
  /** Host ports on 127.0.0.1, or `off`, by program or status page (`status-<system>`). A program that is not listed is not published. */
  ports: z.record(z.string(), portOrOff).default({}),
  /** Memory limits in MiB by program. Default: the limit in the program's definition. */
  memory: optional(mebibytes, sizablePrograms).default({}),
  /** Secrets by key, set with `pulumi config set --secret --path 'monitoring:secrets.<key>'`. */
  secrets: z.record(z.string(), secretValue).default({}),
  /**
   * Path, relative to the repository, of a JSON file with further secrets by key. Other users must have no access to the file, and it
   * must not be in git. Keys in `secrets` take precedence.
   */
  secretsFile: z.string().min(1).optional(),
  /** Whether and how this stack manages resources at Sentry. */
  sentry: sentrySettings.prefault({}),
  /** Whether and how this stack manages monitors, heartbeats and status pages at a vendor. */
  uptime: uptimeSettings.prefault({}),
  /** Settings for the vendor that receives the dead man's switch. */
  deadMansSwitch: deadMansSwitchSettings.prefault({}),
  /** Names of the objects that may be deleted together with their history. Default: none. */
  allowDelete,
  /** Address of the Docker daemon. Default: `DOCKER_HOST`, else the default socket. */
  dockerHost: z
    .string()
    .regex(/^(unix|tcp|ssh|npipe):\/\/.+/, {
      error: (issue) => `got ${show(issue.input)}; expected an address like unix:///var/run/docker.sock`,
    })
    .optional(),
});

/** Validated settings of one stack. */
export interface Settings extends VendorSettings {
  readonly stack: string;
  readonly environment: string;
  readonly target: "docker" | "kubernetes";
  /** Set if and only if `target` is `kubernetes`. */
  readonly kubernetes?: KubernetesSettings | undefined;
  readonly images: "auto" | "upstream" | "built";
  /** Image references that are used unchanged, by image. */
  readonly imageReferences: Readonly<Partial<Record<ImageName, string>>>;
  readonly demo: boolean;
  /** Host ports on 127.0.0.1, by published program or status page (`status-<system>`). */
  readonly ports: Readonly<Partial<Record<string, number>>>;
  readonly memory: Readonly<Partial<Record<string, number>>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly dockerHost: string;
}

/** IDs of the systems that each environment of a catalogue monitors. */
export const watchedByEnvironment = ({ environments }: Catalogue): Source["watched"] =>
  Object.fromEntries(environments.map(({ id, systems }) => [id, systems]));

/** The inputs for the validation of settings. */
export interface Source {
  readonly stack: string;
  /** IDs of the monitored systems, by environment of the catalogue. */
  readonly watched: Readonly<Record<string, readonly string[]>>;
  /** The stack's whole configuration. Keys have the form `namespace:key`, values are strings, and objects are JSON. */
  readonly config: Readonly<Record<string, string>>;
  /** Whether the value of a key is stored encrypted. */
  readonly isSecret: (key: string) => boolean;
  readonly dockerHost: string | undefined;
  /** Reads and parses a secrets file. Throws UserError if the file is not readable JSON, or if other users can access it. */
  readonly readSecrets: (path: string) => unknown;
}

const namespace = "monitoring:";
const heading = (stack: string, count: number): string =>
  `Pulumi.${stack}.yaml has ${count} mistake${count === 1 ? "" : "s"}; nothing was changed.`;
const jsonKeys = ["ports", "memory", "secrets", "kubernetes", "imageReferences", "sentry", "uptime", "deadMansSwitch", "allowDelete"];
const scalar = (text: string): unknown => (text === "true" ? true : text === "false" ? false : text);

function rawSettings(source: Source, problems: string[]): Record<string, unknown> {
  const entries = Object.entries(source.config).filter(([key]) => key.startsWith(namespace));
  return Object.fromEntries(
    entries.map(([full, text]) => {
      const key = full.slice(namespace.length);
      if (!jsonKeys.includes(key)) return [key, scalar(text)];
      try {
        return [key, JSON.parse(text) as unknown];
      } catch {
        const [expected, path] = key === "allowDelete" ? ["a list", `${full}[0]`] : ["a map", `${full}.<name>`];
        problems.push(
          `${full}: got ${key === "secrets" ? "a string" : show(text)}; expected ${expected}: set it with \`pulumi config set --path '${path}' <value>\``,
        );
        return [key, key === "allowDelete" ? [] : {}];
      }
    }),
  );
}

/** Reports keys whose namespace is probably a misspelt `monitoring`. Pulumi would ignore these keys. */
const namespaceProblems = (config: Source["config"]): string[] =>
  Object.keys(config)
    .filter((full) => {
      const [name = ""] = full.split(":");
      return `${name}:` !== namespace && distance(name.toLowerCase(), namespace.slice(0, -1)) <= 2;
    })
    .map(
      (full) =>
        `${full}: got an unknown namespace, so the setting has no effect; did you mean "${namespace}${full.split(":").slice(1).join(":")}"?`,
    );

const remedy = (path: string): string => {
  if (path.startsWith("secrets.")) return `pulumi config set --secret --path '${namespace}${path}'`;
  return /[.[]/.test(path) ? `pulumi config set --path '${namespace}${path}' <value>` : `pulumi config set ${namespace}${path} <value>`;
};

/** Checks that the environment exists and that each key of `ports` is a known program or the status page of a monitored system. */
function nameProblems({ environment, ports }: z.output<typeof settingsSchema>, watched: Source["watched"]): string[] {
  const systems = watched[environment];
  if (systems === undefined) {
    const message = notAllowed(environment, Object.keys(watched), "environments");
    return [`${namespace}environment: ${message}; set it with \`${remedy("environment")}\``];
  }
  const allowed: readonly string[] = [...publishKeys, ...systems.map((id) => `status-${id}`)];
  return Object.keys(ports)
    .filter((name) => !allowed.includes(name))
    .map((name) => `${namespace}ports: unknown key: ${notAllowed(name, allowed)}`);
}

function portProblems(ports: Settings["ports"]): string[] {
  const named = Object.entries(ports).flatMap(([name, port]) => (port === undefined ? [] : [{ name, port }]));
  return named.flatMap(({ name, port }, index) => {
    const first = named.slice(0, index).find((other) => other.port === port);
    return first === undefined
      ? []
      : [`${namespace}ports.${name}: got ${port}, which ${first.name} already uses; give each a different port`];
  });
}

/** Problems with keys that the chosen target requires or does not allow, and with access to programs in a cluster. */
function targetProblems(data: z.output<typeof settingsSchema>): string[] {
  const { target, kubernetes, ports, dockerHost, images } = data;
  if (target === "docker")
    return kubernetes === undefined
      ? []
      : [`${namespace}kubernetes: is set, but ${namespace}target is docker; set the target to kubernetes, or remove the block`];
  const meaningless = (key: string, instead: string): string =>
    `${namespace}${key}: is set, but does not apply to ${namespace}target kubernetes; remove it${instead}`;
  return [
    ...(kubernetes === undefined
      ? [
          `${namespace}kubernetes: got nothing; ${namespace}target is kubernetes, so kubeconfig, context, namespace and storageClass are required: \`pulumi config set --path '${namespace}kubernetes.kubeconfig' <path>\` and so on`,
        ]
      : accessProblems(kubernetes).map(([path, message]) => `${namespace}kubernetes.${path}: ${message}`)),
    ...(Object.keys(ports).length > 0 ? [meaningless("ports", `, and see ${namespace}kubernetes.access`)] : []),
    ...(dockerHost === undefined ? [] : [meaningless("dockerHost", "")]),
    ...(images === "built"
      ? [`${namespace}images: got "built"; a cluster cannot pull images that exist only on this machine; allowed: auto, upstream`]
      : []),
  ];
}

/**
 * Validates a stack's configuration in three steps: each key alone; several keys together, and with the catalogue; the secrets file. Throws
 * a UserError with at least all mistakes of the first step that finds any.
 */
export function parseSettings(source: Source): Settings {
  const problems: string[] = namespaceProblems(source.config);
  const parsed = settingsSchema.safeParse({ environment: source.stack, ...rawSettings(source, problems) });
  if (!parsed.success) {
    for (const { where, message } of problemsOf("", parsed.error)) {
      const path = where.replace(/^\./, "");
      const whole = path === "" ? namespace.slice(0, -1) : `${namespace}${path}`;
      problems.push(
        path === "" || message.startsWith("unknown key") ? `${whole}: ${message}` : `${whole}: ${message}; set it with \`${remedy(path)}\``,
      );
    }
    throw UserError.of(heading(source.stack, problems.length), problems);
  }
  problems.push(...nameProblems(parsed.data, source.watched), ...targetProblems(parsed.data));
  const { secretsFile, dockerHost, secrets, ports, imageReferences, ...rest } = parsed.data;
  if (Object.keys(secrets).length > 0 && !source.isSecret(`${namespace}secrets`)) {
    problems.push(
      `${namespace}secrets: is stored in plaintext; set each secret again with \`pulumi config set --secret --path '${namespace}secrets.<key>'\`, then rotate it`,
    );
  }
  const published = Object.fromEntries(Object.entries(ports).filter(([, port]) => typeof port === "number")) as Settings["ports"];
  problems.push(...portProblems(published));
  if (problems.length > 0) throw UserError.of(heading(source.stack, problems.length), problems);
  return {
    ...rest,
    stack: source.stack,
    imageReferences,
    ports: published,
    memory: rest.memory,
    secrets: { ...(secretsFile === undefined ? {} : parseSecretsFile(secretsFile, source.readSecrets(secretsFile))), ...secrets },
    dockerHost: dockerHost ?? source.dockerHost ?? "unix:///var/run/docker.sock",
  };
}

/** Validates the content of a secrets file: a map of secrets by key. Throws UserError. `path` is the name of the file in messages. */
export function parseSecretsFile(path: string, content: unknown): Record<string, string> {
  const parsed = z.record(z.string(), secretValue).safeParse(content);
  if (parsed.success) return parsed.data;
  const problems = problemsOf("", parsed.error).map(({ where, message }) => `${where.replace(/^\./, "")}: ${message}`);
  throw UserError.of(`${path} is not a map of secrets by key. Remove it; \`npm run up\` then writes a valid one.`, problems);
}

/** Reads a secrets file. Throws UserError when the file is not readable JSON, or when other users have access to it. */
export function readSecretsFile(root: string, path: string): unknown {
  const file = resolve(root, path);
  const wanted = `monitoring:secretsFile names ${path}`;
  try {
    if ((statSync(file).mode & 0o077) !== 0)
      throw new UserError(`${wanted}, which other users on this machine can read: \`chmod 600 ${path}\`.`);
    return JSON.parse(readFileSync(file, "utf8")) as unknown;
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (error instanceof SyntaxError)
      throw new UserError(`${wanted}, which is not JSON. Remove it and run \`npm run up\`, which writes it.`);
    throw new UserError(
      `${wanted}, which cannot be read. \`npm run up\` writes it; or remove the setting and set each secret with \`pulumi config set --secret --path 'monitoring:secrets.<key>'\`.`,
    );
  }
}
