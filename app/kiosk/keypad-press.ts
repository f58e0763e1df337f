/** What a key of the digit pad does to the digits typed so far. The server uses it when no script runs, the page when one does. */
export type KeyPress = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "delete" | "clear";

export const DIGIT_KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"] as const;

export function isKeyPress(value: unknown): value is KeyPress {
  return value === "delete" || value === "clear" || (DIGIT_KEYS as readonly unknown[]).includes(value);
}

/** Digits after one press; digits beyond the longest are not taken, and whatever is no digit is dropped. */
export function pressKey(digits: string, press: KeyPress, longest: number): string {
  const typed = digits.replace(/\D/g, "").slice(0, longest);
  if (press === "clear") return "";
  if (press === "delete") return typed.slice(0, -1);
  return typed.length < longest ? typed + press : typed;
}

/** A telephone, a number with its code, a code alone. */
const SIZES: Readonly<Record<number, readonly number[]>> = { 11: [3, 4, 4], 10: [4, 6], 6: [3, 3] };

/** Digits in groups as people read them aloud: 138 1234 5678; places still empty are shown by a low line. */
export function digitGroups(digits: string, longest: number, isHidden = false): string[] {
  const places = Array.from({ length: longest }, (_, index) => {
    const digit = digits[index];
    return digit === undefined ? "_" : isHidden ? "●" : digit;
  });
  const sizes = SIZES[longest] ?? [longest];
  const groups: string[] = [];
  let start = 0;
  for (const size of sizes) {
    groups.push(places.slice(start, start + size).join(""));
    start += size;
  }
  return groups;
}
