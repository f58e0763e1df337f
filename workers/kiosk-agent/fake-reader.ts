/**
 * The simulator: a reader, scanner and buttons that a person or a test works by hand, over the loopback interface (`/sim/…`) or by lines on
 * standard input. It ships for demonstrations and tests; a live kiosk names another adapter.
 */
import type { CardError } from "#app/domain/kiosk/agent-protocol.ts";
import type { CardKind, ReaderAdapter, ReaderSays } from "./reader-adapter.ts";

export class FakeReader implements ReaderAdapter {
  readonly name = "fake";
  #says: ReaderSays | null = null;
  #lying: CardKind | null = null;
  #broken = false;

  start(says: ReaderSays): void {
    this.#says = says;
  }

  stop(): void {
    this.#says = null;
  }

  get health() {
    return { reader: this.#broken ? ("broken" as const) : ("ok" as const), scanner: "ok" as const };
  }

  /** A reader takes the next card only when the one before was lifted. @returns false when it refuses */
  place(kind: CardKind, says: string | CardError): boolean {
    if (this.#says === null || this.#lying !== null) return false;
    // A code is only held to the scanner; it does not stay.
    this.#lying = kind === "qr" ? null : kind;
    this.#says.placed(kind, () => Promise.resolve(this.#broken && kind !== "qr" ? "broken" : says));
    return true;
  }

  lift(): void {
    if (this.#lying !== null) this.#says?.removed(this.#lying);
    this.#lying = null;
  }

  breakDown(isBroken: boolean): void {
    this.#broken = isBroken;
  }

  pressHelp(): void {
    this.#says?.helpButton();
  }

  plugEarphone(plugged: boolean): void {
    this.#says?.earphone(plugged);
  }

  liftHandset(lifted: boolean): void {
    this.#says?.handset(lifted);
  }
}

/** One line of work: "card 320…", "social 320…", "qr TEXT", "scratched", "upside", "lift", "broken", "mended", "help", "earphone", "earphone out", "handset", "handset down". @returns whether it was understood */
export function workByHand(reader: FakeReader, line: string): boolean {
  const [word = "", ...rest] = line.trim().split(/\s+/);
  const said = rest.join(" ");
  switch (word) {
    case "card":
      return reader.place("idcard", said);
    case "social":
      return reader.place("sscard", said);
    case "qr":
      return reader.place("qr", said);
    case "scratched":
      return reader.place("idcard", "unreadable");
    case "upside":
      return reader.place("idcard", "upside_down");
    case "lift":
      reader.lift();
      return true;
    case "broken":
    case "mended":
      reader.breakDown(word === "broken");
      return true;
    case "help":
      reader.pressHelp();
      return true;
    case "earphone":
      reader.plugEarphone(said !== "out");
      return true;
    case "handset":
      reader.liftHandset(said !== "down");
      return true;
    default:
      return false;
  }
}
