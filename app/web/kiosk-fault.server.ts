/** What a page of a kiosk is answered when something failed: a number, under which the log keeps what it was. */
import { randomBytes } from "node:crypto";
import { FAULT_CODE_BYTES, faultCodeOf } from "#app/domain/kiosk/fault-code.ts";

/** Writes an error down under its number. @returns the answer with the number; anything but an error, such as a redirect, as it is */
export function numberedFault(request: Request, thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown;
  const fault = faultCodeOf(randomBytes(FAULT_CODE_BYTES));
  console.error(`kiosk fault ${fault}: ${request.method} ${new URL(request.url).pathname}`, thrown);
  return Response.json({ fault }, { status: 500 });
}
