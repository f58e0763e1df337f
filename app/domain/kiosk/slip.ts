/**
 * What an elder takes along on paper, or sees on the screen where there is no printer (user experience reference 4.11). The facts are
 * plain; words are added where the slip is shown. A slip never carries a whole name, identity number or telephone number.
 */
import * as z from "zod";
import { isPlainDate, type PlainDate } from "../time/plain-date.ts";

/** A slip that nobody fetched for so long is forgotten. */
export const SLIP_MINUTES = 10;

/** What fits on a hand's breadth of paper and on one screen at a time. */
const MOST_ITEMS = 8;
export const LONGEST_TEXT = 60;

const date = z.custom<PlainDate>((value) => typeof value === "string" && isPlainDate(value));
const minute = z.number().int().min(0).max(1439);
const count = z.number().int().min(0).max(9999);
const text = z.string().min(1).max(LONGEST_TEXT);
/** Codes of services and surnames of care workers. */
const codes = z.array(z.string().min(1).max(12)).max(MOST_ITEMS);
/** Whole sentences in the elder's language, for what the facts do not say. */
const notes = z.array(text).max(MOST_ITEMS).default([]);
const when = { date, startMinute: minute };

const visit = z.strictObject({ ...when, codes, surnames: codes });

/** One kind of slip for each thing that a person takes away from a kiosk. */
export const slipSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("booked"),
    ...visit.shape,
    /** Up to the building: "工农路12号3幢". */
    building: text.nullable().default(null),
    /** Visits that may still be booked this month. */
    left: count.nullable().default(null),
    /** What the elder says on the telephone: four digits. */
    number: z
      .string()
      .regex(/^\d{4}$/)
      .nullable()
      .default(null),
    notes,
  }),
  z.strictObject({
    kind: z.literal("schedule"),
    visits: z.array(visit).max(MOST_ITEMS),
    left: count.nullable(),
    notes,
  }),
  z.strictObject({
    kind: z.literal("allowance"),
    /** First day of the month. */
    month: date,
    allowed: count,
    /** Visits that took place or are planned. */
    used: count,
    left: count,
    notes,
  }),
  z.strictObject({
    kind: z.literal("activity"),
    title: text,
    ...when,
    place: text,
    /** Place on the waiting list from 1; null for who has a place. */
    waitingPlace: count.nullable(),
    /** Number among those that have a place, from 1: what the doorkeeper calls. */
    joinedPlace: count.nullable().default(null),
    notes,
  }),
  z.strictObject({
    kind: z.literal("ticket"),
    number: text,
    subject: text,
    /** Day by which an answer is due. */
    answerBy: date.nullable(),
    notes,
  }),
]);

/** What is stored. */
export type Slip = z.infer<typeof slipSchema>;
/** What a caller hands over: fields with a default may be left out. */
export type NewSlip = z.input<typeof slipSchema>;

/** A whole telephone or identity number, however it is spaced. */
const WHOLE_NUMBER = /\d(?:[ -]?\d){9,}[\dXx]/;

/** Whether any text of the slip holds a whole telephone or identity number; such a slip is not stored. Dates and short numbers do not. */
export function holdsWholeNumber(slip: Slip): boolean {
  const texts: string[] = [];
  JSON.stringify(slip, (_key, value: unknown) => {
    if (typeof value === "string" && !isPlainDate(value)) texts.push(value);
    return value;
  });
  return texts.some((one) => WHOLE_NUMBER.test(one));
}

/** Where a slip is shown and printed; `backTo` is where the elder goes on, an address below /kiosk. */
export function slipAddress(slipId: string, backTo = "/kiosk/home"): string {
  return `/kiosk/slips/${slipId}?${new URLSearchParams({ back: backTo }).toString()}`;
}

/** One line of paper: large letters are twice as high. */
export type SlipLine = { readonly text: string; readonly size: "normal" | "large"; readonly centred: boolean };

/** What the kiosk's agent fetches; `qr` is an address of this product with an opaque number, or null. */
export type PrintedSlip = { readonly slipId: string; readonly lines: readonly SlipLine[]; readonly qr: string | null };
