/** 更多服务: everything that an elder may choose by itself, and how a short item is completed to a visit. */
import { bookableItems, completionsOf, ownBasketKey, type BookableItem } from "#app/domain/catalogue/own-basket.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import type { BookingFacts } from "./booking-facts.server.ts";
import { loadStartFacts } from "./booking-months.server.ts";
import { coveredBy } from "./booking-slots.server.ts";
import { bookingPurpose } from "./show-booking.server.ts";

function itemsFor(facts: BookingFacts): BookableItem[] {
  return bookableItems({ grade: facts.grade, catalogue: facts.catalogue, covers: coveredBy(facts) });
}

/**
 * @param code the item that was chosen; null while it is asked
 * @param month as for the baskets
 * @returns every item with the basket it makes alone, and for a chosen short one the ways to complete it; null for a code that is not open
 */
export async function showItems(
  context: Context,
  elderId: string,
  code: string | null,
  month: PlainMonth | null = null,
) {
  return inTransaction(context, async (unit) => {
    const facts = await loadStartFacts(unit, elderId, month);
    const minMinutes = facts.policy.parameters.visit_min_minutes;
    const found = itemsFor(facts);
    const items = found.map((item) => ({
      ...item,
      basket: item.minutes >= minMinutes ? ownBasketKey([item.code]) : null,
    }));
    const item = code === null ? null : (items.find((one) => one.code === code) ?? null);
    const ways = item === null ? [] : completionsOf(item, found, { usual: facts.usual, minMinutes });
    return {
      ...bookingPurpose(facts),
      items,
      item,
      minMinutes,
      ways: ways.map((added) => ({
        added: added.map((one) => one.code),
        minutes: (item?.minutes ?? 0) + added.reduce((sum, { minutes }) => sum + minutes, 0),
        basket: ownBasketKey([item?.code ?? "", ...added.map((one) => one.code)]),
      })),
    };
  });
}
