/** The kiosk's small district with operators who sit, and callers by name. */
import { isRefusal } from "#app/domain/refusal.ts";
import { insertUsers } from "#db/repositories/access.ts";
import { signOn } from "#app/usecases/centre/sit-at-seat.server.ts";
import { answerCall, ringCall } from "#app/usecases/centre/take-calls.server.ts";
import { askCaller, judgeCaller } from "#app/usecases/centre/check-caller.server.ts";
import { showCall } from "#app/usecases/centre/show-call.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { crypto } from "../kiosk/kiosk-district.ts";

/** A number that nobody has put on file. */
export const STRANGER = "051323456789";

export const operatorOf = (database: Database, name: string): Context =>
  testContext(database, { actor: `user:${name}` });

/** Adds people who may sit at a seat. */
export async function hireOperators(database: Database, names: readonly string[]): Promise<void> {
  await inTransaction(testContext(database), (unit) =>
    insertUsers(
      unit,
      names.map((name) => ({ loginName: name, displayName: name.toUpperCase(), passwordHash: "x", role: "operator" })),
    ),
  );
}

export const later = (context: Context, seconds: number): Context => ({
  ...context,
  now: (context.now + seconds * 1000) as Context["now"],
});

/** The code of the refusal, or "done". */
export const outcome = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "done",
    (thrown: unknown) => (isRefusal(thrown) ? thrown.code : thrown),
  );

/** Rings, and is answered by this operator, who sits down for it where he or she does not sit yet. */
export async function callIn(context: Context, number: string, seatNo: number): Promise<number> {
  await outcome(signOn(context, seatNo));
  const callNo = await ringCall(context, crypto, { number, source: "telephone", systemRef: null });
  await answerCall(context, crypto, callNo);
  return callNo;
}

/** Two right answers. */
export async function passCheck(context: Context, callNo: number): Promise<void> {
  for (let asked = 0; asked < 2; asked += 1) {
    await askCaller(later(context, asked), crypto, callNo);
    await judgeCaller(later(context, asked), crypto, { callNo, isRight: true });
  }
}

export const shown = (context: Context, callNo: number) => showCall(context, crypto, callNo);
