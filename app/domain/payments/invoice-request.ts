/**
 * Asking for an invoice (发票). The receipt is the platform's proof that money came in; an invoice is a tax document, which the provider who
 * served and was paid makes in the tax authority's own system. A person's says 个人, and no name of anybody is taken down for it: the provider knows the
 * household and asks. An organisation's needs its name and credit code (GB 32100-2015).
 */
import { Refusal } from "../refusal.ts";
import { checkCreditCode } from "../workforce/credit-code.ts";

export const INVOICE_TITLES = ["person", "organisation"] as const;
export type InvoiceTitleKind = (typeof INVOICE_TITLES)[number];

export type InvoiceTitle = {
  readonly kind: InvoiceTitleKind;
  /** Name of the organisation; null for a person. */
  readonly title: string | null;
  /** 18 characters; null for a person. */
  readonly taxNumber: string | null;
};

const TITLE_MOST = 60;

/**
 * What was typed, as an invoice would show it. Refuses "invoice-title-missing" for an organisation without a name, and "invoice-tax-number-wrong" for a number that is no credit
 * code: an identity number must not be written here. What was typed for a person is left out.
 */
export function invoiceTitle(typed: {
  readonly kind: InvoiceTitleKind;
  readonly title: string;
  readonly taxNumber: string;
}): InvoiceTitle {
  if (typed.kind === "person") return { kind: "person", title: null, taxNumber: null };
  const title = typed.title.trim().slice(0, TITLE_MOST);
  if (title === "") throw new Refusal("invoice-title-missing");
  if (typed.taxNumber.trim() === "") return { kind: "organisation", title, taxNumber: null };
  const checked = checkCreditCode(typed.taxNumber);
  if (checked.verdict !== "valid") throw new Refusal("invoice-tax-number-wrong");
  return { kind: "organisation", title, taxNumber: checked.normalised };
}

const GROUP = 8;

/** In two groups: a row of eighteen digits would be masked as if it were a person's number. */
export function taxNumberText(taxNumber: string): string {
  return `${taxNumber.slice(0, GROUP)} ${taxNumber.slice(GROUP)}`;
}

const KEY = "invoice ";

/** One order has one request, however often it is sent. */
export const invoiceKey = (orderNo: string): string => `${KEY}${orderNo}`;

/** The order of a request; null for a key of something else. */
export const orderOfInvoice = (key: string | null): string | null =>
  key?.startsWith(KEY) === true ? key.slice(KEY.length) : null;
