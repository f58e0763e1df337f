/**
 * One row of a provider's claims. A row that cannot be read is kept with its problems and refuses itself alone: the other rows of the
 * file count. What a row asks for is compared with the visits elsewhere.
 */
import { dividedFen } from "../money/allocation.ts";
import type { Fen } from "../money/fen.ts";
import { timesFen } from "../money/fen.ts";
import type { AskedLine } from "./asked-line.ts";
import { FUND_NAMES } from "./cells/codes.ts";
import { parseYuanCell } from "./cells/numbers.ts";
import { keptText } from "./cells/plain-text.ts";
import type { ClaimColumnKey } from "./columns/claim-columns.ts";
import { CLAIM_FILE } from "./columns/claim-columns.ts";
import type { RowRules } from "./read-import.ts";
import { readCreditCode, readWhole } from "./row-fields.ts";
import type { RowReader } from "./row-reader.ts";

export type ClaimRecord = {
  /** What stood in the cells that the file's columns name, by column key; cut to a length that a number or a name can have. */
  readonly cells: Readonly<Record<string, string>>;
  /** Null for a row that could not be read. */
  readonly asked: AskedLine | null;
  /** Code of the first problem of a row that could not be read. */
  readonly fault: string | null;
};

type Reader = RowReader<ClaimColumnKey>;

const CELL_CHARACTERS = 60;
/** More visits than a month has days are no quantity of one row. */
const QUANTITY_MOST = 31;

function cellsOf(reader: Reader): Readonly<Record<string, string>> {
  const texts = CLAIM_FILE.columns.map(
    ({ key }) =>
      [
        key,
        Array.from(keptText(reader.cell(key).text))
          .slice(0, CELL_CHARACTERS)
          .join(""),
      ] as const,
  );
  return Object.fromEntries(texts.filter(([, text]) => text !== ""));
}

function readYuan(reader: Reader, key: "unitPrice" | "asked"): Fen | null {
  const cell = reader.filled(key);
  return cell === null ? null : (parseYuanCell(cell) ?? reader.report(key, "amount-unreadable"));
}

/** The price of one visit: the amount is quantity times price, whichever of them the row says. */
function readPrice(reader: Reader, quantity: number): Fen | null {
  const asked = readYuan(reader, "asked");
  const before = reader.problems.length;
  const unitPrice = readYuan(reader, "unitPrice");
  if (asked === null || reader.problems.length > before) return null;
  if (unitPrice !== null)
    return timesFen(unitPrice, quantity) === asked ? unitPrice : reader.report("asked", "claim-amount-differs");
  return dividedFen(asked, quantity) ?? reader.report("asked", "claim-amount-uneven", { quantity });
}

function readAsked(reader: Reader): AskedLine | null {
  const visitNo = reader.optionalText("visitNo");
  const elderNo = reader.text("elderNo");
  const serviceOn = reader.date("serviceOn");
  const quantity = readWhole(reader, "quantity", { least: 1, most: QUANTITY_MOST, units: ["次"] }) ?? 1;
  const unitPriceFen = readPrice(reader, quantity);
  const creditCode = reader.optionalText("creditCode") === null ? null : readCreditCode(reader, "creditCode");
  const fund = reader.code("fund", FUND_NAMES);
  if (elderNo === null || serviceOn === null || unitPriceFen === null) return null;
  return { visitNo, elderNo, serviceOn, quantity, unitPriceFen, creditCode, fund };
}

/** Rules for one reading of a provider's claims. */
export function claimRows(): RowRules<ClaimColumnKey, ClaimRecord> {
  return {
    file: CLAIM_FILE,
    keyColumn: "elderNo",
    faultyRows: "keep",
    read: (reader) => {
      const cells = cellsOf(reader);
      const asked = readAsked(reader);
      const fault = reader.problems.find((problem) => problem.level === "error")?.code ?? null;
      return { cells, asked: fault === null ? asked : null, fault };
    },
  };
}
