import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import type { Merchant } from "#app/integrations/wechat-pay/merchant.server.ts";
import { signatureFault, signedHeaders } from "#app/integrations/wechat-pay/message-signature.server.ts";
import { PlatformKeyStore } from "#app/integrations/wechat-pay/platform-certificates.server.ts";
import { merchantOf } from "#app/integrations/wechat-pay/simulator/simulated-account.server.ts";
import { signedMessage } from "#app/integrations/wechat-pay/simulator/signed-messages.server.ts";
import { simulatedWechat } from "./simulated-wechat.ts";

type Certificate = { readonly serial: string; readonly pem: string; readonly keyPem: string; readonly until: Instant };

let folder = "";
let [older, newer]: Certificate[] = [];
/** Certificates begin when openssl makes them, so the clock begins then too. */
let begin = instant(0);

function certificate(name: string, days: number): Certificate {
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  openssl(
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-subj",
    "/CN=Tenpay.com",
    "-days",
    String(days),
    "-keyout",
    `${name}.key`,
    "-out",
    `${name}.pem`,
  );
  const pem = readFileSync(join(folder, `${name}.pem`), "utf8");
  const { serialNumber: serial, validTo } = new X509Certificate(pem);
  return {
    serial,
    pem,
    keyPem: readFileSync(join(folder, `${name}.key`), "utf8"),
    until: instant(Date.parse(validTo)),
  };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "certificates-"));
  [older, newer] = [certificate("older", 5), certificate("newer", 900)];
  begin = plusMinutes(instant(Date.now()), 1);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function rotating() {
  if (!older || !newer) throw new Error("no certificates");
  const wechat = simulatedWechat(begin);
  const served = new Map([[older.serial, older.pem]]);
  let downloads = 0;
  const certificates = () => {
    downloads += 1;
    return served;
  };
  Object.assign(wechat.simulated, { certificates });
  /** With which certificate the channel signs from now on. */
  const signWith = ({ serial, keyPem }: Certificate) =>
    Object.assign(wechat.account, { publicKeyId: serial, platformKeyPem: keyPem });
  signWith(older);
  const store = new PlatformKeyStore();
  const merchant: Merchant = {
    ...merchantOf(wechat.account),
    platformKeys: store,
    askedSerial: "",
    certificates: store,
  };
  const gateway = wechat.gateway({ pausesMs: [] }, merchant);
  const faultOf = (signer: Certificate, now = wechat.clock.now) => {
    const { headers, body } = signedMessage(
      { ...wechat.account, publicKeyId: signer.serial, platformKeyPem: signer.keyPem },
      "{}",
      now,
    );
    const lower = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    return signatureFault(
      signedHeaders((name) => lower.get(name) ?? null),
      Buffer.from(body),
      { keys: store, now },
    );
  };
  return { ...wechat, served, signWith, store, gateway, faultOf, older, newer, downloads: () => downloads };
}

let wechat: ReturnType<typeof rotating>;
beforeEach(() => {
  wechat = rotating();
  wechat.server.listen({ onUnhandledRequest: "error" });
});
afterEach(() => wechat.server.close());

const ask = () => wechat.gateway.findTrade("BS20261116nobody");
const later = (minutes: number) => (wechat.clock.now = plusMinutes(wechat.clock.now, minutes));

describe("platform certificates", () => {
  it("are downloaded before the first request, once for requests that come together, and kept for twelve hours", async () => {
    await wechat.gateway.startNative({
      orderNo: "BS20261116first",
      description: "d",
      amountFen: fen(100),
      expiresAt: plusMinutes(begin, 30),
    });
    await Promise.all([ask(), ask(), ask()]);
    expect(wechat.downloads()).toBe(1);
    later(719);
    await ask();
    expect(wechat.downloads()).toBe(1);
    later(1);
    await Promise.all([ask(), ask()]);
    expect(wechat.downloads()).toBe(2);
  });

  it("are both accepted while they overlap, and the old one is refused from its end on", async () => {
    await ask();
    expect(wechat.faultOf(wechat.newer)).toBe("serial-unknown");
    wechat.served.set(wechat.newer.serial, wechat.newer.pem);
    later(720);
    await ask();
    expect([wechat.faultOf(wechat.older), wechat.faultOf(wechat.newer)]).toEqual([null, null]);
    expect(wechat.store.newest(wechat.clock.now)).toBe(wechat.newer.serial);
    wechat.served.delete(wechat.older.serial);
    wechat.signWith(wechat.newer);
    later(720);
    await ask();
    expect(wechat.faultOf(wechat.older)).toBeNull();
    wechat.clock.now = wechat.older.until;
    expect([wechat.faultOf(wechat.older), wechat.faultOf(wechat.newer)]).toEqual(["serial-unknown", null]);
  });

  it("are looked for each hour when the last one is about to end", async () => {
    await ask();
    wechat.clock.now = plusMinutes(wechat.older.until, -23 * 60);
    await ask();
    later(61);
    await ask();
    expect(wechat.downloads()).toBe(3);
  });

  it("are never looked for because a message names an unknown serial", async () => {
    await ask();
    expect(wechat.faultOf(wechat.newer)).toBe("serial-unknown");
    expect(wechat.downloads()).toBe(1);
  });

  it("that nobody can open, or that somebody else signed, are not believed; what was known stays", async () => {
    const known = rotating();
    Object.assign(wechat.account, { apiV3Key: "z".repeat(32) });
    const wrongSeal = wechat.gateway;
    await expect(wrongSeal.findTrade("BS1x")).rejects.toMatchObject({ kind: "untrusted-answer" });
    wechat.server.close();
    known.server.listen({ onUnhandledRequest: "error" });
    await known.gateway.findTrade("BS20261116nobody");
    known.signWith(known.newer);
    known.clock.now = plusMinutes(known.clock.now, 720);
    await expect(known.gateway.findTrade("BS20261116nobody")).resolves.toBeNull();
    expect(known.faultOf(known.older)).toBeNull();
    expect(known.faultOf(known.newer)).toBe("serial-unknown");
    known.server.close();
  });

  it("are nothing to a merchant with a public key", async () => {
    const plain = simulatedWechat(begin);
    let downloads = 0;
    Object.assign(plain.simulated, { certificates: () => ((downloads += 1), new Map()) });
    wechat.server.close();
    plain.server.listen({ onUnhandledRequest: "error" });
    await plain.gateway().findTrade("BS20261116nobody");
    expect(downloads).toBe(0);
    plain.server.close();
  });
});
