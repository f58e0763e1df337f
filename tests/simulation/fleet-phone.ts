/**
 * One simulated phone: what is on its disk, what is only in its memory, and its clock. The disk changes in whole transactions, as
 * IndexedDB does with strict durability; everything else is gone when the page is killed. Signing and hashing are the client's own code.
 */
import type { Random } from "#app/domain/seeded-random.ts";
import type {
  PinKey,
  SentEvent,
  SyncAnswer,
  SyncDevice,
  SyncRequest,
  UnsignedEvent,
} from "#app/domain/visits/sync-message.ts";
import { eventHash, signEvent } from "#app/web/offline/event-signature.ts";
import { sealPin } from "#app/web/offline/seal-pin.ts";
import { newKeys } from "#tests/support/signing-phone.ts";
import type { Deed } from "./fleet-stories.ts";

/** What survives the end of the page. The first builds of the app kept the sequence under another name. */
type Disk = {
  readonly format: 1 | 2;
  readonly chain: { seq?: number; lastSeq?: number; hash: string | null };
  readonly outbox: SentEvent[];
};

const EMPTY: Disk = { format: 1, chain: { seq: 0, hash: null }, outbox: [] };

/** An app update opens the store of the build before it; the outbox is carried over as it is. */
function migrate(disk: Disk): Disk {
  if (disk.format === 2) return disk;
  return { format: 2, chain: { lastSeq: disk.chain.seq ?? 0, hash: disk.chain.hash }, outbox: disk.outbox };
}

/** UUID of a version, drawn from the seed. */
export function drawnUuid(random: Random, version: 4 | 7): string {
  const hex = Array.from({ length: 32 }, () => random.below(16).toString(16)).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

export type CaptureFault = "none" | "killed-before-commit" | "killed-after-commit";

export class FleetPhone {
  /** The phone's clock minus the true time. */
  clockErrorMs = 0;
  private disk: Disk = structuredClone(EMPTY);
  private build = 1;
  private runtimeId = "";
  private startedMs = 0;
  private serverOffsetMs: number | null = null;
  /** Counts the starts of the page: a reply to a request of an earlier one reaches nobody. */
  life = 0;

  private constructor(
    readonly device: SyncDevice,
    readonly workerId: string,
    private readonly privateKey: CryptoKey,
    private readonly random: Random,
  ) {}

  static async make(workerId: string, random: Random, nowMs: number): Promise<FleetPhone> {
    const { privateKey, publicKey } = await newKeys();
    const phone = new FleetPhone({ deviceId: drawnUuid(random, 4), publicKey }, workerId, privateKey, random);
    phone.restart(nowMs);
    return phone;
  }

  /** The page starts anew: everything that was only in memory is gone, the disk is read as text. */
  restart(nowMs: number): void {
    this.disk = JSON.parse(JSON.stringify(this.disk)) as Disk;
    if (this.build > 1) this.disk = migrate(this.disk);
    this.life += 1;
    this.runtimeId = drawnUuid(this.random, 4);
    this.startedMs = nowMs;
    this.serverOffsetMs = null;
  }

  update(nowMs: number): void {
    this.build += 1;
    this.restart(nowMs);
  }

  get waiting(): number {
    return this.disk.outbox.length;
  }

  /** Writes the event and its place in the chain in one transaction. @returns what is on the disk now; null when the page was killed before */
  async capture(deed: Deed, nowMs: number, pinKey: PinKey, fault: CaptureFault): Promise<SentEvent | null> {
    const eventId = drawnUuid(this.random, 7);
    const { body: said, visitNo } = deed;
    const body =
      said.kind === "typed"
        ? { kind: "pin_confirm", sealed: await sealPin(String(said["digits"]), { visitNo, eventId }, pinKey) }
        : said;
    const { chain } = this.disk;
    const deviceSeq = (chain.lastSeq ?? chain.seq ?? 0) + 1;
    const unsigned: UnsignedEvent = {
      eventId,
      visitNo,
      deviceSeq,
      deviceMs: Math.round(nowMs + this.clockErrorMs),
      runtimeId: this.runtimeId,
      monotonicMs: nowMs - this.startedMs,
      serverOffsetMs: this.serverOffsetMs,
      network: this.random.next() < 0.5 ? "online" : "offline",
      appBuild: `fleet-${this.build}`,
      prevHash: chain.hash,
      body,
    };
    const event = await signEvent(unsigned, this.privateKey);
    if (fault === "killed-before-commit") {
      this.restart(nowMs);
      return null;
    }
    const hash = await eventHash(unsigned);
    const kept = this.disk.format === 2 ? { lastSeq: deviceSeq, hash } : { seq: deviceSeq, hash };
    this.disk = { ...this.disk, chain: kept, outbox: [...this.disk.outbox, event] };
    if (fault === "killed-after-commit") this.restart(nowMs);
    return event;
  }

  /** Some of what waits, as one request; now and then out of order. */
  request(nowMs: number, isShuffled: boolean): SyncRequest {
    const some = this.disk.outbox.slice(0, 1 + this.random.below(12));
    const events = isShuffled ? this.random.shuffle(some) : some;
    return JSON.parse(
      JSON.stringify({ protocol: 1, device: this.device, sentAtMs: Math.round(nowMs + this.clockErrorMs), events }),
    ) as SyncRequest;
  }

  /** Takes away what the server named, and compares the clocks by the middle of the way. */
  settle(
    answers: readonly SyncAnswer[],
    clocks: { readonly serverMs: number; readonly sentMs: number; readonly nowMs: number },
  ): void {
    const named = new Set(answers.map((answer) => answer.eventId));
    this.disk = { ...this.disk, outbox: this.disk.outbox.filter((event) => !named.has(event.eventId)) };
    const middle = (clocks.sentMs + clocks.nowMs) / 2 + this.clockErrorMs;
    this.serverOffsetMs = Math.round(clocks.serverMs - middle);
  }

  /** The same events as a phone with a right clock and a network would have signed them. */
  async signAgain(events: readonly { readonly event: SentEvent; readonly trueMs: number }[]): Promise<SentEvent[]> {
    const signed: SentEvent[] = [];
    let prevHash: string | null = null;
    for (const { event, trueMs } of events) {
      const { signature: _signature, ...rest } = event;
      const right = {
        deviceMs: trueMs,
        serverOffsetMs: 0,
        network: "online",
        monotonicMs: trueMs,
        runtimeId: this.device.deviceId,
      } as const;
      const unsigned: UnsignedEvent = { ...rest, ...right, prevHash };
      prevHash = await eventHash(unsigned);
      signed.push(await signEvent(unsigned, this.privateKey));
    }
    return signed;
  }
}
