/**
 * Printer, voice, telephone line and lamps of a kiosk. Each is a command of the machine, named at the start; the simulator records instead, so
 * that a test or a demonstration sees what would have happened.
 */
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { HOTLINE } from "#app/domain/kiosk/agent-protocol.ts";
import type { PrintedSlip } from "#app/domain/kiosk/slip.ts";
import { slipBytes } from "./escpos.ts";
import { askPrinter, type PaperState } from "./printer-status.ts";

export type Lamp = "reader" | "help";
export type CallTarget = "staff" | "hotline";

/** Recorded clips one after another, or a text where none were recorded. */
export type Utterance = {
  readonly clips: readonly string[];
  readonly text: string;
  readonly language: "zh-CN" | "en";
  readonly volume: 0 | 1 | 2 | 3;
};

export interface Peripherals {
  /** As the printer said last; null before it has said anything. */
  readonly paper: PaperState;
  /** Asks the printer how it is. */
  lookAtPaper(): Promise<void>;
  /** What was to be said last could not be said by the machine's own voice. */
  readonly isVoiceBroken: boolean;
  /** @returns false when nothing came out */
  print(slip: PrintedSlip): Promise<boolean>;
  /** @returns false when nothing can be heard */
  say(utterance: Utterance): boolean;
  beSilent(): void;
  /** @returns false when there is no line or no number of staff */
  dial(target: CallTarget): boolean;
  hangUp(): void;
  light(lamp: Lamp, on: boolean): void;
}

export type Recorded = {
  slips: string[][];
  said: string[][];
  dialled: string[];
  lamps: Record<string, boolean>;
};

/** Does nothing and remembers it. */
export class RecordedPeripherals implements Peripherals {
  paper: PaperState = "ok";
  isVoiceBroken = false;
  readonly recorded: Recorded = { slips: [], said: [], dialled: [], lamps: {} };

  constructor(readonly staffCall: string | null) {}

  lookAtPaper(): Promise<void> {
    return Promise.resolve();
  }

  print(slip: PrintedSlip): Promise<boolean> {
    if (this.paper !== "ok" && this.paper !== "near_end") return Promise.resolve(false);
    slipBytes(slip);
    this.recorded.slips.push(slip.lines.map(({ text }) => text));
    return Promise.resolve(true);
  }

  say({ clips, text }: Utterance): boolean {
    this.recorded.said.push(text === "" ? [...clips] : [text]);
    return true;
  }

  beSilent(): void {}

  dial(target: CallTarget): boolean {
    const number = target === "hotline" ? HOTLINE : this.staffCall;
    if (number === null) return false;
    this.recorded.dialled.push(number);
    return true;
  }

  hangUp(): void {}

  light(lamp: Lamp, on: boolean): void {
    this.recorded.lamps[lamp] = on;
  }
}

export type Commands = {
  /** Device file of the printer, /dev/usb/lp0. */
  readonly printer: string | null;
  /** Plays files: mpv --really-quiet. */
  readonly player: string | null;
  /** Folder of the recorded clips, one file a clip. */
  readonly clips: string | null;
  /** Says what it reads from its input; the language is added, cmn or en: espeak-ng --stdin -s 130 -v. */
  readonly speaker: string | null;
  /** Dials the number that is added to it. */
  readonly dialer: string | null;
  /** Switches a lamp: its name and on or off are added. */
  readonly lamp: string | null;
  readonly staffCall: string | null;
};

/** The machine's own devices, by its own commands. Nothing of a request becomes part of a command but checked words. */
export class MachinePeripherals implements Peripherals {
  #paper: PaperState;
  isVoiceBroken = false;
  #playing: ReturnType<typeof spawn> | null = null;
  #calling: ReturnType<typeof spawn> | null = null;

  constructor(readonly commands: Commands) {
    this.#paper = commands.printer === null ? "absent" : null;
  }

  get paper(): PaperState {
    return this.#paper;
  }

  async lookAtPaper(): Promise<void> {
    if (this.commands.printer !== null) this.#paper = await askPrinter(this.commands.printer);
  }

  /** Asks first: a slip that is written to a printer without paper waits in it and comes out before the next elder. */
  async print(slip: PrintedSlip): Promise<boolean> {
    const { printer } = this.commands;
    await this.lookAtPaper();
    if (printer === null || this.#paper === "out" || this.#paper === "jam" || this.#paper === "broken") return false;
    try {
      await writeFile(printer, slipBytes(slip));
      return true;
    } catch {
      this.#paper = "broken";
      return false;
    }
  }

  say({ clips, text, language, volume }: Utterance): boolean {
    const { player, clips: folder, speaker } = this.commands;
    this.beSilent();
    if (volume === 0) return false;
    if (clips.length === 0) return this.#speak(speaker, text, language);
    if (player === null || folder === null) return false;
    this.#playing = this.#run(
      player,
      clips.map((clip) => `${folder}/${clip}.opus`),
    );
    this.#hearHowItEnds(this.#playing);
    return true;
  }

  beSilent(): void {
    this.#playing?.kill();
    this.#playing = null;
  }

  dial(target: CallTarget): boolean {
    const number = target === "hotline" ? HOTLINE : this.commands.staffCall;
    if (this.commands.dialer === null || number === null) return false;
    this.hangUp();
    this.#calling = this.#run(this.commands.dialer, [number]);
    return true;
  }

  hangUp(): void {
    this.#calling?.kill();
    this.#calling = null;
  }

  light(lamp: Lamp, on: boolean): void {
    if (this.commands.lamp !== null) this.#run(this.commands.lamp, [lamp, on ? "on" : "off"]);
  }

  /** The words go in by the standard input: nothing of them becomes part of a command. */
  #speak(speaker: string | null, text: string, language: Utterance["language"]): boolean {
    if (speaker === null || text === "") return false;
    const [program = "", ...fixed] = speaker.split(" ");
    const child = spawn(program, [...fixed, language === "en" ? "en" : "cmn"], { stdio: ["pipe", "ignore", "ignore"] });
    child.once("error", (thrown) => console.error(`${program}: ${thrown.message}`));
    this.#hearHowItEnds(child);
    // A voice that ends before it has read everything closes its input.
    child.stdin.once("error", () => undefined);
    child.stdin.end(text);
    this.#playing = child;
    return true;
  }

  /** A voice that was silenced on the way says nothing of how it works: it has no exit code. */
  #hearHowItEnds(child: ReturnType<typeof spawn>): void {
    child.once("error", () => (this.isVoiceBroken = true));
    child.once("exit", (code) => {
      if (code !== null) this.isVoiceBroken = code !== 0;
    });
  }

  #run(command: string, words: readonly string[]) {
    const [program = "", ...fixed] = command.split(" ");
    const child = spawn(program, [...fixed, ...words], { stdio: "ignore" });
    child.once("error", (thrown) => console.error(`${program}: ${thrown.message}`));
    return child;
  }
}
