import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DETAILS_OF_TOPIC,
  firstDesk,
  isProtected,
  providerMaySee,
  TICKET_DETAILS,
  TICKET_KINDS,
  TICKET_TOPICS,
} from "#app/domain/tickets/ticket-kind.ts";

const details = fc.subarray([...TICKET_DETAILS]);

describe("who has a ticket and who may see it", () => {
  it("gives money that was taken, and safety, to the street at once whatever the kind and whatever else is said", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TICKET_KINDS),
        details,
        fc.constantFrom("took_money", "unsafe"),
        (kind, said, grave) => {
          const all = [...said, grave];
          expect(firstDesk(kind, all, true)).toBe("street");
          expect(providerMaySee({ kind, details: all as never, hasProvider: true })).toBe(false);
        },
      ),
    );
  });

  it("lets a provider read a complaint about it that touches neither, who asks it for an invoice, and no other ticket", () => {
    fc.assert(
      fc.property(fc.constantFrom(...TICKET_KINDS), details, fc.boolean(), (kind, said, hasProvider) => {
        const may = (kind === "complaint" || kind === "invoice") && hasProvider && !isProtected(said);
        expect(providerMaySee({ kind, details: said, hasProvider })).toBe(may);
      }),
    );
  });

  it("offers at most eight details on a screen, each known, and each topic the way out 别的", () => {
    for (const topic of TICKET_TOPICS) {
      expect(DETAILS_OF_TOPIC[topic].length).toBeLessThanOrEqual(8);
      expect(new Set(DETAILS_OF_TOPIC[topic]).size).toBe(DETAILS_OF_TOPIC[topic].length);
      expect(DETAILS_OF_TOPIC[topic].at(-1)).toBe("other");
    }
  });

  it.each([
    ["consult", "operator"],
    ["book", "operator"],
    ["help", "operator"],
    ["call_back", "operator"],
    ["wait", "operator"],
    ["outbound_care", "operator"],
    ["complaint", "street"],
    ["apply", "street"],
    ["invoice", "provider"],
  ] as const)("brings %s to the desk of the %s first", (kind, desk) => {
    expect(firstDesk(kind, [], true)).toBe(desk);
  });

  it("brings who asks for an invoice without naming a provider to the hotline", () => {
    expect(firstDesk("invoice", [], false)).toBe("operator");
  });
});
