import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({
    ...web,
    uptime: [
      { name: "a", path: "/100%zz", port: 80 },
      { name: "b", url: "https://shop.example.com/health?share=5%" },
    ],
  }),
  lines: [
    'systems.shop.services.web.uptime[0].path: got "/100%zz"; "%zz" is no percent encoding: write two hexadecimal digits after %, and %25 for a percent sign',
    'systems.shop.services.web.uptime[1].url: got "https://shop.example.com/health?share=5%"; "%" is no percent encoding: write two hexadecimal digits after %, and %25 for a percent sign',
  ],
};
