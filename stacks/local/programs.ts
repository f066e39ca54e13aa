import { z } from "zod";
import { UserError } from "../config/errors";

const program = z.object({ addresses: z.record(z.string(), z.string()), version: z.string(), image: z.string() });
const outputs = z.object({ programs: z.record(z.string(), program), leftOut: z.array(z.string()) });

/** One program in the stack's outputs. `address` has the form `127.0.0.1:<port>`; undefined when the program is not published. */
export interface ProgramInfo {
  readonly name: string;
  readonly address: string | undefined;
  readonly version: string;
}

/** The programs in the stack's outputs. */
export class Programs {
  private constructor(
    readonly all: readonly ProgramInfo[],
    /** Programs that are not deployed, because their image is not available. */
    readonly leftOut: readonly string[],
  ) {}

  /** Parses the output of `pulumi stack output --json`. Throws UserError when the output lists no programs, because the stack is not up. */
  static from(json: string): Programs {
    const parsed = outputs.safeParse(JSON.parse(json === "" ? "{}" : json));
    if (!parsed.success) throw new UserError("The stack is not up. Start it with `npm run up`.");
    const all = Object.entries(parsed.data.programs).map(([name, { addresses, version }]) => ({
      name,
      address: addresses["http"],
      version,
    }));
    return new Programs(
      all.sort((a, b) => (a.name < b.name ? -1 : 1)),
      parsed.data.leftOut,
    );
  }

  /** Base address of a program; undefined when it is not published. */
  url(name: string): string | undefined {
    const address = this.all.find((candidate) => candidate.name === name)?.address;
    return address === undefined ? undefined : `http://${address}`;
  }

  /** Base address of a program that the command needs. Throws UserError when it is not published. */
  needed(name: string): string {
    const url = this.url(name);
    if (url === undefined)
      throw new UserError(
        `${name} is not published on this machine; set monitoring:ports.${name} in Pulumi.local.yaml and run \`npm run up\`.`,
      );
    return url;
  }
}
