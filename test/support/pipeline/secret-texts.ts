/** A text with a secret, and the text as the gateway stores it. */
export interface SecretText {
  readonly kind: string;
  readonly text: string;
  /** The part that must not be stored anywhere. */
  readonly secret: string;
  readonly masked: string;
}

const jwt = ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiI0MiJ9", "Nfq3-x_1aaBBccDD"].join(".");
/** Joins two parts, so that the source contains no text that looks like a real secret. */
const key = (prefix: string, rest: string): string => `${prefix}${rest}`;
const openAi = key("sk-", "proj-a1B2c3D4e5F6g7H8i9");
const gitHub = key("ghp_", "a1B2c3D4e5F6g7H8i9J0k1L2");
const slack = key("xoxb-", "1234567890-abcdefABCDEF");
const aws = key("AKIA", "IOSFODNN7EXAMPLE");
const stripe = key("sk_live_", "a1B2c3D4e5F6g7H8");

const of = (kind: string, text: string, secret: string, masked: string = text.replaceAll(secret, "****")): SecretText => ({
  kind,
  text,
  secret,
  masked,
});

export const secretTexts: readonly SecretText[] = [
  of("email address", "order of jane.doe+test@mail.example.co.uk refused", "jane.doe+test@mail.example.co.uk"),
  of("email address, not ASCII", "to jürgen@straße.example sent", "jürgen@straße.example"),
  of("email address in a URL", "GET /users?mail=bob%40example.com 200", "bob%40example.com"),
  of("JSON Web Token", `session ${jwt} expired`, jwt),
  of("bearer token", "got Bearer 9f8e7d6c5b4a then", "9f8e7d6c5b4a"),
  of("basic authentication", "curl said Basic dXNlcjpodW50ZXIy here", "dXNlcjpodW50ZXIy"),
  of("authorization header", "Authorization: Bearer abcdefghij", "Bearer abcdefghij"),
  of("authorization header in JSON", '{"headers":{"authorization":"Basic aHVudGVy","host":"x"}}', "Basic aHVudGVy"),
  of(
    "digest authorization",
    'Authorization: Digest username="bob", response="6629fae49393"',
    'Digest username="bob", response="6629fae49393"',
  ),
  of("cookies", "Cookie: sid=abc123; theme=dark", "sid=abc123; theme=dark"),
  of("cookies in JSON", '{"cookie":"sid=abc123; theme=dark","a":1}', "sid=abc123; theme=dark"),
  of("set-cookie header", "Set-Cookie: id=a3fWa; Path=/; HttpOnly", "id=a3fWa; Path=/; HttpOnly"),
  of("password parameter", "login password=hunter2 user=bob", "hunter2"),
  of("password in prose", "wrong Password: hunter2!", "hunter2!"),
  of("password in JSON", '{"user":"bob","password":"hunter 2","ok":true}', "hunter 2"),
  of("password in JSON with an escaped quote", '{"password":"hun\\"ter2","ok":true}', 'hun\\"ter2'),
  of("password in JSON in JSON", '{"log":"{\\"password\\":\\"hunter2\\"}"}', "hunter2"),
  of("password as a number", '{"passcode":4711,"ok":true}', "4711,", '{"passcode":****,"ok":true}'),
  of("password in a Python dictionary", "{'passwd': b'hunter2', 'ok': True}", "hunter2"),
  of("password in XML", "<password>hunter2</password>", "hunter2"),
  of("password in a Ruby hash", '{"password"=>"hunter2"}', "hunter2"),
  of("password in a URL", "connect postgres://app:hun:ter2@db:5432/shop", "hun:ter2"),
  of("password of a camel-case name", "userPassword = hunter2", "hunter2"),
  of("password with a number in its name", "password_100007=hunter2 ok", "hunter2"),
  of("password with a number in its name, in JSON", '{"password2":"hunter2","ok":true}', "hunter2"),
  of("token with a number in its name, in JSON", '{"refresh_token_2":"abcd","n":1}', '"abcd"', '{"refresh_token_2":"****","n":1}'),
  of("environment variable", "DB_PASSWORD=hunter2 DB_HOST=db", "hunter2"),
  of("short name of a password", "db_pwd: hunter2", "hunter2"),
  of("command-line option", "exec: tool --api-key 0123abcd --verbose", "0123abcd"),
  of("client secret", "client_secret=aB3/xY9+z==", "aB3/xY9+z=="),
  of("API key header", "X-Api-Key: 0123abcd", "0123abcd"),
  of("access key", "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG", "wJalrXUtnFEMI/K7MDENG"),
  of("token parameter", "GET /reset?token=abcd&x=1 200", "abcd&", "GET /reset?token=****&x=1 200"),
  of("token in JSON", '{"access_token":"abc","n":1}', '"abc"', '{"access_token":"****","n":1}'),
  of("token in prose", "invalid token: 8f3e9a7c1b", "8f3e9a7c1b"),
  of("signature of a URL", "GET /blob?sv=2024&sig=aB3xY9%3D 200", "aB3xY9%3D"),
  of("key of OpenAI", `call with ${openAi} failed`, openAi),
  of("token of GitHub", `clone with ${gitHub}`, gitHub),
  of("token of Slack", `post with ${slack}`, slack),
  of("key of AWS", `for ${aws} denied`, aws),
  of("key of Stripe", `charge (${stripe})`, stripe),
  of("private key", "key -----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY----- end", "MIIEow", "key **** end"),
  of("card number", "paid with 4111111111111111.", "4111111111111111"),
  of("card number in groups", "paid with 5500 0000 0000 0004 ok", "5500 0000 0000 0004"),
  of("card number of American Express", "paid with 3782-822463-10005", "3782-822463-10005"),
  of("verification code of a card", "cvv: 471147 ok", "471147"),
];

/** Texts that the gateway stores as they are. */
export const harmlessTexts: readonly string[] = [
  "GET /api/v1/orders/12345?page=2&size=50 200 in 12ms",
  '{"level":"info","time":1764449471123,"pid":1,"hostname":"orders-7d9f8c6b5d-x2x9z","msg":"order created"}',
  'level=info msg="cache refreshed" key=products:list duration=4ms',
  "trace_id=4bf92f3577b34da6a3ce929d0e0e4736 span_id=00f067aa0ba902b7",
  "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
  "request 6f1c2e34-9a3b-4c55-8f10-2b6d9e0a7c11 took 5 ms",
  "request 41234567-4111-4222-8333-512345678901 took 5 ms",
  "at 2026-11-29T21:03:39.123456789Z",
  "ts=1764449471 ms=1764449471123 us=1764449471123456 ns=1764449471123456789",
  "order 20261129000123 and order 2026112900012345 created",
  "order 9100000000012345 of customer 100200300400500600",
  "amount 0.4123412341234123 of 41.51234123412341",
  "pi is 3.141592653589793238",
  "IMEI 356938035643809, phone +49 30 12345678",
  "version 2.0.5-rc.1+build.4111",
  "wrong password for user bob",
  "password must have at least 12 characters",
  "password_reset_requested=true passwordless=false",
  "the user changed the password",
  "secret rotated; next rotation in 30 days",
  'MountVolume.SetUp failed for volume "tls" : secret "db-tls" not found',
  "token expired 5 minutes ago",
  "SyntaxError: Unexpected token } in JSON at position 4",
  "SyntaxError: Unexpected token: punc (})",
  'usage: input_tokens=512 output_tokens=64 max_tokens=4096 "total_tokens":576',
  "invalid token: expected identifier",
  "tokenizer=cl100k tokens: 3",
  "basic authentication is not supported",
  "Basic information about the bearer certificate",
  'WWW-Authenticate: Bearer realm="shop", error="invalid_token"',
  "the cookie banner was shown; cookies accepted",
  "authorization failed for role viewer",
  "npm install lodash@4.17.21 @types/node@20.20.2",
  "com.example.Order@1b2c3d4e",
  "@app.route('/') and user@localhost",
  "git clone ssh://git.example.com:22/org/repo",
  "connected to postgres://db.example.com:5432/shop",
  "http://127.0.0.1:8080/a?b=c#d",
  "risk-assessment-service-for-new-customers started on disk-0123456789abcdef",
  "task-5f2b8c1d9e3a7f4b6c8d0e1f running",
  "image registry.example.com/shop/orders:1.4.0 pulled",
  "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  "PWD=/srv/app HOME=/root",
  "cd: pwd: /srv/app",
  "primary key=42 sort key: name",
  "pressed key: enter; keyboard=de",
  "auth::secret::load at src/main.rs:12",
  "at Object.<anonymous> (/srv/app/node_modules/express/lib/router/index.js:284:15)",
  "java.lang.IllegalStateException: no stock\n\tat com.example.Order.buy(Order.java:42)",
  "passed 12, failed 0, compass heading 270",
  "%PDF-1.7 \u0000\u0001 ünïcödé 漢字 🎉",
  "a=b c==d e:=f g=>h i::j",
  "",
  " ",
];
