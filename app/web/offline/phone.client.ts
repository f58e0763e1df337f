/**
 * The running phone: one store, what the screens need to know of it, and when it speaks to the server. Everything that a worker does is
 * on the disk first; sending is tried at the start, when the network comes back, when the page is looked at again, after each step and
 * every 30 seconds.
 */
import { afterWrongCode, APP_CODE_TRIES, appCodeFault } from "#app/domain/visits/app-code.ts";
import { backOffMs, isUnsent, isWaiting, outboxFacts, type OutboxRow } from "#app/domain/visits/outbox.ts";
import { PHONE_NOT_OPEN, type PhonePort, type PhoneState } from "#app/domain/visits/phone-state.ts";
import { isCalled } from "#app/domain/visits/phone-visit.ts";
import type { KeptEvent, RejectedEvent, UnlockOutcome } from "#app/domain/visits/phone-state.ts";
import type { WorkerDay } from "#app/domain/visits/sync-message.ts";
import { alone, drain, type DrainOutcome } from "./drain.client.ts";
import type { PhoneStore } from "./phone-store.client.ts";
import { PhoneWriter } from "./phone-writer.client.ts";
import { makeVault, openDay, openVault, sealDay } from "./vault.client.ts";

const TIMER_MS = 30_000;
/** Days that nothing was sent for are fetched anew after this. */
const DAY_AGES_MS = 300_000;
/** A timer may go off a little before its time by the clock. */
const TIMERS_ARE_EARLY_MS = 50;

/** Signing out waits for so long for what is being sent; photographs may take longer, and then the person is told. */
const LEAVING_PATIENCE_MS = 8000;

function rejectedOf({ event, reason }: OutboxRow): RejectedEvent {
  const { eventId, visitNo, deviceMs, body } = event;
  return { eventId, visitNo, deviceMs, kind: body.kind, reason: reason ?? "malformed" };
}

const SESSION_AFTER: Readonly<Partial<Record<DrainOutcome["kind"], PhoneState["session"]>>> = {
  "all-sent": "good",
  refused: "good",
  stuck: "good",
  "signed-out": "ended",
  "other-worker": "other",
};

type Syncing = { readonly sync?: { readonly register: (tag: string) => Promise<void> } };

/** Where the browser has it: what waits is sent also after the page is closed. */
function askForBackgroundSync(workerId: string): void {
  void navigator.serviceWorker.ready
    .then((registration) => (registration as Syncing).sync?.register(`outbox:${workerId}`))
    .catch(() => undefined);
}

export class Phone implements PhonePort {
  private state: PhoneState;
  private readonly listeners = new Set<() => void>();
  private readonly writer: PhoneWriter;
  private failures = 0;
  private nextTryMs = 0;
  private dayMs = 0;
  private sending: Promise<void> | null = null;
  private asksAgain = false;
  private privateKey: CryptoKey | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly store: PhoneStore,
    appBuild: string,
    facts: Pick<PhoneState, "isInstalled" | "isInWeChat">,
  ) {
    this.writer = new PhoneWriter(store, appBuild);
    this.state = { ...PHONE_NOT_OPEN, ...facts, isOnline: navigator.onLine };
  }

  /** Reads the disk; the screens may then record. */
  async begin(): Promise<void> {
    this.writer.serverOffsetMs = await this.store.serverOffsetMs();
    const vault = await this.store.vault();
    const locked = vault === null ? "none" : vault.triesLeft > 0 ? "locked" : "closed";
    await this.readRows({ status: "ready", vault: locked, triesLeft: vault?.triesLeft ?? 0 });
    addEventListener("online", this.wake);
    addEventListener("offline", this.wake);
    addEventListener("focus", this.wake);
    document.addEventListener("visibilitychange", this.wake);
    this.timer = setInterval(() => void this.send(), TIMER_MS);
    void this.send();
  }

  end(): void {
    clearInterval(this.timer);
    clearTimeout(this.retry);
    removeEventListener("online", this.wake);
    removeEventListener("offline", this.wake);
    removeEventListener("focus", this.wake);
    document.removeEventListener("visibilitychange", this.wake);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): PhoneState => this.state;

  holdsDay = (): boolean => this.state.day !== null;

  record: PhonePort["record"] = async (visitNo, intent, fields, tap) =>
    this.written(
      intent === "pin"
        ? await this.writer.pin(visitNo, fields["pin"] ?? "", tap, this.state.day?.pinKey)
        : await this.writer.form(visitNo, intent, fields, tap),
    );

  recordDoorCode: PhonePort["recordDoorCode"] = async (visitNo, text, tap, kind) =>
    this.written(await this.writer.doorCode(visitNo, text, tap, kind));

  recordPhoto: PhonePort["recordPhoto"] = async (visitNo, end, photo, tap) => {
    await this.written(await this.writer.photo(visitNo, end, photo, { ...tap, nonce: this.nonceOf(visitNo) }));
  };

  /** Given with the day; null for a visit that this phone has recorded unplanned and no day shows yet. */
  private nonceOf(visitNo: string): string | null {
    return this.state.day?.visits.find((visit) => isCalled(visit, visitNo))?.captureNonce ?? null;
  }

  recordUnscheduled: PhonePort["recordUnscheduled"] = async (claim, place, tap) => {
    const visitNo = await this.writer.unscheduled(claim, place, tap);
    await this.written(true);
    return visitNo;
  };

  sendNow = (): void => {
    this.nextTryMs = 0;
    void this.send();
  };

  setCode: PhonePort["setCode"] = async (digits) => {
    const fault = appCodeFault(digits);
    if (fault !== null) return fault;
    const { day, session } = this.state;
    if (day === null || session !== "good") return "no-network";
    const { record, privateKey } = await makeVault(digits, this.store.device.secret, APP_CODE_TRIES);
    await this.store.saveVault(record);
    await this.store.saveDay(await sealDay(day, record.publicKey, Date.now()));
    this.privateKey = privateKey;
    this.put({ vault: "open", triesLeft: APP_CODE_TRIES });
    return null;
  };

  unlock = async (digits: string): Promise<UnlockOutcome> => {
    const vault = await this.store.vault();
    if (vault === null) return "wipe";
    if (vault.triesLeft <= 0) return "closed";
    // Counted before it is tried: a page that is killed meanwhile has used its try.
    const triesLeft = vault.triesLeft - 1;
    await this.store.saveVault({ ...vault, triesLeft });
    const key = await openVault(vault, digits, this.store.device.secret);
    if (key === null) return this.refuseCode(triesLeft);
    await this.store.saveVault({ ...vault, triesLeft: APP_CODE_TRIES });
    this.privateKey = key;
    await this.readKeptDay();
    this.put({ vault: "open", triesLeft: APP_CODE_TRIES });
    return "open";
  };

  leave = async (): Promise<boolean> => {
    this.nextTryMs = 0;
    await Promise.race([this.send(), new Promise((resolve) => setTimeout(resolve, LEAVING_PATIENCE_MS))]);
    await this.readRows();
    if (isUnsent(this.state.outbox)) return false;
    this.end();
    await this.store.wipe();
    return true;
  };

  private async refuseCode(triesLeft: number): Promise<UnlockOutcome> {
    const outcome = afterWrongCode(triesLeft, isUnsent(this.state.outbox));
    if (outcome === "wipe") await this.store.wipeDays();
    this.put({ triesLeft, ...(outcome === "again" ? {} : { vault: outcome === "wipe" ? "none" : "closed" }) });
    return outcome;
  }

  private async readKeptDay(): Promise<void> {
    const sealed = await this.store.day();
    if (this.privateKey === null || sealed === null || this.state.day !== null) return;
    this.put({ day: await openDay(sealed, this.privateKey) });
  }

  /** What is on the disk is shown, sent now, and sent later when the page is closed. */
  private async written(isWritten: boolean): Promise<boolean> {
    if (!isWritten) return false;
    await this.readRows();
    this.sendNow();
    askForBackgroundSync(this.store.workerId);
    return true;
  }

  private readonly wake = (event: Event): void => {
    if (event.type === "visibilitychange" && document.visibilityState === "hidden") return;
    if (event.type === "offline") return this.put({ isOnline: false });
    // Somebody else may have signed in meanwhile: whose session it is has to be asked again.
    this.put({ session: "unknown" });
    this.sendNow();
  };

  /** One attempt at a time; who asks meanwhile waits for one that begins after the asking. */
  private async send(): Promise<void> {
    if (this.sending !== null) {
      this.asksAgain = true;
      return this.sending;
    }
    const attempts = async () => {
      do {
        this.asksAgain = false;
        await this.attempt();
      } while (this.asksAgain);
    };
    this.sending = attempts()
      // The store is gone: another page has signed out or brought a newer build.
      .catch((thrown: unknown) => console.warn(thrown))
      .finally(() => {
        this.sending = null;
      });
    return this.sending;
  }

  private async attempt(): Promise<void> {
    // Also moves the screens' clock on.
    this.put(navigator.onLine ? {} : { isOnline: false });
    if (!navigator.onLine || Date.now() < this.nextTryMs) return;
    const knowsSession = this.state.session === "good";
    const wantsDay = Date.now() - this.dayMs > DAY_AGES_MS;
    const outcome = await alone(this.store.workerId, () =>
      drain(this.store, { knowsSession, wantsDay, told: this.take }),
    );
    if (outcome === null) return;
    const { kind, photos } = outcome;
    this.planRetry(kind === "no-answer" || kind === "stuck" || photos === "no-answer" || photos === "later");
    this.writer.serverOffsetMs = await this.store.serverOffsetMs();
    await this.readRows({
      session: SESSION_AFTER[kind] ?? this.state.session,
      isTooOld: kind === "refused",
      isOnline: navigator.onLine && kind !== "no-answer",
      ...(kind === "all-sent" && photos === "all-sent" && { allSentMs: this.serverNowMs() }),
    });
    await this.wipeClosed();
  }

  /** While sending goes on. A day is given to the worker's own session only. */
  private readonly take = async (day: WorkerDay | null): Promise<void> => {
    if (day === null) return this.readRows();
    this.dayMs = Date.now();
    await this.readRows({ day, session: "good" });
  };

  /** The timer's calls are too rare for the first retries and too many for the later ones. */
  private planRetry(isFailure: boolean): void {
    clearTimeout(this.retry);
    this.failures = isFailure ? this.failures + 1 : 0;
    const waitMs = isFailure ? backOffMs(this.failures, Math.random()) : 0;
    this.nextTryMs = Date.now() + waitMs;
    if (isFailure) this.retry = setTimeout(() => void this.send(), waitMs + TIMERS_ARE_EARLY_MS);
  }

  /** Too many wrong digits were typed while something was unsent: what could not be thrown away then goes now. */
  private async wipeClosed(): Promise<void> {
    if (this.state.vault !== "closed" || isUnsent(this.state.outbox)) return;
    await this.store.wipeDays();
    this.put({ vault: "none" });
  }

  private async readRows(changes: Partial<PhoneState> = {}): Promise<void> {
    const [rows, photos] = await Promise.all([this.store.rows(), this.store.photos()]);
    this.put({
      ...changes,
      photos,
      outbox: outboxFacts(rows, photos, Date.now()),
      rejected: rows.filter((row) => row.state === "rejected").map(rejectedOf),
      said: this.saidAfter(rows, changes.day !== undefined),
    });
  }

  /** What another page of this phone has sent is shown by that page's day; this one keeps it in sight until it has a day of its own. */
  private saidAfter(rows: readonly OutboxRow[], hasNewDay: boolean): KeptEvent[] {
    const ids = new Set(rows.map((row) => row.event.eventId));
    const gone = hasNewDay ? [] : this.state.said.filter((event) => !ids.has(event.eventId));
    const kept = rows.filter((row) => row.state !== "rejected");
    return [
      ...gone.map((event) => ({ ...event, isWaiting: false })),
      ...kept.map((row) => ({ ...row.event, isWaiting: isWaiting(row) })),
    ];
  }

  private serverNowMs(): number {
    return Date.now() + (this.writer.serverOffsetMs ?? 0);
  }

  private put(changes: Partial<PhoneState>): void {
    this.state = { ...this.state, nowMs: this.serverNowMs(), ...changes };
    for (const listener of this.listeners) listener();
  }
}
