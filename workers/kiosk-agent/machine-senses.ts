/**
 * What the machine itself can tell of its warmth, its sound and its way to the network. Linux says it in files; where a file is missing or says
 * nothing that can be meant, the answer is null: the district reads that it is unknown, and never a number that nobody measured.
 */
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

export const sensedSchema = z.strictObject({
  /** Of the warmest part. */
  temperatureC: z.number().min(-60).max(150).nullable(),
  sound: z.enum(["ok", "muted", "absent"]).nullable(),
  link: z.enum(["wired", "wireless", "mobile"]).nullable(),
  signalPercent: z.number().int().min(0).max(100).nullable(),
});
export type Sensed = z.infer<typeof sensedSchema>;

export interface MachineSenses {
  sense(): Promise<Sensed>;
}

/** Says what a test or a demonstration has set. */
export class SimulatedSenses implements MachineSenses {
  sensed: Sensed = { temperatureC: 41, sound: "ok", link: "wired", signalPercent: null };

  sense(): Promise<Sensed> {
    return Promise.resolve(this.sensed);
  }
}

/** A kiosk stands in a heated room: a sensor outside of these says that it is off. */
const [COLDEST_C, HOTTEST_C] = [-20, 130];
/** The best link of /proc/net/wireless, by which the kernel's own drivers count. */
const BEST_QUALITY = 70;
/** Ethernet, and what looks like it. */
const ARPHRD_ETHER = "1";
const MIXER_MS = 2000;

/** Percent and switch of a channel as amixer prints them: `Front Left: Playback 45 [70%] [on]`. */
const CHANNEL = /\[(\d+)%\].*\[(on|off)\]/g;

type LinuxPlaces = {
  /** Prints the volume and whether it is on; null where no mixer is named. */
  readonly mixer: string | null;
  /** Where /proc and /sys are. */
  readonly root?: string;
};

export class LinuxSenses implements MachineSenses {
  constructor(readonly places: LinuxPlaces) {}

  async sense(): Promise<Sensed> {
    const route = this.#interfaceToNetwork();
    return {
      temperatureC: this.#warmest(),
      sound: await this.#sound(),
      link: route === null ? null : this.#linkOf(route),
      signalPercent: route === null ? null : this.#signalOf(route),
    };
  }

  #read(...path: readonly string[]): string | null {
    try {
      return readFileSync(join(this.places.root ?? "/", ...path), "utf8").trim();
    } catch {
      // Missing, or a sensor that is switched off.
      return null;
    }
  }

  #warmest(): number | null {
    const zones = join("sys", "class", "thermal");
    const folder = join(this.places.root ?? "/", zones);
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith("thermal_zone")) : [];
    const warm = names
      .map((name) => this.#read(zones, name, "temp"))
      .filter((text) => text !== null && /^-?\d+$/.test(text))
      .map((milli) => Number(milli) / 1000)
      .filter((celsius) => celsius >= COLDEST_C && celsius <= HOTTEST_C);
    return warm.length === 0 ? null : Math.round(Math.max(...warm) * 10) / 10;
  }

  async #sound(): Promise<Sensed["sound"]> {
    const cards = this.#read("proc", "asound", "cards");
    if (cards === null) return null;
    if (cards.includes("no soundcards")) return "absent";
    const { mixer } = this.places;
    return mixer === null ? null : soundOf(await printedBy(mixer));
  }

  /** The interface of the default route of the lowest metric; null where there is none. */
  #interfaceToNetwork(): string | null {
    const [, ...rows] = (this.#read("proc", "net", "route") ?? "").split("\n");
    const routes = rows
      .map((row) => row.trim().split(/\s+/))
      .filter(([, destination, , , , , , mask]) => destination === "00000000" && mask === "00000000")
      .toSorted((one, other) => Number(one[6]) - Number(other[6]));
    return routes[0]?.[0] ?? null;
  }

  #linkOf(name: string): Sensed["link"] {
    const facts = ["sys", "class", "net", name] as const;
    const kind = /^DEVTYPE=(\w+)$/m.exec(this.#read(...facts, "uevent") ?? "")?.[1];
    if (kind === "wlan") return "wireless";
    if (kind === "wwan") return "mobile";
    // A tunnel has no device below it: what that runs over is not known.
    const isDevice = existsSync(join(this.places.root ?? "/", ...facts, "device"));
    return isDevice && kind === undefined && this.#read(...facts, "type") === ARPHRD_ETHER ? "wired" : null;
  }

  #signalOf(name: string): number | null {
    const row = (this.#read("proc", "net", "wireless") ?? "")
      .split("\n")
      .map((line) => line.trim().split(/\s+/))
      .find(([first]) => first === `${name}:`);
    const quality = Number.parseInt(row?.[2] ?? "", 10);
    return Number.isNaN(quality) ? null : Math.min(100, Math.max(0, Math.round((quality / BEST_QUALITY) * 100)));
  }
}

/** What the command prints; nothing when it fails or takes too long. */
async function printedBy(command: string): Promise<string> {
  const [program = "", ...words] = command.split(" ");
  return new Promise((resolve) => {
    execFile(program, words, { timeout: MIXER_MS }, (failed, printed) => resolve(failed === null ? printed : ""));
  });
}

/** ok when one channel can be heard, muted when none can, null when the mixer names no channel. */
export function soundOf(printed: string): "ok" | "muted" | null {
  const channels = [...printed.matchAll(CHANNEL)];
  if (channels.length === 0) return null;
  return channels.some(([, percent, isOn]) => isOn === "on" && Number(percent) > 0) ? "ok" : "muted";
}
