/** Values that nobody can guess, for the edge to hand on. */
import { randomBytes } from "node:crypto";

const SECRET_BYTES = 32;

/** 256 random bits in lower-case hex. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString("hex");
}
