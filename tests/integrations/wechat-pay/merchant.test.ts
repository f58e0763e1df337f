import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSign, X509Certificate } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant } from "#app/domain/time/instant.ts";
import { readMerchant, type MerchantSettings } from "#app/integrations/wechat-pay/merchant.server.ts";
import { signatureFault } from "#app/integrations/wechat-pay/message-signature.server.ts";

const NOW = Date.now();
let folder = "";
let settings: MerchantSettings;
let certificateSerial = "";

const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
const path = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "merchant-"));
  for (const name of ["merchant", "platform", "public"]) openssl("genrsa", "-out", `${name}.key`, "2048");
  openssl("genrsa", "-out", "short.key", "1024");
  openssl(
    "req",
    "-x509",
    "-new",
    "-key",
    "platform.key",
    "-subj",
    "/CN=Tenpay.com",
    // A serial of chance begins with a nought one time in eight, and is then the same number without it.
    "-set_serial",
    "0x5AB20CF59B1F3C7A4D60E1188F72D34BB5C6A901",
    "-days",
    "30",
    "-out",
    "platform.pem",
  );
  openssl("rsa", "-in", "public.key", "-pubout", "-out", "public.pem");
  openssl("rsa", "-in", "short.key", "-pubout", "-out", "short.pem");
  certificateSerial = new X509Certificate(readFileSync(path("platform.pem"))).serialNumber;
  writeFileSync(path("api-v3"), `${"k".repeat(32)}\n`);
  writeFileSync(path("api-v3-short"), "k".repeat(31));
  settings = {
    appId: "wx0000000000000001",
    merchantId: "1900000001",
    serial: "5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
    privateKeyFile: path("merchant.key"),
    apiV3KeyFile: path("api-v3"),
    platformKeys: `${certificateSerial}=${path("platform.pem")},PUB_KEY_ID_0119=${path("public.pem")}`,
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (change: Partial<MerchantSettings>, nowMs = NOW) => readMerchant({ ...settings, ...change }, nowMs);

describe("a merchant's settings", () => {
  it("hold platform certificates and a public key side by side, and the public key is asked for", () => {
    const merchant = read({});
    for (const serial of [certificateSerial, "PUB_KEY_ID_0119"])
      expect(merchant.platformKeys.get(serial, instant(NOW))?.asymmetricKeyType).toBe("rsa");
    expect(merchant.certificates).toBeNull();
    expect(merchant.askedSerial).toBe("PUB_KEY_ID_0119");
    expect(read({ platformKeys: `${certificateSerial}=${path("platform.pem")}` }).askedSerial).toBe(certificateSerial);
  });

  it("know a certificate however its serial was written down, as their check at the start does", () => {
    for (const written of [certificateSerial.toLowerCase(), `00${certificateSerial}`]) {
      const { platformKeys } = read({ platformKeys: `${written}=${path("platform.pem")}` });
      expect(platformKeys.get(certificateSerial, instant(NOW))?.asymmetricKeyType).toBe("rsa");
      expect(platformKeys.get(certificateSerial.slice(1), instant(NOW))).toBeUndefined();
    }
  });

  it("believe what either of the two signed, each under its own serial only", () => {
    const now = instant("2026-11-16T09:40:00+08:00");
    const keys = read({}).platformKeys;
    const signed = (key: string, serial: string) => ({
      serial,
      timestamp: String(now / 1_000),
      nonce: "n",
      signature: createSign("RSA-SHA256")
        .update(`${now / 1_000}\nn\nbody\n`)
        .sign(readFileSync(path(key)), "base64"),
      signatureType: null,
    });
    const fault = (key: string, serial: string) =>
      signatureFault(signed(key, serial), Buffer.from("body"), { keys, now });
    expect(fault("platform.key", certificateSerial)).toBeNull();
    expect(fault("public.key", "PUB_KEY_ID_0119")).toBeNull();
    expect(fault("platform.key", "PUB_KEY_ID_0119")).toBe("signature-wrong");
    expect(fault("public.key", certificateSerial)).toBe("signature-wrong");
    expect(fault("merchant.key", certificateSerial)).toBe("signature-wrong");
  });

  it("are refused with the name of what is wrong", () => {
    expect(() => read({ apiV3KeyFile: path("api-v3-short") })).toThrow("not 32 bytes");
    expect(() => read({ platformKeys: `AB12=${path("platform.pem")}` })).toThrow("the certificate's serial is");
    expect(() => read({ platformKeys: `AB12=${path("public.pem")}` })).toThrow("named by its serial");
    expect(() => read({ platformKeys: `PUB_KEY_ID_1=${path("platform.pem")}` })).toThrow("named by its serial");
    expect(() => read({ platformKeys: `PUB_KEY_ID_1=${path("short.pem")}` })).toThrow("2048");
    expect(() => read({ platformKeys: "PUB_KEY_ID_1" })).toThrow("SERIAL=file");
    expect(() => read({ privateKeyFile: path("short.key") })).toThrow("2048");
    expect(() => read({ privateKeyFile: path("absent.key") })).toThrow("absent.key");
    expect(() => read({}, NOW + 31 * 86_400_000)).toThrow("ended on");
  });
});
