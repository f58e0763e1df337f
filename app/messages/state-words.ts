/** What a state's word is made of: one for staff, one for elders where elders may see it, a tone and an icon. */
import type { CodedText } from "./locale.ts";

export type Tone = "neutral" | "info" | "success" | "warning" | "danger" | "debt";

export type StateIcon =
  | "badge-check"
  | "ban"
  | "calendar-check"
  | "calendar-days"
  | "circle-alert"
  | "circle-check"
  | "circle-dashed"
  | "circle-x"
  | "clock"
  | "eye"
  | "hourglass"
  | "info"
  | "lock"
  | "map-pin"
  | "octagon-alert"
  | "pencil"
  | "refresh-cw"
  | "send"
  | "shield-check"
  | "triangle-alert"
  | "undo-2"
  | "user-check"
  | "user-x"
  | "x";

export type StateWord = {
  readonly staff: CodedText;
  readonly elder: CodedText | null;
  readonly tone: Tone;
  readonly icon: StateIcon;
};

type Row = readonly [zh: string, en: string, tone: Tone, icon: StateIcon, elderZh?: string, elderEn?: string];

export function stateWords(rows: Readonly<Record<string, Row>>): Readonly<Record<string, StateWord>> {
  return Object.fromEntries(
    Object.entries(rows).map(([code, [zh, en, tone, icon, elderZh, elderEn]]) => [
      code,
      {
        staff: { "zh-CN": zh, en },
        elder: elderZh === undefined ? null : { "zh-CN": elderZh, en: elderEn ?? en },
        tone,
        icon,
      },
    ]),
  );
}

/** The word of a code; an unknown code keeps its own name, in a neutral tone, so that nothing is hidden. */
export function wordIn(table: Readonly<Record<string, StateWord>>, code: string): StateWord {
  return (
    table[code] ?? {
      staff: { "zh-CN": code, en: code },
      elder: null,
      tone: "neutral",
      icon: "circle-dashed",
    }
  );
}
