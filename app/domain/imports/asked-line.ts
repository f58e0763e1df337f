/** What one row of a provider's claim file asks for. */
import type { Fen } from "../money/fen.ts";
import type { PlainDate } from "../time/plain-date.ts";

export type AskedLine = {
  /** The number of the visit; null where the provider keeps none, and elder and day name it. */
  readonly visitNo: string | null;
  readonly elderNo: string;
  readonly serviceOn: PlainDate;
  readonly quantity: number;
  readonly unitPriceFen: Fen;
  /** Of the provider, where the file says one. */
  readonly creditCode: string | null;
  /** Null for the fund of the district. */
  readonly fund: string | null;
};
