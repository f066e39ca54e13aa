/** A package in Debian unstable. It is used only if it has the pinned version. */
export interface DebianSource {
  readonly kind: "debian";
  readonly package: string;
  /** Paths of the binaries in the package, by the binary's name. */
  readonly files: Readonly<Record<string, string>>;
}

/** A binary that is built with one of the small Go modules in `modules/`. */
export interface GoSource {
  readonly kind: "go";
  /** Name of the module's folder in `modules/`. */
  readonly module: string;
  /** Import path of the main package; `.` if the module has its own `main.go`. */
  readonly program: string;
  readonly binary: string;
  readonly tags?: string;
  /** Values of the Go variables that the linker sets. */
  readonly set?: Readonly<Record<string, string>>;
  /** Build time in seconds on 2 cores, if Go's caches contain only earlier builds of the same module. */
  readonly typicalSeconds: number;
}

/** Binaries that are copied from the upstream image. */
export interface ImageSource {
  readonly kind: "image";
  readonly image: string;
  /** Paths of the binaries in the image, by the binary's name. */
  readonly files: Readonly<Record<string, string>>;
}

/** An upstream release. The npm package `pulumi` or the Pulumi CLI downloads it. */
export interface ReleaseSource {
  readonly kind: "release";
  readonly by: "npm-pulumi" | "pulumi-plugin";
}

export type ToolSource = DebianSource | GoSource | ImageSource | ReleaseSource;

/** One tool with its pinned version and its sources, fastest source first. */
export interface Tool {
  readonly version: string;
  /** Names of the tool's binaries in its `bin` folder. */
  readonly binaries: readonly string[];
  /**
   * Arguments with which the first binary exits immediately. A call with them checks that the binary runs on this machine. Empty: no check.
   */
  readonly check: readonly string[];
  readonly sources: readonly ToolSource[];
}
