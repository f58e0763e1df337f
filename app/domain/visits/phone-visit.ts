/**
 * A visit as the care worker's phone shows it: what the server knows, and over it what the phone has recorded and the server has not
 * confirmed yet. The pages without script and the pages without network draw the same value.
 */
import { instant, localTimeOf, wholeMinutesBetween } from "../time/instant.ts";
import { clockText } from "../time/time-window.ts";
import type { PhotoEnd } from "../verification/visit-photos.ts";
import { attemptAt, type DoorAttempt } from "./door-protocol.ts";
import { DOOR_STEPS } from "./door-steps.ts";
import type { DayVisit, SentEvent } from "./sync-message.ts";

export type ShownVisit = Omit<DayVisit, "home" | "revision"> & {
  /** 09:00–10:00 */
  readonly clock: string;
  /** Whether name, place and telephones are the full ones. */
  readonly near: boolean;
  readonly phone: string | null;
  readonly family: DayVisit["home"]["family"];
  /** The elder has typed digits that nobody has compared yet. */
  readonly pinWaits: boolean;
  /** A code was read at the door that nobody has judged yet. */
  readonly doorCodeWaits: boolean;
};

/** An event of this phone, as far as the screens need it. */
export type SaidEvent = Pick<SentEvent, "visitNo" | "deviceSeq" | "deviceMs" | "serverOffsetMs" | "body">;

/** The full values near the visit and while it is under way, the masked ones otherwise (user experience reference 6.2). */
export function shownVisit({ home, revision: _revision, ...visit }: DayVisit, nowMs: number): ShownVisit {
  const near = visit.deliveryState === "in_progress" || (home.fromMs <= nowMs && nowMs <= home.toMs);
  const [start, end] = [visit.plannedStartMs, visit.plannedEndMs].map((at) => localTimeOf(instant(at)).minute);
  return {
    ...visit,
    clock: `${clockText(start ?? 0)}–${clockText(end ?? 0)}`,
    near,
    name: near ? home.name : visit.name,
    place: near ? home.place : visit.place,
    phone: near ? home.phone : null,
    family: near ? home.family : [],
    pinWaits: false,
    doorCodeWaits: false,
  };
}

/** By the server's number, or by the one that this phone gave to an unplanned visit (phone-unscheduled.ts). */
export function isCalled({ visitNo, phoneNo }: Pick<DayVisit, "visitNo" | "phoneNo">, name: string): boolean {
  return visitNo === name || phoneNo === name;
}

const BEFORE_CHECK_IN = ["planned", "offered", "accepted", "en_route", "missed"];

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

type Recorded = ShownVisit["recorded"];

function failureOf(body: SentEvent["body"]): string | null {
  const position = body["position"];
  if (typeof position !== "object" || position === null) return "not_asked";
  return "failure" in position ? textOf(position.failure) || null : null;
}

/** The first time of each step stands. */
function stepsAfter(steps: Recorded["doorSteps"] = [], given: unknown, atMs: number): Recorded["doorSteps"] {
  const step = DOOR_STEPS.find((one) => one === given);
  if (step === undefined) return steps;
  const known = steps.some((one) => one.step === step);
  if (!known) return [...steps, { step, atMs }];
  return steps.map((one) => (one.step === step ? { step, atMs: Math.min(one.atMs, atMs) } : one));
}

function photosAfter(photos: Recorded["photos"] = [], end: PhotoEnd, digest: string): Recorded["photos"] {
  const isKnown = photos.some((one) => one.end === end && one.digest === digest);
  return isKnown ? photos : [...photos, { end, digest }];
}

function recordedAfter(recorded: Recorded, said: SaidEvent): Recorded {
  const { body } = said;
  const atMs = said.deviceMs + (said.serverOffsetMs ?? 0);
  const subtype = textOf(body["subtype"]);
  switch (body.kind) {
    case "check_in":
      if (recorded.checkedInMs !== null) return recorded;
      return { ...recorded, checkedInMs: atMs, positionFailure: failureOf(body) };
    case "check_out":
      return { ...recorded, checkedOutMs: Math.max(atMs, recorded.checkedOutMs ?? 0) };
    case "task_done":
    case "task_refused": {
      const others = recorded.done.filter((one) => one.subtype !== subtype);
      const refused = body.kind === "task_refused";
      const reason = refused ? textOf(body["reason"]) || null : null;
      return { ...recorded, done: [...others, { subtype, refused, reason }] };
    }
    case "elder_confirm":
      return { ...recorded, confirmed: [...new Set([...recorded.confirmed, "elder_confirm"])] };
    case "door_step":
      return { ...recorded, doorSteps: stepsAfter(recorded.doorSteps, body["step"], atMs) };
    case "no_answer":
      return { ...recorded, noAnswer: true, noAnswerMs: Math.min(atMs, recorded.noAnswerMs ?? atMs) };
    case "unsafe":
      return { ...recorded, unsafeMs: Math.min(atMs, recorded.unsafeMs ?? atMs) };
    case "note":
      return { ...recorded, notes: [...new Set([...recorded.notes, textOf(body["text"])])] };
    case "photo_start":
    case "photo_end":
      return { ...recorded, photos: photosAfter(recorded.photos, body.kind, textOf(body["photoDigest"])) };
    default:
      return recorded;
  }
}

function stateAfter(state: string, { checkedInMs, checkedOutMs, noAnswer }: Recorded): string {
  const begun = checkedInMs !== null && BEFORE_CHECK_IN.includes(state) ? "in_progress" : state;
  if (begun === "in_progress" && checkedInMs !== null && checkedOutMs !== null) return "done";
  return noAnswer && ["accepted", "en_route"].includes(begun) ? "missed" : begun;
}

/** The visit with this phone's own events over it. The server says the same once it has them; the order of repeats does not matter. */
export function withSaid(visit: ShownVisit, events: readonly SaidEvent[]): ShownVisit {
  const own = events
    .filter((event) => isCalled(visit, event.visitNo))
    // By the phone's numbers: its clock may have been set between two of them.
    .sort((left, right) => left.deviceSeq - right.deviceSeq);
  if (own.length === 0) return visit;
  const recorded = own.reduce(recordedAfter, visit.recorded);
  const setOut = own.some((event) => event.body.kind === "en_route") && visit.deliveryState === "accepted";
  return {
    ...visit,
    recorded,
    deliveryState: stateAfter(setOut ? "en_route" : visit.deliveryState, recorded),
    pinWaits: own.some((event) => event.body.kind === "pin_confirm"),
    doorCodeWaits: own.some(
      ({ body }) =>
        (body.kind === "door_code" || body.kind === "nfc_tap") && !isJudged(visit, textOf(body["codeHash"])),
    ),
  };
}

const isJudged = ({ recorded: { doorCodes = [] } }: ShownVisit, codeHash: string): boolean =>
  doorCodes.some((one) => one.codeHash === codeHash);

/**
 * What the codes read at the door come to: one right code is enough, whatever was read beside it; a code that nobody has judged yet keeps
 * a wrong one from being the last word. Null while none was read.
 */
export function doorCodeSaid({
  recorded: { doorCodes = [] },
  doorCodeWaits,
}: Pick<ShownVisit, "recorded" | "doorCodeWaits">): "right" | "waits" | "wrong" | null {
  if (doorCodes.some(({ verdict }) => verdict === "right")) return "right";
  if (doorCodeWaits) return "waits";
  return doorCodes.length > 0 ? "wrong" : null;
}

/** Whole minutes served so far; null before the check-in. */
export function servedMinutes({ recorded }: Pick<ShownVisit, "recorded">, nowMs: number): number | null {
  if (recorded.checkedInMs === null) return null;
  return Math.max(0, wholeMinutesBetween(instant(recorded.checkedInMs), instant(recorded.checkedOutMs ?? nowMs)));
}

/** What is shown until a server has said how long (policy as seeded). */
const DOOR_WAIT_MINUTES = 10;

/** How the attempt at a door that nobody opens stands. */
export function doorOf({ recorded, doorWaitMinutes }: ShownVisit, nowMs: number): DoorAttempt {
  const { doorSteps = [], noAnswerMs = null } = recorded;
  const stepsAt = new Map(doorSteps.map(({ step, atMs }) => [step, instant(atMs)]));
  const reportedAt = noAnswerMs === null ? null : instant(noAnswerMs);
  return attemptAt({ stepsAt, reportedAt }, instant(nowMs), doorWaitMinutes ?? DOOR_WAIT_MINUTES);
}

const OPEN = ["accepted", "en_route", "in_progress"];

/** The visit that is under way, else the first that is still to be done; null when nothing is. */
export function nextVisitNo(visits: readonly Pick<ShownVisit, "visitNo" | "deliveryState">[]): string | null {
  const open = visits.filter((visit) => OPEN.includes(visit.deliveryState));
  return (open.find((visit) => visit.deliveryState === "in_progress") ?? open[0])?.visitNo ?? null;
}
