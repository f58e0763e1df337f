/**
 * A tactile keypad beside the screen types like a keyboard: what it types presses the digit pad that is shown. Elsewhere its keys do what a keyboard's
 * do, and nothing on machines without one, where only a scanner types.
 */
import { DIGIT_KEYS, type KeyPress } from "./keypad-press.ts";

/** What a key does to a digit pad; null for one that does nothing there. */
export function tactileStepOf(key: string): KeyPress | "send" | null {
  if (key === "Enter") return "send";
  if (key === "Backspace" || key === "Delete") return "delete";
  return DIGIT_KEYS.find((digit) => digit === key) ?? null;
}

/** Enter presses what has the focus; only where nothing that can be pressed has it, it sends what was typed. */
function pressedBy(step: KeyPress | "send"): HTMLButtonElement | null {
  const pad = document.querySelector("button[name=press]");
  if (pad === null) return null;
  if (step !== "send") return document.querySelector(`button[name=press][value="${step}"]`);
  const isFree = document.activeElement?.closest("button, a") === null;
  return isFree ? document.querySelector("[data-kiosk-zone=action] button:last-of-type") : null;
}

/** Until the returned function is called. */
export function pressByTactileKeys(): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const step = event.ctrlKey || event.altKey || event.metaKey ? null : tactileStepOf(event.key);
    const button = step === null ? null : pressedBy(step);
    if (button === null) return;
    event.preventDefault();
    button.click();
  };
  window.addEventListener("keydown", press);
  return () => window.removeEventListener("keydown", press);
}
