/** Whether a Debian version is a version of the pinned upstream release. For example, `5:8.0.6-3` matches `8`, `8.0` and `8.0.6`. */
export function carries(debianVersion: string, pinned: string): boolean {
  const upstream = debianVersion.replace(/^\d+:/, "");
  return upstream.startsWith(pinned) && !/^[0-9a-z]/i.test(upstream.slice(pinned.length));
}

function stanza(text: string, codename: string): string | undefined {
  const fields = new Map<string, string>();
  let key = "";
  for (const line of text.split("\n")) {
    const match = /^([A-Za-z-]+):\s*(.*)$/.exec(line);
    if (match) {
      key = (match[1] ?? "").toLowerCase();
      fields.set(key, match[2] ?? "");
    } else if (/^\s+\S/.test(line)) fields.set(key, `${fields.get(key) ?? ""}\n${line}`);
  }
  const words = (name: string): string[] => (fields.get(name) ?? "").split(/\s+/).filter(Boolean);
  if (!words("types").includes("deb") || !words("suites").includes(codename) || fields.get("enabled") === "no") return undefined;
  const signedBy = fields.get("signed-by");
  return [
    "Types: deb",
    `URIs: ${words("uris").join(" ")}`,
    "Suites: sid",
    "Components: main",
    ...(signedBy === undefined ? [] : [`Signed-By: ${signedBy}`]),
  ].join("\n");
}

function oneLine(line: string, codename: string): string | undefined {
  const match = /^\s*deb\s+(\[[^\]]*\]\s+)?(\S+)\s+(\S+)\s/.exec(`${line} `);
  if (match?.[3] !== codename || match[2] === undefined) return undefined;
  const signedBy = /signed-by=([^\s\]]+)/i.exec(match[1] ?? "")?.[1];
  return [
    "Types: deb",
    `URIs: ${match[2]}`,
    "Suites: sid",
    "Components: main",
    ...(signedBy === undefined ? [] : [`Signed-By: ${signedBy}`]),
  ].join("\n");
}

/**
 * The machine's package sources, changed to Debian unstable. Uses only the sources of the suite `codename`. Security archives have other
 * suites, so they are left out.
 */
export function unstableSources(files: readonly { readonly name: string; readonly text: string }[], codename: string): string[] {
  const found = files.flatMap(({ name, text }) => {
    const clean = text.replace(/^#.*\n?/gm, "");
    if (name.endsWith(".sources")) return clean.split(/\n\s*\n/).map((part) => stanza(part, codename));
    return clean.split("\n").map((line) => oneLine(line, codename));
  });
  return [...new Set(found.filter((part) => part !== undefined))];
}
