/** Text that replaces a secret. */
export const mask = "****";

/** A regular expression for secrets in text, in the syntax that RE2 and JavaScript (flag `u`) have in common. */
export interface SecretPattern {
  readonly name: string;
  readonly source: string;
  readonly ignoreCase?: true;
  /** Number of leading groups that stay in the text before the mask, such as the name of a parameter. Default: 0. */
  readonly kept?: number;
  /** Text that ends every match and stays after the mask. Default: none. */
  readonly after?: string;
  /**
   * Lower-case texts, of which every match contains at least one, or a faster pattern that matches wherever `source` matches. The gateway
   * looks for the secret only in data that contains a clue.
   */
  readonly clue: readonly string[] | { readonly source: string };
}

/** Up to three `*` and then another character, so that a masked value is not masked again. */
const first = (excluded: string): string => `\\*{0,3}[^*${excluded}]`;
const within = (quote: string): string => `\\*{0,3}(?:[^${quote}\\\\*]|\\\\[\\s\\S])(?:[^${quote}\\\\]|\\\\[\\s\\S])*`;
/** A value in double, single or escaped quotes. The opening quote is in one of three groups, which the replacement keeps. */
const quoted = `([BRUbru]?")${within('"')}|([BRUbru]?')${within("'")}|(\\\\+["'])${first(`"'\\\\`)}[^"'\\\\]*`;
const bareFirst = first(`:\\s"'\\\\,;&<>{}()\\[\\]`);
const bareRest = `[^\\s"'\\\\,;&<]`;
/** Closing quotes and brackets after a name, if any, such as `"` or `"]`. */
const closing = `(?:\\\\*["'\\]])*`;
/** The text between a name and its value: for example `=`, `:`, `=>`, or `>` as in XML, with or without an opening bracket. Not `::`. */
const separator = `(?:[ \\t]*(?:={1,3}>?|:=?)[ \\t]*|>)[\\[({]?`;
/** A text that is a token rather than a word: it has a digit with at least `afterDigit` characters after it, or at least 20 characters. */
const tokenLike = (afterDigit: number): string => `(?:[\\w.~+/=-]{20,}|[A-Za-z_.~+/-]*[0-9][\\w.~+/=-]{${afterDigit},})`;

/** Known formats of tokens, mostly those of vendors. For each format: a pattern, and its clues. */
const vendorTokens: readonly (readonly [string, ...string[]])[] = [
  ["eyJ[\\w-]{8,}(?:\\.[\\w-]*){1,4}", "eyj"],
  ["sk-[\\w-]{16,}", "sk-"],
  ["[prs]k_(?:live|test)_\\w{8,}", "k_live_", "k_test_"],
  ["whsec_[\\w+/=]{16,}", "whsec_"],
  ["gh[oprsu]_[A-Za-z0-9]{16,}", "gho_", "ghp_", "ghr_", "ghs_", "ghu_"],
  ["github_pat_\\w{16,}", "github_pat_"],
  ["glpat-[\\w-]{16,}", "glpat-"],
  ["xox[a-z]-[A-Za-z0-9-]{8,}", "xox"],
  ["xapp-[A-Za-z0-9-]{8,}", "xapp-"],
  ["A[KS]IA[A-Z0-9]{16}", "akia", "asia"],
  ["AIza[\\w-]{30,}", "aiza"],
  ["ya29\\.[\\w-]{16,}", "ya29."],
  ["npm_[A-Za-z0-9]{30,}", "npm_"],
  ["pypi-[\\w-]{30,}", "pypi-"],
  ["SG\\.[\\w-]{16,}\\.[\\w-]{16,}", "sg."],
  ["hf_[A-Za-z0-9]{30,}", "hf_"],
  ["glsa_\\w{20,}", "glsa_"],
  ["sntry[a-z]_[\\w+/=-]{20,}", "sntry"],
  ["pul-[0-9a-f]{40}", "pul-"],
  ["[0-9]{8,10}:AA[\\w-]{33}", ":aa"],
  ["hooks\\.slack\\.com/services/[\\w/]{16,}", "hooks.slack.com"],
  ["discord(?:app)?\\.com/api/webhooks/[\\w/-]{16,}", "/api/webhooks/"],
];

const secretNames =
  "pass(?:word|wd|phrase|code)|secret|(?:access|account|api|encryption|master|private|secret|shared|signing)[ ._-]?key(?:[._-]?id)?|cvv2?|cvc2?";
/** A number after a name, as in `password_2`. */
const numbered = "(?:[._-]?[0-9]+)?";
const tokenNames = "token|jwt|credentials?|j?sess(?:ion)?_?id|connect\\.sid|[?&](?:x-amz-)?sig(?:nature)?";

/**
 * All secrets that the gateway masks in text, in the order in which it masks them. A pattern may mask too much, but should never mask too
 * little. The tests list texts that stay as they are.
 */
export const secretPatterns: readonly SecretPattern[] = [
  {
    name: "private key",
    source: "-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)",
    clue: ["private key-----"],
  },
  {
    name: "password in a URL",
    source: `(://[^\\s/:@?#"']*:)${first("\\s/@\"'")}[^\\s/@"']*@`,
    kept: 1,
    after: "@",
    clue: ["@"],
  },
  {
    name: "authorization",
    source: `(authorization${closing}${separator})(?:${quoted}|(?:digest|oauth|aws4-hmac-sha256|signature)[ \\t][^\\r\\n]*|(?:(?:apikey|basic|bearer|negotiate|token)[ \\t]+)?${first(`\\s"'\\\\,;\\]`)}[^\\s"'\\\\,;\\]]*)`,
    ignoreCase: true,
    kept: 4,
    clue: ["authorization"],
  },
  {
    name: "cookie",
    source: `(cookies?${closing}${separator})(?:${quoted}|[^\\s"'\\\\=;,*]+=[^\\s"'\\\\;,]*(?:;[ \\t]*[^\\s"'\\\\=;,]+(?:=[^"'\\\\;\\r\\n]*)?)*|[\\w%.+/-]{16,})`,
    ignoreCase: true,
    kept: 4,
    clue: ["cookie"],
  },
  {
    name: "named secret",
    source: `((?:${secretNames})${numbered}${closing}${separator})(?:${quoted}|${bareFirst}${bareRest}*)`,
    ignoreCase: true,
    kept: 4,
    clue: ["pass", "secret", "key", "cvv", "cvc"],
  },
  {
    name: "named token",
    source: `((?:${tokenNames})${numbered}(?:(?:\\\\*["'\\]])+${separator}|=))(?:${quoted}|${bareFirst}${bareRest}{3,})`,
    ignoreCase: true,
    kept: 4,
    clue: ["token", "jwt", "credential", "sess", "connect.sid", "sig"],
  },
  { name: "token in prose", source: `(token:[ \\t]*)${tokenLike(5)}`, ignoreCase: true, kept: 1, clue: ["token:"] },
  {
    // A value that begins like a path is a working directory, so this pattern does not match it.
    name: "pwd",
    source: `(pwd${closing}[ \\t]*[:=]>?[ \\t]*["']?)${first("\\s\"'\\\\/~.,;&<")}[^\\s"'\\\\,;&<]*`,
    ignoreCase: true,
    kept: 1,
    clue: ["pwd"],
  },
  {
    name: "command-line option",
    source: `((?:^|[\\s"'])--[a-z-]*(?:password|passwd|token|secret|api-?key)[ \\t]+["']?)${first("\\s\"'-")}[^\\s"']*`,
    kept: 1,
    clue: ["--"],
  },
  {
    name: "bearer token",
    source: `((?:\\bbearer|\\bapikey)[ \\t]+)${tokenLike(7)}`,
    ignoreCase: true,
    kept: 1,
    clue: ["bearer", "apikey"],
  },
  {
    // The base64 form of a user name and a password in ASCII begins with a letter.
    name: "basic authentication",
    source: "(\\bbasic[ \\t]+)(?:[A-Za-z0-9+/]{20,}=*|[A-Za-z][A-Za-z+/]*[0-9][A-Za-z0-9+/]{5,}=*|[A-Za-z0-9+/]{5,}={1,2})",
    ignoreCase: true,
    kept: 1,
    clue: ["basic"],
  },
  {
    name: "token of a vendor",
    source: `\\b(?:${vendorTokens.map(([source]) => source).join("|")})`,
    clue: vendorTokens.flatMap(([, ...clues]) => clues),
  },
  {
    name: "email address",
    source: "[\\p{L}\\p{N}._%+'-]+(?:@|%40)(?:[\\p{L}\\p{N}-]+\\.)+\\p{L}{2,24}",
    clue: ["@", "%40"],
  },
  {
    // The first digits are those of Visa, Mastercard, American Express, Discover and JCB. After a letter, a digit, `_` or a point, the
    // number is part of another text.
    name: "card number",
    source:
      "(^|[^\\w.])(?:4[0-9]{15}|5[1-5][0-9]{14}|6011[0-9]{12}|65[0-9]{14}|3[47][0-9]{13}|(?:4[0-9]{3}|5[1-5][0-9]{2}|2[2-7][0-9]{2}|6011|65[0-9]{2}|35[0-9]{2})(?:[ -][0-9]{4}){3}|3[47][0-9]{2}[ -][0-9]{6}[ -][0-9]{5})\\b",
    kept: 1,
    clue: { source: "[2-6][0-9]{3}[ -]?[0-9]{4}[0-9 -]{5}" },
  },
];

/** Names of attributes, including nested ones, whose whole value is a secret. A name may have text before it, and a number after it. */
export const secretKeys = `(?:pass(?:word|wd|phrase|code)|pwd|secret|token|jwt|authorization|cookies?|credentials?|cvv2?|cvc2?|card[._-]?(?:number|num|no)|(?:access|account|api|encryption|master|private|secret|shared|signing)[._-]?key(?:[._-]?id)?)${numbered}`;

/** Lower-case strings. Every name that matches `secretKeys` contains at least one of them, ignoring case. */
export const secretKeyClues: readonly string[] = [
  ...["pass", "pwd", "secret", "token", "jwt", "authorization", "cookie", "credential", "cvv", "cvc", "card", "key"],
];

/** Returns a regular expression in RE2's syntax. */
export const re2Of = ({ source, ignoreCase }: { readonly source: string; readonly ignoreCase?: boolean }): string =>
  ignoreCase === true ? `(?i)${source}` : source;

/** Returns the text that replaces a match, with the groups that stay. */
export const replacementOf = ({ kept = 0, after = "" }: SecretPattern): string =>
  `${Array.from({ length: kept }, (_, index) => `$${index + 1}`).join("")}${mask}${after}`;
