import { shopIn, type Bad } from "../support";

const at = "environments.production.destinations[0]";

export const bad: Bad = {
  input: shopIn({
    destinations: [
      {
        name: "vendor",
        url: "https://otlp.example.com",
        headers: { Authorization: "Bearer abc", "Content-Type": "text/plain", "x dataset": "a", "X-Scope": "a", "x-scope": "b" },
        secretHeaders: ["Host"],
      },
    ],
  }),
  lines: [
    `${at}.secretHeaders[0]: got "Host", which the gateway sets itself: remove it`,
    `${at}.headers.Authorization: got the header "Authorization", whose value is a secret and would be readable in rendered files: write the name in secretHeaders, and set monitoring:secrets`,
    `${at}.headers.Content-Type: got "Content-Type", which the gateway sets itself: remove it`,
    `${at}.headers.x dataset: got "x dataset"; the name of a header has only letters, digits and !#$%&'*+.^_\`|~-`,
    `${at}.headers.X-Scope: got "X-Scope" twice; a header has one value: remove one of them`,
    `${at}.headers.x-scope: got "x-scope" twice; a header has one value: remove one of them`,
  ],
};
