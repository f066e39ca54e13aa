import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ delivery: { smtp: { smarthost: "smtp.example.com", from: "monitoring@example.com", username: "", requireTls: true } } }),
  lines: [
    'environments.production.delivery.smtp.smarthost: got "smtp.example.com"; expected a host and a port from 1 to 65535, like "smtp.example.com:587": remove scheme, path and blanks',
    "environments.production.delivery.smtp.username: got an empty string; expected 1 or more characters",
  ],
};
