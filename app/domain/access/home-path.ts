/** Where a person's work begins. Each surface has one first page; a role that has none of its own starts at the front page. */
import type { Actor } from "./actor.ts";
import { can } from "./permission.ts";

const FRONT_PAGE = "/";

/** Path of the first page for this actor; a role with two surfaces starts at the first that it may use. */
export function homePathOf(actor: Actor): string {
  // The office begins with its elders; finance has the money and no person's file.
  if (can(actor, "office.home")) return can(actor, "elder.read") ? "/office" : "/office/settlement";
  if (can(actor, "provider.inbox")) return "/provider/inbox";
  if (can(actor, "worker.today")) return "/worker";
  if (can(actor, "family.use")) return "/family";
  return FRONT_PAGE;
}

/**
 * The first address of a surface is printed for all who work there: where it is not this actor's, whose work begins further in is led there.
 * @returns null for any other address, and for a surface that is not the actor's
 */
export function startWithin(actor: Actor, path: string): string | null {
  const home = homePathOf(actor);
  return home.startsWith(`${path.replace(/(?<=.)\/$/, "")}/`) ? home : null;
}
