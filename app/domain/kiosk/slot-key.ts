/** A slot as a button's value: date, minute and the care workers' numbers. It names a wish; whether it can be met is asked anew each time. */
import { isPlainDate, plainDate, type PlainDate } from "../time/plain-date.ts";

export type SlotKey = { readonly date: PlainDate; readonly startMinute: number; readonly workerNos: readonly string[] };

/** "2026-11-24_540_W00012-W00013" */
export function slotKeyText({ date, startMinute, workerNos }: SlotKey): string {
  return `${date}_${startMinute}_${workerNos.join("-")}`;
}

/** null for anything that is no slot of one or two workers. */
export function readSlotKey(text: string): SlotKey | null {
  const [date = "", minute = "", workers = "", ...rest] = text.split("_");
  const startMinute = Number(minute);
  const workerNos = workers.split("-").filter((part) => part !== "");
  const isMinute = /^\d{1,4}$/.test(minute) && startMinute < 1440;
  if (rest.length > 0 || !isPlainDate(date) || !isMinute || workerNos.length < 1 || workerNos.length > 2) return null;
  return { date: plainDate(date), startMinute, workerNos };
}
