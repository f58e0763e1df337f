/**
 * Writes what a person does on this page to the phone's disk: where, what, when and under which id. Every function resolves when it is
 * there, with whether there was anything to write; it rejects when the disk refused.
 */
import { v7 } from "uuid";
import type { PhotoToKeep } from "#app/domain/photos/kept-photos.ts";
import type { DoorCodeKind } from "#app/domain/visits/visit-events.ts";
import type { PhotoEnd } from "#app/domain/verification/visit-photos.ts";
import { DOOR_TEXT_MOST, normaliseDoorToken } from "#app/domain/visits/door-token.ts";
import { phoneNoOf, type UnscheduledClaim } from "#app/domain/visits/phone-unscheduled.ts";
import type { SmallPhoto, Tap } from "#app/domain/visits/phone-state.ts";
import type { PinKey, SentEvent } from "#app/domain/visits/sync-message.ts";
import { bodiesOfForm, type WorkerFields, type WorkerIntent } from "#app/domain/visits/worker-form.ts";
import { doorCodeDigest } from "./event-signature.ts";
import { capture, type CaptureTools } from "./outbox.client.ts";
import type { PhoneStore } from "./phone-store.client.ts";
import { sealPin } from "./seal-pin.ts";

type Doing = {
  readonly visitNo: string;
  readonly body: SentEvent["body"];
  readonly tap: Tap;
  readonly eventId?: string;
  readonly photo?: PhotoToKeep;
};

export class PhoneWriter {
  /** Server clock minus phone clock as last sampled. */
  serverOffsetMs: number | null = null;
  /** A page cannot see a restart of the phone; it can say that it is a new page. */
  private readonly runtimeId = crypto.randomUUID();

  constructor(
    private readonly store: PhoneStore,
    private readonly appBuild: string,
  ) {}

  async form(visitNo: string, intent: WorkerIntent, fields: WorkerFields, tap: Tap): Promise<boolean> {
    for (const { body } of bodiesOfForm(intent, fields)) await this.write({ visitNo, body, tap });
    return true;
  }

  async unscheduled(claim: UnscheduledClaim, place: WorkerFields, tap: Tap): Promise<string> {
    const eventId = v7();
    const visitNo = phoneNoOf(eventId);
    const [checkIn] = bodiesOfForm("check_in", place);
    await this.write({ visitNo, eventId, body: { kind: "check_in", ...checkIn?.body, unscheduled: claim }, tap });
    return visitNo;
  }

  /** @param pinKey of a day; without one nothing can be sealed, and nothing is written */
  async pin(visitNo: string, digits: string, tap: Tap, pinKey: PinKey | undefined): Promise<boolean> {
    if (pinKey === undefined) return false;
    if (!/^\d{6}$/.test(digits)) throw new Error("the digits are six");
    const eventId = v7();
    const sealed = await sealPin(digits, { visitNo, eventId }, pinKey);
    await this.write({ visitNo, eventId, body: { kind: "pin_confirm", sealed }, tap });
    return true;
  }

  /** The event carries the hash only: a copy of this phone's disk opens no door and tells no code. */
  async doorCode(visitNo: string, text: string, tap: Tap, kind: DoorCodeKind = "door_code"): Promise<boolean> {
    const normalised = normaliseDoorToken(text.trim().slice(0, DOOR_TEXT_MOST));
    if (normalised === "") return false;
    await this.write({ visitNo, body: { kind, codeHash: await doorCodeDigest(normalised) }, tap });
    return true;
  }

  async photo(
    visitNo: string,
    end: PhotoEnd,
    { digest, content, pictureAgeMs }: SmallPhoto,
    given: Tap & { nonce: string | null },
  ): Promise<boolean> {
    const { nonce, ...tap } = given;
    const eventId = v7();
    const savedMs = Math.round(tap.deviceMs);
    const byteCount = content.byteLength;
    const kept = { digest, eventId, visitNo, end, byteCount, savedMs, state: "waiting" as const };
    const age = pictureAgeMs === null ? {} : { pictureAgeMs };
    const body = { kind: end, photoDigest: digest, ...(nonce !== null && { nonce }), ...age };
    await this.write({ visitNo, eventId, body, tap, photo: { kept, content } });
    return true;
  }

  private async write({ visitNo, body, tap, eventId = v7(), photo }: Doing): Promise<void> {
    const { runtimeId, appBuild, serverOffsetMs, store } = this;
    const network = navigator.onLine ? ("online" as const) : ("offline" as const);
    const page = { runtimeId, appBuild, network, serverOffsetMs };
    const tools: CaptureTools = { store, signingKey: store.device.signingKey, page };
    await capture(tools, { eventId, visitNo, body, ...tap }, photo);
  }
}
