import { describe, expect, it } from "vitest";
import { maskNumbersIn } from "#app/domain/access/masking.ts";
import { invoiceKey, invoiceTitle, orderOfInvoice, taxNumberText } from "#app/domain/payments/invoice-request.ts";
import { creditCheckCharacter, organisationCheckCharacter } from "#app/domain/workforce/credit-code.ts";

/** A right code of digits alone, as far as its two check characters are digits. */
function codeOfDigits(): string {
  for (let number = 10_000_000; ; number += 1) {
    const body = `${number}${organisationCheckCharacter(String(number))}`;
    const code = `91320613${body}`;
    const whole = `${code}${creditCheckCharacter(code)}`;
    if (/^\d{18}$/.test(whole)) return whole;
  }
}

describe("the name on an invoice", () => {
  it("is nobody's where it is for a person, whatever was typed there", () => {
    expect(invoiceTitle({ kind: "person", title: " 王丽 ", taxNumber: "320602195001011234" })).toEqual({
      kind: "person",
      title: null,
      taxNumber: null,
    });
  });

  it("is an organisation's with its credit code, or without", () => {
    const code = codeOfDigits();
    expect(invoiceTitle({ kind: "organisation", title: "某公司", taxNumber: ` ${code} ` }).taxNumber).toBe(code);
    expect(invoiceTitle({ kind: "organisation", title: "某公司", taxNumber: "" }).taxNumber).toBeNull();
  });

  it.each(["320602195001011234", "9132061", "913206130000000000"])(
    "takes no number that is not a credit code, such as %s",
    (taxNumber) =>
      expect(() => invoiceTitle({ kind: "organisation", title: "某公司", taxNumber })).toThrow(
        "invoice-tax-number-wrong",
      ),
  );

  it("is needed of an organisation", () => {
    expect(() => invoiceTitle({ kind: "organisation", title: "  ", taxNumber: "" })).toThrow("invoice-title-missing");
  });
});

it("a tax number stays readable where numbers of persons are masked", () => {
  const code = codeOfDigits();
  expect(maskNumbersIn(code)).not.toBe(code);
  expect(maskNumbersIn(taxNumberText(code)).replace(" ", "")).toBe(code);
});

it("a request is known by its order", () => {
  expect(orderOfInvoice(invoiceKey("BS202611160123456789ab"))).toBe("BS202611160123456789ab");
  expect(orderOfInvoice("page-0001")).toBeNull();
  expect(orderOfInvoice(null)).toBeNull();
});
