/**
 * One simulated phone. What it does with an event is the client's own code (capture, send, seal, sign) over a disk that changes in whole
 * transactions, as IndexedDB does with strict durability; everything else is gone when the page is killed.
 */
import type { KeptPhoto, PhotoToKeep } from "#app/domain/photos/kept-photos.ts";
import type { Random } from "#app/domain/seeded-random.ts";
import type { PhotoEnd } from "#app/domain/verification/visit-photos.ts";
import { isWaiting } from "#app/domain/visits/outbox.ts";
import type { PinKey, SentEvent, SyncDevice, UnsignedEvent } from "#app/domain/visits/sync-message.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { eventHash, signEvent } from "#app/web/offline/event-signature.ts";
import { capture } from "#app/web/offline/outbox.client.ts";
import { sealPin } from "#app/web/offline/seal-pin.ts";
import { sendEvents, type SendOutcome, type SendTools } from "#app/web/offline/send-events.client.ts";
import { sendPhotos, type PhotosOutcome } from "#app/web/offline/send-photos.ts";
import type { PhotoNetwork } from "#app/web/offline/upload-photo.ts";
import { photoOf } from "#tests/support/pictures.ts";
import { newKeys } from "#tests/support/signing-phone.ts";
import { MemoryOutbox, PageKilled } from "#tests/web/offline/memory-outbox.ts";
import type { Deed } from "./fleet-stories.ts";

/** UUID of a version, drawn from the seed. */
export function drawnUuid(random: Random, version: 4 | 7): string {
  const hex = Array.from({ length: 32 }, () => random.below(16).toString(16)).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** A JPEG of its own for each number: what follows the picture is no part of it. */
const base = await photoOf(1);
const pictureOf = (room: number) => Uint8Array.from([...base, ...new TextEncoder().encode(`room ${room}`)]);

type Written = { readonly body: SentEvent["body"]; readonly photo?: PhotoToKeep };

export type CaptureFault = "none" | "killed-before-commit" | "killed-after-commit";

export class FleetPhone {
  /** The phone's clock minus the true time. */
  clockErrorMs = 0;
  /** Counts the starts of the page: a reply to a request of an earlier one reaches nobody. */
  life = 0;
  private readonly store = new MemoryOutbox();
  private build = 1;
  private runtimeId = "";
  private startedMs = 0;
  private serverOffsetMs: number | null = null;

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

  /** The page starts anew: everything that was only in memory is gone. */
  restart(nowMs: number): void {
    this.life += 1;
    this.runtimeId = drawnUuid(this.random, 4);
    this.startedMs = nowMs;
    this.serverOffsetMs = null;
    this.store.kills = () => false;
  }

  /** A newer app opens the store of the one before it. */
  update(nowMs: number): void {
    this.build += 1;
    this.restart(nowMs);
  }

  get waiting(): number {
    return this.store.disk.filter(isWaiting).length;
  }

  /** Kills the page at its next write. */
  killAtWrite(moment: "before" | "after"): void {
    this.store.kills = (asked) => asked === moment;
  }

  /** @returns what is on the disk now; null when the page was killed before it was */
  async capture(deed: Deed, nowMs: number, pinKey: PinKey, fault: CaptureFault): Promise<SentEvent | null> {
    const eventId = drawnUuid(this.random, 7);
    const { visitNo } = deed;
    const { body, photo } = await this.writtenOf(deed, eventId, pinKey);
    const { runtimeId, serverOffsetMs } = this;
    const network = this.random.next() < 0.5 ? ("online" as const) : ("offline" as const);
    const page = { runtimeId, serverOffsetMs, network, appBuild: `fleet-${this.build}` };
    const at = { deviceMs: nowMs + this.clockErrorMs, monotonicMs: nowMs - this.startedMs };
    if (fault !== "none") this.killAtWrite(fault === "killed-before-commit" ? "before" : "after");
    try {
      return await capture(
        { store: this.store, signingKey: this.privateKey, page },
        { eventId, visitNo, body, ...at },
        photo,
      );
    } catch (thrown) {
      if (!(thrown instanceof PageKilled)) throw thrown;
      this.restart(nowMs);
      return this.store.disk.find((row) => row.event.eventId === eventId)?.event ?? null;
    }
  }

  /** What is written for a deed: the digits sealed, a photograph beside its event. */
  private async writtenOf({ body, visitNo }: Deed, eventId: string, pinKey: PinKey): Promise<Written> {
    if (body.kind === "typed")
      return {
        body: { kind: "pin_confirm", sealed: await sealPin(String(body["digits"]), { visitNo, eventId }, pinKey) },
      };
    if (body.kind !== "picture") return { body };
    const content = pictureOf(Number(body["room"]));
    const digest = sha256Hex(content);
    const end = body["end"] as PhotoEnd;
    const kept = {
      digest,
      eventId,
      visitNo,
      end,
      byteCount: content.byteLength,
      savedMs: 0,
      state: "waiting" as const,
    };
    return { body: { kind: end, photoDigest: digest }, photo: { kept, content } };
  }

  get pictures(): readonly KeptPhoto[] {
    return this.store.pictures.map(({ kept }) => kept);
  }

  async sendPictures(network: PhotoNetwork): Promise<PhotosOutcome> {
    return sendPhotos({ store: this.store, network });
  }

  /** Empties the outbox as the page does. Rejects with PageKilled when the page dies while it stores an answer. */
  async send(post: SendTools["post"], trueNowMs: () => number): Promise<SendOutcome> {
    const nowMs = () => trueNowMs() + this.clockErrorMs;
    return sendEvents({ store: this.store, device: this.device, post, nowMs });
  }

  /** Compares the clocks by the middle of the way. */
  compareClocks({
    serverMs,
    sentMs,
    nowMs,
  }: {
    readonly serverMs: number;
    readonly sentMs: number;
    readonly nowMs: number;
  }): void {
    this.serverOffsetMs = Math.round(serverMs - ((sentMs + nowMs) / 2 + this.clockErrorMs));
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
