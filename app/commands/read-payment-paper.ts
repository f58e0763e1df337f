/**
 * npm run payments:read -- --trade-bill FILE | --fund-bill FILE | --notice BODY --headers FILE --api-v3-key FILE --platform-keys SERIAL=FILE
 * Reads what WeChat Pay wrote by the product's own code, without a server: a bill as it was downloaded, or a notification as it arrived. Exit
 * status 0 when it is believed, 1 when it is refused (with the reason), 2 for files that are not there.
 */
import { readFileSync } from "node:fs";
import { isRefusal } from "#app/domain/refusal.ts";
import { instant } from "#app/domain/time/instant.ts";
import { signedHeaders } from "#app/integrations/wechat-pay/message-signature.server.ts";
import { openNotice } from "#app/integrations/wechat-pay/notice.server.ts";
import { PlatformKeyStore } from "#app/integrations/wechat-pay/platform-certificates.server.ts";
import { platformKey } from "#app/integrations/wechat-pay/platform-key.server.ts";
import { readFundBill, readTradeBill } from "#app/integrations/wechat-pay/read-bills.server.ts";
import { readOptions } from "./command-options.ts";

const USAGE = `用法 Usage:
  npm run payments:read -- --trade-bill FILE     交易账单 a trade bill (ALL, SUCCESS, REFUND)
  npm run payments:read -- --fund-bill FILE      资金账单 a fund flow bill
  npm run payments:read -- --notice BODY --headers FILE --api-v3-key FILE --platform-keys SERIAL=FILE[,SERIAL=FILE] [--at TIME]
    --notice         回调报文原文 the raw body of a notification
    --headers        一行一个 HTTP 头 its HTTP headers, one "Name: value" a line
    --platform-keys  平台证书或公钥 platform certificates or public keys (PEM)
    --at             核对时间，如 2026-11-16T10:00:00+08:00；不写为现在 the time of the check; now where left out`;

const given = readOptions(
  {
    "trade-bill": { type: "string" },
    "fund-bill": { type: "string" },
    notice: { type: "string" },
    headers: { type: "string" },
    "api-v3-key": { type: "string" },
    "platform-keys": { type: "string" },
    at: { type: "string" },
  },
  USAGE,
);

function fail(text: string, status: 1 | 2): never {
  console.error(text);
  process.exit(status);
}

function bytesOf(file: string | undefined): Buffer {
  if (file === undefined) fail(USAGE, 2);
  try {
    return readFileSync(file);
  } catch (thrown) {
    fail(`读不了 Unreadable: ${thrown instanceof Error ? thrown.message : String(thrown)}`, 2);
  }
}

/** Fen are whole numbers beyond what JSON names; they are printed as texts. */
const print = (value: unknown) =>
  console.log(JSON.stringify(value, (_name, one: unknown) => (typeof one === "bigint" ? one.toString() : one)));

function printBill(read: (bytes: Uint8Array) => readonly unknown[], file: string): void {
  try {
    for (const line of read(bytesOf(file))) print(line);
  } catch (thrown) {
    if (isRefusal(thrown)) fail(`不采信 Refused: ${thrown.code} ${JSON.stringify(thrown.facts)}`, 1);
    throw thrown;
  }
}

/** Names in lower case; a line without a colon says nothing. */
function headersOf(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(/\r?\n/).map((line) => /^([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line));
  return new Map(pairs.flatMap((pair) => (pair ? [[(pair[1] ?? "").toLowerCase(), pair[2] ?? ""] as const] : [])));
}

function keysOf(setting: string, nowMs: number): PlatformKeyStore {
  const entries = setting.split(",").map((entry) => entry.trim().split("=") as [string, string?]);
  return new PlatformKeyStore(
    new Map(entries.map(([serial, file]) => [serial, platformKey(serial, bytesOf(file).toString("utf8"), nowMs)])),
  );
}

function printNotice(file: string): void {
  const now = instant(given.at ?? Date.now());
  const headers = headersOf(bytesOf(given.headers).toString("utf8"));
  const opened = openNotice(
    { headers: signedHeaders((name) => headers.get(name) ?? null), rawBody: bytesOf(file) },
    {
      apiV3Key: bytesOf(given["api-v3-key"]).toString("utf8").trim(),
      platformKeys: keysOf(given["platform-keys"] ?? "", now),
    },
    now,
  );
  if (!opened.ok) fail(`不采信 Refused: ${opened.fault}`, 1);
  print(opened.notice);
}

if (given["trade-bill"] !== undefined) printBill(readTradeBill, given["trade-bill"]);
else if (given["fund-bill"] !== undefined) printBill(readFundBill, given["fund-bill"]);
else if (given.notice !== undefined) printNotice(given.notice);
else fail(USAGE, 2);
