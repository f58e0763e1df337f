/** What an outsider hands in, read by commands of their own processes: a vendor's message by a mapping file, and papers of the payment channel. */
import { spawnSync } from "node:child_process";
import { createPublicKey } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { instant, isoText, plusMinutes } from "#app/domain/time/instant.ts";
import { newSimulatedAccount } from "#app/integrations/wechat-pay/simulator/simulated-account.server.ts";
import { sentNotice } from "#app/integrations/wechat-pay/simulator/signed-messages.server.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "bedside-outside-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

function run(command: string, ...more: readonly string[]) {
  const program = join(root, "app", "commands", `${command}.ts`);
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", program, ...more], {
    cwd: root,
    encoding: "utf8",
  });
  return { status, stderr, lines: stdout.split("\n").filter((line) => line !== "") };
}

describe("npm run devices:read", { timeout: 120_000 }, () => {
  const mapping = file(
    "mapping.json",
    JSON.stringify({
      mapping: 1,
      vendor: "seen-never",
      topics: ["never/{device}/state"],
      device: { topic: "device" },
      measures: [{ measure: "sos", from: "$.key", map: { long: true } }],
    }),
  );
  const read = (topic: string, message: string) =>
    run("read-device-message", "--mapping", mapping, "--topic", topic, "--message", file("message.json", message));

  it("says what a message says by a mapping file, or why it would be kept aside", () => {
    const { status, lines } = read("never/cord/state", '{"key":"long"}');
    expect([status, lines.map((line) => JSON.parse(line) as unknown)]).toEqual([
      0,
      [
        { vendor: "seen-never", subscribesTo: ["never/+/state"] },
        expect.objectContaining({ externalId: "cord", measures: { sos: true } }),
      ],
    ]);
    expect(read("never/cord/state", '{"key":"short"}')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("no-measure") as string,
    });
  });

  it("names every place of a file that cannot be used", () => {
    const wrong = file("wrong.json", '{"mapping":1,"vendor":"x y","device":"id","measures":[]}');
    const { status, stderr } = run("read-device-message", "--mapping", wrong);
    expect(status).toBe(2);
    for (const place of ["vendor", "device", "measures"]) expect(stderr).toContain(`\n  ${place}`);
  });
});

describe("npm run payments:read", { timeout: 120_000 }, () => {
  const bill = [
    "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额（元）,账户结余（元）,资金变更提交申请人,备注,业务凭证号",
    "`2026-11-16 10:20:31,`42001,`F1,`交易,`交易,`收入,`12.00,`12.00,`system,`,`1",
    "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额",
    "`1,`1,`12.00,`0,`0.00",
  ].join("\r\n");

  it("reads a bill, and refuses one whose sums differ", () => {
    const { status, lines } = run("read-payment-paper", "--fund-bill", file("fund.csv", `\ufeff${bill}`));
    expect([status, lines.map((line) => JSON.parse(line) as unknown)]).toEqual([
      0,
      [expect.objectContaining({ kind: "payment", flowNo: "F1", changeFen: "1200" })],
    ]);
    const wrong = file("wrong.csv", bill.replace("`1,`1,`12.00", "`1,`1,`12.01"));
    expect(run("read-payment-paper", "--fund-bill", wrong)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("bill-sums-differ") as string,
    });
  });

  it("believes a notification by its headers in any case and its raw bytes, at the time that is given, and no later", () => {
    const account = newSimulatedAccount();
    const now = instant("2026-11-16T09:40:00+08:00");
    const plain = {
      ...{ mchid: account.merchantId, appid: account.appId, out_trade_no: "BS1", transaction_id: "4200" },
      ...{
        trade_state: "SUCCESS",
        success_time: "2026-11-16T09:39:58+08:00",
        amount: { total: 1200, currency: "CNY" },
      },
    };
    const { headers, body } = sentNotice(account, { id: "N1", eventType: "TRANSACTION.SUCCESS", plain }, now);
    const named = Object.entries(headers).map(([name, value], index) =>
      index % 2 === 0 ? `${name.toLowerCase()}: ${value}` : `${name.toUpperCase()}:${value}`,
    );
    const key = createPublicKey(account.platformKeyPem).export({ type: "spki", format: "pem" }).toString();
    const read = (text: string, at = now) =>
      run(
        ...(["read-payment-paper", "--notice", file("body.json", text), "--at", isoText(at)] as const),
        ...["--headers", file("headers.txt", named.join("\r\n"))],
        ...["--api-v3-key", file("api-v3", account.apiV3Key)],
        ...["--platform-keys", `${account.publicKeyId}=${file("platform.pem", key)}`],
      );
    const believed = read(body);
    expect([believed.status, JSON.parse(believed.lines[0] ?? "null")]).toEqual([
      0,
      expect.objectContaining({ kind: "payment", id: "N1", trade: expect.objectContaining({ amountFen: "1200" }) }),
    ]);
    expect(read(`${body} `)).toMatchObject({ status: 1, stderr: expect.stringContaining("signature-wrong") as string });
    expect(read(body, plusMinutes(now, 6))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("timestamp-outside-window") as string,
    });
  });
});
