/**
 * What a care worker's phone keeps, in IndexedDB. One database for each worker, so that two who share a phone never send or read each
 * other's. Events lie encrypted by a key of the device; days lie sealed to the worker's digits (vault.client.ts).
 *
 * Versions of the store only add, so that a page of an older build that is still open goes on working:
 *   1  device and outbox; a row of the outbox held its event in the clear
 *   2  vault: the worker's digits and days; rows of the outbox are encrypted, those of version 1 are read as they are
 *   3  photos: photographs that the server does not have yet, what is known of each apart from its encrypted bytes
 */
import { deleteDB, openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from "idb";
import type { KeptPhoto, PhotoStore } from "#app/domain/photos/kept-photos.ts";
import { EMPTY_CHAIN, type ChainHead, type OutboxRow, type OutboxStore } from "#app/domain/visits/outbox.ts";
import type { PublicKeyJwk, SentEvent } from "#app/domain/visits/sync-message.ts";
import { decrypt, encrypt, newDeviceSecret, type Box, type SealedDay, type VaultRecord } from "./vault.client.ts";

export const STORE_VERSION = 3;

/** Made once, at the first start on this phone. None of the private keys can be exported. */
export type DeviceRecord = {
  readonly deviceId: string;
  readonly signingKey: CryptoKey;
  readonly publicKey: PublicKeyJwk;
  /** AES-GCM, for the rows of the outbox. */
  readonly boxKey: CryptoKey;
  /** HMAC, beside the worker's digits. */
  readonly secret: CryptoKey;
};

type StoredRow = Omit<OutboxRow, "event"> & {
  readonly eventId: string;
  readonly deviceSeq: number;
  readonly event?: SentEvent;
  readonly box?: Box;
};

interface PhoneSchema extends DBSchema {
  device: { key: string; value: DeviceRecord | ChainHead | number };
  outbox: { key: string; value: StoredRow };
  vault: { key: string; value: VaultRecord | SealedDay };
  photos: { key: string; value: KeptPhoto };
  photoBytes: { key: string; value: Box };
}

type Database = IDBPDatabase<PhoneSchema>;

const databaseName = (workerId: string) => `bedside-phone-${workerId}`;

function upgrade(database: Database, from: number): void {
  if (from < 1) {
    database.createObjectStore("device");
    database.createObjectStore("outbox", { keyPath: "eventId" });
  }
  if (from < 2) database.createObjectStore("vault");
  if (from < 3) {
    database.createObjectStore("photos", { keyPath: "digest" });
    database.createObjectStore("photoBytes");
  }
}

/** A newer build may have raised the version: its stores hold all that this one needs. */
async function openDatabase(name: string): Promise<Database> {
  const blocking = (_current: number, _blocked: number | null, event: IDBVersionChangeEvent) =>
    (event.target as IDBDatabase).close();
  try {
    return await openDB<PhoneSchema>(name, STORE_VERSION, { upgrade, blocking });
  } catch (thrown) {
    if (!(thrown instanceof DOMException) || thrown.name !== "VersionError") throw thrown;
    return openDB<PhoneSchema>(name, undefined, { blocking });
  }
}

async function newDevice(): Promise<DeviceRecord> {
  const { subtle } = crypto;
  const pair = await subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  const { x = "", y = "" } = await subtle.exportKey("jwk", pair.publicKey);
  return {
    deviceId: crypto.randomUUID(),
    signingKey: pair.privateKey,
    publicKey: { kty: "EC", crv: "P-256", x, y },
    boxKey: await subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]),
    secret: await newDeviceSecret(),
  };
}

/** The device of version 1 had its signing key only. */
async function completed(found: Partial<DeviceRecord>): Promise<DeviceRecord> {
  return { ...(await newDevice()), ...found };
}

/** Two tabs that start at once agree on one device. */
async function readDevice(database: Database): Promise<DeviceRecord> {
  const found = (await database.get("device", "device")) as Partial<DeviceRecord> | undefined;
  if (found?.boxKey !== undefined && found.secret !== undefined) return found as DeviceRecord;
  const made = await completed(found ?? {});
  const transaction = database.transaction("device", "readwrite", { durability: "strict" });
  const meanwhile = (await transaction.store.get("device")) as Partial<DeviceRecord> | undefined;
  if (meanwhile?.boxKey === undefined) await transaction.store.put(made, "device");
  await transaction.done;
  return meanwhile?.boxKey === undefined ? made : (meanwhile as DeviceRecord);
}

const sameHead = (left: ChainHead, right: ChainHead) => left.lastSeq === right.lastSeq && left.hash === right.hash;

type Writing = IDBPTransaction<PhoneSchema, ("device" | "outbox" | "photos" | "photoBytes")[], "readwrite">;

/** Stores of the photographs; what is done to one is done to both or to neither. */
const PHOTOS = ["photos", "photoBytes"] as const;

/** Writes are on the disk, not only promised, when a promise of this store resolves. */
export class PhoneStore implements OutboxStore, PhotoStore {
  private constructor(
    private readonly database: Database,
    readonly workerId: string,
    readonly device: DeviceRecord,
  ) {}

  /** Opens, or makes, what this phone keeps for a worker. Rejects where the browser keeps nothing. */
  static async open(workerId: string): Promise<PhoneStore> {
    const database = await openDatabase(databaseName(workerId));
    return new PhoneStore(database, workerId, await readDevice(database));
  }

  close(): void {
    this.database.close();
  }

  head = async (): Promise<ChainHead> =>
    ((await this.database.get("device", "chain")) as ChainHead | undefined) ?? EMPTY_CHAIN;

  append: OutboxStore["append"] = async (row, chain, photo) => {
    const stored = await this.stored(row);
    const box = photo && (await encrypt(this.device.boxKey, Uint8Array.from(photo.content)));
    const transaction: Writing = this.database.transaction(
      ["device", "outbox", ...(photo ? PHOTOS : [])],
      "readwrite",
      {
        durability: "strict",
      },
    );
    const device = transaction.objectStore("device");
    const head = ((await device.get("chain")) as ChainHead | undefined) ?? EMPTY_CHAIN;
    const follows = sameHead(head, chain.after);
    const writes: Promise<unknown>[] = follows
      ? [device.put(chain.next, "chain"), transaction.objectStore("outbox").add(stored)]
      : [];
    if (follows && photo && box) {
      writes.push(transaction.objectStore("photos").put(photo.kept));
      writes.push(transaction.objectStore("photoBytes").put(box, photo.kept.digest));
    }
    await Promise.all([...writes, transaction.done]);
    return follows;
  };

  photos = async (): Promise<KeptPhoto[]> => {
    const found = await this.database.getAll("photos");
    return found.sort((left, right) => left.savedMs - right.savedMs || (left.digest < right.digest ? -1 : 1));
  };

  photoContent = async (digest: string): Promise<Uint8Array | null> => {
    const box = await this.database.get("photoBytes", digest);
    return box === undefined ? null : new Uint8Array(await decrypt(this.device.boxKey, box));
  };

  dropPhoto = async (digest: string): Promise<void> => {
    const transaction = this.database.transaction(PHOTOS, "readwrite", { durability: "strict" });
    const gone = PHOTOS.map((name) => transaction.objectStore(name).delete(digest));
    await Promise.all([...gone, transaction.done]);
  };

  refusePhoto = async (digest: string): Promise<void> => {
    const transaction = this.database.transaction("photos", "readwrite", { durability: "strict" });
    const kept = await transaction.store.get(digest);
    if (kept !== undefined) await transaction.store.put({ ...kept, state: "refused" });
    await transaction.done;
  };

  rows = async (): Promise<OutboxRow[]> => {
    const found = await this.database.getAll("outbox");
    const rows = await Promise.all(found.map((stored) => this.rowOf(stored)));
    return rows.sort((left, right) => left.event.deviceSeq - right.event.deviceSeq);
  };

  change = async ({ put, remove }: Parameters<OutboxStore["change"]>[0]): Promise<void> => {
    const rows = await Promise.all(put.map((row) => this.stored(row)));
    const transaction = this.database.transaction("outbox", "readwrite", { durability: "strict" });
    for (const row of rows)
      if ((await transaction.store.getKey(row.eventId)) !== undefined) await transaction.store.put(row);
    for (const eventId of remove) await transaction.store.delete(eventId);
    await transaction.done;
  };

  /** Server clock minus phone clock as last sampled. */
  async serverOffsetMs(): Promise<number | null> {
    return ((await this.database.get("device", "offset")) as number | undefined) ?? null;
  }

  async saveServerOffset(offsetMs: number): Promise<void> {
    await this.database.put("device", Math.round(offsetMs), "offset");
  }

  async vault(): Promise<VaultRecord | null> {
    return ((await this.database.get("vault", "vault")) as VaultRecord | undefined) ?? null;
  }

  async saveVault(record: VaultRecord): Promise<void> {
    const transaction = this.database.transaction("vault", "readwrite", { durability: "strict" });
    await transaction.store.put(record, "vault");
    await transaction.done;
  }

  async day(): Promise<SealedDay | null> {
    return ((await this.database.get("vault", "day")) as SealedDay | undefined) ?? null;
  }

  async saveDay(day: SealedDay): Promise<void> {
    await this.database.put("vault", day, "day");
  }

  /** Days and digits only: the outbox and the device stay. */
  async wipeDays(): Promise<void> {
    await this.database.clear("vault");
  }

  /** Everything of this worker on this phone. The caller has made sure that nothing waits. */
  async wipe(): Promise<void> {
    this.database.close();
    await deleteDB(databaseName(this.workerId));
  }

  private async stored({ event, ...row }: OutboxRow): Promise<StoredRow> {
    const text = Uint8Array.from(new TextEncoder().encode(JSON.stringify(event)));
    const { eventId, deviceSeq } = event;
    return { ...row, eventId, deviceSeq, box: await encrypt(this.device.boxKey, text) };
  }

  private async rowOf({ event, box, savedMs, ...row }: StoredRow): Promise<OutboxRow> {
    const { state = "waiting", answeredMs = null, reason = null } = row as Partial<StoredRow>;
    const read =
      box === undefined
        ? (event as SentEvent)
        : (JSON.parse(new TextDecoder().decode(await decrypt(this.device.boxKey, box))) as SentEvent);
    return { event: read, savedMs, state, answeredMs, reason };
  }
}
