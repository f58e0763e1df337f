/** What the agent keeps on the kiosk's disk: its key, who it is, and what could not be sent. Readable by the agent's own user alone. */
import { generateKeyPairSync, hkdfSync, createPrivateKey, type KeyObject } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { publicKeySchema, type PublicKeyJwk } from "#app/domain/visits/sync-message.ts";

const PRIVATE = { mode: 0o600 } as const;

const deviceSchema = z.strictObject({
  publicKey: publicKeySchema,
  privateKey: z.string(),
  /** null until a clerk has entered the code. */
  deviceId: z.uuid().nullable(),
});

export type DeviceKey = {
  readonly publicKey: PublicKeyJwk;
  readonly privateKey: KeyObject;
  /** 32 bytes for what is kept on the disk, derived from the private key and written nowhere. */
  readonly diskKey: Buffer;
};

/** Written whole or not at all: a kiosk is switched off at any moment. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const beside = `${path}.part`;
  const file = openSync(beside, "w", PRIVATE.mode);
  try {
    if (typeof content === "string") writeSync(file, content);
    else writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
}

/** null when there is none. */
export function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw thrown;
  }
}

function newDevice(): z.infer<typeof deviceSchema> {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  return {
    publicKey: { kty: "EC", crv: "P-256", x, y },
    privateKey: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
    deviceId: null,
  };
}

export class StateFolder {
  readonly key: DeviceKey;
  #device: z.infer<typeof deviceSchema>;
  readonly #path: string;

  /** Makes the folder and the key when there are none. Throws for a file that is damaged: a kiosk is then paired anew by hand. */
  constructor(readonly folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#path = join(folder, "device.json");
    const stored = readIfThere(this.#path);
    this.#device = stored === null ? newDevice() : deviceSchema.parse(JSON.parse(stored.toString("utf8")));
    if (stored === null) this.#write();
    const privateKey = createPrivateKey(this.#device.privateKey);
    const { d = "" } = privateKey.export({ format: "jwk" });
    const diskKey = Buffer.from(hkdfSync("sha256", Buffer.from(d, "base64url"), "", "bedside kiosk disk 1", 32));
    this.key = { publicKey: this.#device.publicKey, privateKey, diskKey };
  }

  get deviceId(): string | null {
    return this.#device.deviceId;
  }

  keepDeviceId(deviceId: string): void {
    this.#device = { ...this.#device, deviceId };
    this.#write();
  }

  #write(): void {
    writeWhole(this.#path, JSON.stringify(this.#device));
  }
}
