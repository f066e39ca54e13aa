import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ delivery: { smtp: { smarthost: "smtp.example.com:99999", from: "monitoring@example.com", requireTls: true } } }),
  lines: [
    'environments.production.delivery.smtp.smarthost: got "smtp.example.com:99999"; expected a host and a port from 1 to 65535, like "smtp.example.com:587": remove scheme, path and blanks',
  ],
};
