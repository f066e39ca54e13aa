import { appendFileSync, mkdirSync, renameSync } from "node:fs";
import path from "node:path";

/** Size in bytes of the parts into which Docker and container runtimes split a long line. */
const partBytes = 16 * 1024;

export type Stream = "stdout" | "stderr";

/** The log file of one container, as a container runtime writes it. */
export abstract class LogFile {
  /** Time of the next entry in milliseconds. Each entry is a millisecond later than the one before. */
  private next = Date.now() - 60_000;

  constructor(readonly file: string) {
    mkdirSync(path.dirname(file), { recursive: true });
  }

  /** Writes lines. Bytes that are not UTF-8 are allowed. */
  write(lines: readonly (string | Buffer)[], stream: Stream = "stdout"): void {
    appendFileSync(this.file, Buffer.concat(lines.flatMap((line) => this.parts(Buffer.from(line), stream))));
  }

  /** Rotates the file as the runtime does: renames it. The next line creates a new file. */
  rotate(suffix: string): void {
    renameSync(this.file, `${this.file}.${suffix}`);
  }

  private parts(line: Buffer, stream: Stream): Buffer[] {
    const parts: Buffer[] = [];
    for (let from = 0; from === 0 || from < line.length; from += partBytes)
      parts.push(this.entry(line.subarray(from, from + partBytes), stream, from + partBytes >= line.length));
    return parts;
  }

  protected time(): string {
    // Container runtimes write times with nanoseconds.
    return new Date(this.next++).toISOString().replace("Z", "123456Z");
  }

  protected abstract entry(part: Buffer, stream: Stream, last: boolean): Buffer;
}

/** A log file of Docker's driver `json-file`. `labels` are the container's labels that the driver's option `labels` names. */
export class DockerFile extends LogFile {
  constructor(
    folder: string,
    id: string,
    private readonly labels: Readonly<Record<string, string>> = {},
  ) {
    super(path.join(folder, id, `${id}-json.log`));
  }

  protected entry(part: Buffer, stream: Stream, last: boolean): Buffer {
    const attrs = Object.keys(this.labels).length > 0 ? { attrs: this.labels } : {};
    // Docker replaces bytes that are not UTF-8, as toString does.
    return Buffer.from(`${JSON.stringify({ log: `${part.toString()}${last ? "\n" : ""}`, stream, ...attrs, time: this.time() })}\n`);
  }
}

/** A log file that containerd or CRI-O writes for a container in a pod. */
export class PodFile extends LogFile {
  constructor(folder: string, pod: { readonly namespace: string; readonly name: string; readonly container: string }, restarts = 0) {
    const uid = "0a1b2c3d-0000-4000-8000-000000000001";
    super(path.join(folder, `${pod.namespace}_${pod.name}_${uid}`, pod.container, `${restarts}.log`));
  }

  protected entry(part: Buffer, stream: Stream, last: boolean): Buffer {
    return Buffer.concat([Buffer.from(`${this.time()} ${stream} ${last ? "F" : "P"} `), part, Buffer.from("\n")]);
  }
}
