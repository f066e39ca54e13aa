/** Letters that RE2 accepts after a backslash, in addition to digits and punctuation. */
const escapes = "aftnrvdDsSwWbBAzCQEpPx";
/** Maximum number of repetitions that RE2 accepts in `{n,m}`. */
const mostRepetitions = 1000;

/**
 * Whether RE2 accepts a text as a regular expression. RE2 has no look-around, no back references, and fewer escapes than JavaScript. Empty
 * text is refused.
 */
export function isRe2(text: string): boolean {
  try {
    new RegExp(text.replace(/^\(\?[imsU]+\)/, ""));
  } catch {
    return false;
  }
  if (text === "" || /\(\?<?[=!]/.test(text)) return false;
  const wrongEscape = [...text.matchAll(/\\(.)/gs)].some(
    ([, next = ""]) => /[1-9]/.test(next) || (/[A-Za-z]/.test(next) && !escapes.includes(next)),
  );
  const counts = [...text.replace(/\\./gs, "").matchAll(/\{(\d+)(?:,(\d*))?\}/g)].flatMap(([, from, to]) => [
    Number(from),
    Number(to ?? 0),
  ]);
  return !wrongEscape && counts.every((times) => times <= mostRepetitions);
}
