import { environment, owner, system, web, type Bad } from "../support";

const at = (id: string, publicOtlp: object) => ({ ...environment, id, publicOtlp });
export const bad: Bad = {
  input: {
    systems: [system("shop", web)],
    owners: [owner],
    environments: [
      at("encrypted", { url: "https://otlp.example.com", tls: "none" }),
      at("behind", { url: "http://127.0.0.1:4318", tls: "ingress" }),
      at("usual", { url: "http://localhost:4318" }),
    ],
  },
  lines: [
    'environments.encrypted.publicOtlp.tls: got "none" with "https://otlp.example.com"; tokens must not be sent unencrypted: remove tls, or use a loopback address such as http://127.0.0.1:4318',
    'environments.behind.publicOtlp.tls: got "ingress" with "http://127.0.0.1:4318", which is not encrypted: write "none", or use an address that begins with https://',
    'environments.usual.publicOtlp.tls: got "proxy" with "http://localhost:4318", which is not encrypted: write "none", or use an address that begins with https://',
  ],
};
