const units: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** Converts a Prometheus or Alertmanager duration such as `1h30m` to seconds. The units are `ms` to `w`. Throws for any other text. */
export function durationSeconds(text: string): number {
  if (!/^(\d+(ms|[smhdw]))+$/.test(text)) throw new Error(`got ${JSON.stringify(text)}; expected a duration`);
  return [...text.matchAll(/(\d+)(ms|[smhdw])/g)].reduce((sum, [, number, unit]) => sum + Number(number) * (units[unit ?? ""] ?? NaN), 0);
}
