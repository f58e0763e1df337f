/** What `npm start` prints: where each surface is, and the demonstration sign-ins. */
import type { KioskElders } from "./find-kiosk-elders.server.ts";
import { DEMO_FAMILIES } from "./link-families.server.ts";
import { DEMO_PASSWORD, DEMO_SIGN_INS } from "./load-demo-district.server.ts";

/** One line for each telephone number that the kiosk can be tried with; the code then stands on the screen, marked 演示. */
function kioskLines({ canBook, isFull, sharesPhone }: KioskElders): string[] {
  const numbers = [
    [canBook, "可以新约一次 can book a visit"],
    [isFull, "四次都排好了，可以改时间 month full, can move a visit"],
    [sharesPhone, "两位老人同一个手机号 two elders share it"],
  ];
  const known = numbers.filter(([phone]) => phone !== null);
  if (known.length === 0) return [];
  return [
    "",
    "  一体机演示手机号 telephone numbers for the kiosk",
    ...known.map(([phone, what]) => `    ${phone}  ${what}`),
  ];
}

/** With WeChat simulated a name is enough; by telephone the digits stand on the screen. */
const familyLines = () => [
  "",
  "  家属演示手机号 family members: WeChat (simulated) or telephone at /family",
  ...DEMO_FAMILIES.map(({ phone, about }) => `    ${phone}  ${about}`),
];

/** @param kiosk demonstration elders for the kiosk; null outside a demonstration */
export function announce(origin: string, demo: boolean, kiosk: KioskElders | null = null): string {
  const surfaces = [
    ["首页 front page", "/"],
    ["办公 office", "/office"],
    ["服务机构 provider", "/provider"],
    ["护理员 care worker", "/worker"],
    ["家属 family", "/family"],
    ["一体机 kiosk", "/kiosk  (1080x1920, 横屏 landscape: /kiosk?orient=landscape)"],
    ["健康 health", "/healthz  /readyz"],
  ];
  const lines = [
    "",
    "Bedside 床边",
    ...surfaces.map(([name = "", path = ""]) => `  ${name.padEnd(22)} ${origin}${path}`),
  ];
  if (demo)
    lines.push(
      "",
      `  演示登录 demo sign-ins (密码 password: ${DEMO_PASSWORD})`,
      ...DEMO_SIGN_INS.map((one) => `    ${one.loginName.padEnd(12)} ${one.displayName}`),
    );
  if (demo && kiosk !== null) lines.push(...kioskLines(kiosk));
  if (demo) lines.push(...familyLines());
  return lines.join("\n");
}
