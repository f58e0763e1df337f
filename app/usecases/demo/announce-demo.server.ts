/** What `npm start` prints: where each surface is, and the demonstration sign-ins. */
import { DEMO_PASSWORD, DEMO_SIGN_INS } from "./load-demo-district.server.ts";

export function announce(origin: string, demo: boolean): string {
  const surfaces = [
    ["首页 front page", "/"],
    ["办公 office", "/office"],
    ["服务机构 provider", "/provider"],
    ["护理员 care worker", "/worker"],
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
  return lines.join("\n");
}
