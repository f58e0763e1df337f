/** Argon2id passwords. An unknown name costs the same as a wrong password, so neither can be told from the time. */
import { hash, verify } from "@node-rs/argon2";

const SETTINGS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), SETTINGS);
}

let decoy: Promise<string> | null = null;

/** @param stored the hash on file, or null for an unknown name; a decoy is then verified and the answer is always false. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("a decoy that is nobody's password");
  const right = await verify(stored ?? (await decoy), password.normalize("NFKC"));
  return stored !== null && right;
}
