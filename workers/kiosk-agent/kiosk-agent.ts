/**
 * The agent of one kiosk: pairs the machine, announces its start, hands readings to the server, sends its heartbeat and what waited, and keeps
 * the browser alive. It knows no database and no page; the loopback server (loopback.ts) is the page's only way to it.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { statfsSync } from "node:fs";
import { uptime } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { bootAnswerSchema, pairingAnswerSchema, type KioskWish } from "#app/domain/kiosk/device-message.ts";
import { HEARTBEAT_SECONDS, type KioskHealth } from "#app/domain/kiosk/device-health.ts";
import { recentRestarts, SILENT_MS, watchdogStep } from "#app/domain/kiosk/watchdog.ts";
import { EventStream } from "./event-stream.ts";
import { Identifier } from "./identify.ts";
import type { MachineSenses } from "./machine-senses.ts";
import type { Peripherals } from "./peripherals.ts";
import type { ReaderAdapter } from "./reader-adapter.ts";
import type { ServerClient } from "./server-client.ts";
import type { WishQueue } from "./wish-queue.ts";

const PAIRING_SECONDS = 3;
const AGAIN_SECONDS = 5;

export type AgentParts = {
  readonly server: ServerClient;
  readonly queue: WishQueue;
  readonly reader: ReaderAdapter;
  readonly peripherals: Peripherals;
  readonly senses: MachineSenses;
  readonly build: string;
  readonly port: number;
  /** Shows an address of the product: starts the browser with it, or prints it. */
  readonly open: (address: string) => void;
  /** Starts the machine again. */
  readonly restartMachine: () => void;
  readonly now?: () => number;
};

export type Alive = {
  readonly route: string;
  readonly build: string;
  /** Seconds since the page was last touched; null when it has not been. */
  readonly untouchedSeconds: number | null;
  /** The last fault that the page showed. */
  readonly fault: KioskHealth["fault"];
};

export class KioskAgent {
  readonly events: EventStream;
  /** Of this start; the page has it from the server. */
  readonly secret = randomBytes(32).toString("base64url");
  readonly identifier: Identifier;
  bootId: string | null = null;
  #alive: Alive | null = null;
  #aliveMs: number;
  #touchedMs: number | null = null;
  #fault: { readonly code: string; readonly atMs: number } | null = null;
  #restartsMs: number[] = [];
  #hasPage = false;
  #isEarphonePlugged = false;
  #isOnline = true;
  readonly #stop = new AbortController();
  readonly #now: () => number;

  constructor(readonly parts: AgentParts) {
    this.#now = parts.now ?? Date.now;
    this.#aliveMs = this.#now();
    this.events = new EventStream(this.#now);
    this.identifier = new Identifier(parts.server, this.events, () => this.bootId);
    parts.reader.start({
      placed: (kind, read) => void this.identifier.identify(kind, read),
      removed: (kind) => void this.events.emit(kind, "removed"),
      helpButton: () => void this.events.emit("help_button", "pressed"),
      earphone: (isPlugged) => this.plugEarphone(isPlugged),
      handset: (isLifted) => this.liftHandset(isLifted),
    });
  }

  /** Runs until `stop`: paired first, then started, then heard of every minute. */
  async run(): Promise<void> {
    try {
      await this.#untilPaired();
      await this.start();
      while (!this.#stop.signal.aborted) {
        await this.#pause(HEARTBEAT_SECONDS);
        await this.beat();
      }
    } catch (thrown) {
      if (!this.#stop.signal.aborted) throw thrown;
    }
  }

  stop(): void {
    this.#stop.abort();
    this.parts.reader.stop();
    this.events.close();
  }

  async #pause(seconds: number): Promise<void> {
    await wait(seconds * 1000, undefined, { signal: this.#stop.signal });
  }

  async #untilPaired(): Promise<void> {
    const { server } = this.parts;
    for (let shown = ""; server.state.deviceId === null;) {
      const answer = await server.pair();
      const read = answer.kind === "ok" ? pairingAnswerSchema.safeParse(answer.value) : null;
      if (read?.data?.state === "paired") server.state.keepDeviceId(read.data.deviceId);
      else if (read?.data?.state === "code" && read.data.code !== shown) {
        shown = read.data.code;
        this.parts.open(`/kiosk/pair?code=${shown}`);
      }
      if (server.state.deviceId === null) await this.#pause(PAIRING_SECONDS);
    }
  }

  /** Announces a start and opens its page; waits for the server as long as it takes. */
  async start(): Promise<void> {
    const { server, build, port } = this.parts;
    for (;;) {
      const bootId = randomUUID();
      const answer = await server.call("POST", "/device/boot", { build, bootId, secret: this.secret, port });
      const read = answer.kind === "ok" ? bootAnswerSchema.safeParse(answer.value) : null;
      if (read?.success) {
        this.bootId = bootId;
        this.#aliveMs = this.#now();
        this.#hasPage = true;
        this.parts.open(`/kiosk/start?ticket=${read.data.ticket}`);
        await this.beat();
        return;
      }
      if (answer.kind === "refused" && answer.status === 403) {
        // Taken out of use: the screen says so and still leads to help.
        this.parts.open("/kiosk/closed");
        this.stop();
      }
      await this.#pause(AGAIN_SECONDS);
    }
  }

  /** A sign of life of the page, every ten seconds. */
  alive(said: Alive): void {
    this.#alive = said;
    this.#aliveMs = this.#now();
    // A page that was just opened knows of no touch; what the one before it told still holds.
    if (said.untouchedSeconds !== null) this.#touchedMs = this.#now() - said.untouchedSeconds * 1000;
    if (said.fault !== null) this.#fault = { code: said.fault.code, atMs: this.#now() - said.fault.secondsAgo * 1000 };
  }

  /** Starts the browser again when the page is silent, the machine when that has not helped. Called every few seconds. */
  async watch(): Promise<void> {
    if (!this.#hasPage) return;
    const step = watchdogStep({ aliveMs: this.#aliveMs, restartsMs: this.#restartsMs }, this.#now());
    if (step === "wait") return;
    this.#alive = null;
    if (step === "machine") {
      this.events.emit("power", "restarting");
      this.parts.restartMachine();
      return;
    }
    this.#restartsMs = [...recentRestarts(this.#restartsMs, this.#now()), this.#now()];
    this.#hasPage = false;
    await this.start();
  }

  /** Heartbeat, then what waited for the network. Refused as revoked, the page is closed. */
  async beat(): Promise<void> {
    if (this.bootId === null) return;
    const { server, queue } = this.parts;
    const health = await this.health();
    const answer = await server.call("POST", "/device/heartbeat", { bootId: this.bootId, health });
    if (answer.kind === "ok") server.failedTries -= health.network?.failedTries ?? 0;
    const isOnline = answer.kind !== "offline";
    if (isOnline !== this.#isOnline) this.events.emit("net", isOnline ? "online" : "offline");
    this.#isOnline = isOnline;
    if (answer.kind === "ok") await queue.send(server);
  }

  /** Keeps a wish and sends it when there is a network. @returns false when it could not be kept */
  wish(wish: KioskWish): boolean {
    const isKept = this.parts.queue.add(wish);
    if (isKept && this.bootId !== null) void this.parts.queue.send(this.parts.server);
    return isKept;
  }

  /** Pulled out, the voice stops: the loudspeaker would go on with what was for one ear alone. */
  plugEarphone(isPlugged: boolean): void {
    if (isPlugged === this.#isEarphonePlugged) return;
    this.#isEarphonePlugged = isPlugged;
    if (!isPlugged) this.parts.peripherals.beSilent();
    this.events.emit("earphone", isPlugged ? "plugged" : "unplugged");
  }

  /** The handset is the hotline's: lifted it dials, also without a page or a network; put down it hangs up. */
  liftHandset(isLifted: boolean): void {
    if (isLifted) this.parts.peripherals.dial("hotline");
    else this.parts.peripherals.hangUp();
    this.events.emit("handset", isLifted ? "lifted" : "put_down");
  }

  get isEarphonePlugged(): boolean {
    return this.#isEarphonePlugged;
  }

  get isOnline(): boolean {
    return this.#isOnline;
  }

  /** What the page said of itself within the last minute; null when it is silent. */
  #page(): string | null {
    if (this.#now() - this.#aliveMs > SILENT_MS) return null;
    return this.#alive?.build ?? "starting";
  }

  #secondsSince(atMs: number): number {
    return Math.max(0, Math.round((this.#now() - atMs) / 1000));
  }

  async health(): Promise<KioskHealth> {
    const { reader, peripherals, senses, build, queue, server } = this.parts;
    const disk = statfsSync(server.state.folder);
    const { temperatureC, sound, link, signalPercent } = await senses.sense();
    await peripherals.lookAtPaper();
    return {
      build,
      uptimeSeconds: Math.floor(uptime()),
      diskFreePercent: Math.round((disk.bavail / Math.max(1, disk.blocks)) * 100),
      temperatureC,
      ...reader.health,
      printer: peripherals.paper,
      sound: peripherals.isVoiceBroken && sound !== "absent" ? "broken" : sound,
      network: { link, signalPercent, roundTripMs: server.roundTripMs, failedTries: server.failedTries },
      untouchedSeconds: this.#touchedMs === null ? null : this.#secondsSince(this.#touchedMs),
      fault: this.#fault === null ? null : { code: this.#fault.code, secondsAgo: this.#secondsSince(this.#fault.atMs) },
      page: this.#page(),
      clockOffsetMs: server.offsetMs,
      waiting: queue.waiting,
    };
  }
}
