import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ delivery: { smtp: { smarthost: "smtp://smtp.example.com:587", from: "monitoring@example.com", requireTls: true } } }),
  lines: [
    'environments.production.delivery.smtp.smarthost: got "smtp://smtp.example.com:587"; expected a host and a port from 1 to 65535, like "smtp.example.com:587": remove scheme, path and blanks',
  ],
};
