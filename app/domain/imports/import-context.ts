/** What an import is checked against: the district's streets, catalogue, known providers and policy bounds, as arguments. */
import type { Fen } from "../money/fen.ts";
import type { PlainDate } from "../time/plain-date.ts";

/** A street with the point used when a row has no coordinates (WGS-84, good to about 2 km). */
export type ImportStreet = {
  readonly slug: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly latitude: number;
  readonly longitude: number;
};

/** An ordered payment and what the bank said of it so far. */
export type ImportPayment = {
  readonly batchNo: string;
  /** Of the payee. */
  readonly creditCode: string;
  readonly orderedFen: Fen;
  readonly sentOn: PlainDate;
  readonly answers: readonly {
    /** The bank's number of the line. */
    readonly reference: string;
    readonly bookedOn: PlainDate;
    readonly amountFen: Fen;
    readonly returnedFen: Fen;
    readonly suspenseFen: Fen;
  }[];
};

export type ImportContext = {
  /** The day the file is judged on; dates after it are questioned. */
  readonly asOf: PlainDate;
  /** Division code of the district and the names people write for it ("崇川区", "南通市崇川区"). */
  readonly district: { readonly code: string; readonly names: readonly string[] };
  readonly streets: readonly ImportStreet[];
  /** Communities with a known point, nearer than the street's centroid. May be empty. */
  readonly communities: readonly {
    readonly street: string;
    readonly name: string;
    readonly latitude: number;
    readonly longitude: number;
  }[];
  readonly subtypes: readonly { readonly code: string; readonly nameZh: string }[];
  /** Providers on file or read before this file. */
  readonly providers: readonly { readonly creditCode: string; readonly name: string }[];
  /** Contracts on file with the credit code of their provider. */
  readonly contracts: readonly { readonly contractNo: string; readonly creditCode: string }[];
  /** What bank answers are matched against; empty for an office that pays nobody. */
  readonly payments: readonly ImportPayment[];
  /** Slugs of the streets whose elders the importing office may write; "all" for the district. */
  readonly ownStreets: "all" | readonly string[];
  /** Lowest contract price of a visit (policy `visit_price_floor_fen`). */
  readonly priceFloorFen: Fen;
  /** Highest contract price (policy `visit_price_cap_fen`); null refuses every contract until the district sets it. */
  readonly priceCapFen: Fen | null;
};

/** Progress of a long reading: rows done of rows in all. */
export type ImportProgress = (done: number, total: number) => void;
