/**
 * Every loader and action is wrapped by `guarded`: it finds the actor, asks the one permission function, checks the form against
 * its schema, and hands over a context whose scope the use case cannot widen. The declaration stays readable as `.access`.
 */
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import type * as z from "zod";
import type { Actor } from "#app/domain/access/actor.ts";
import { startWithin } from "#app/domain/access/home-path.ts";
import { can, type Action } from "#app/domain/access/permission.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import type { Context } from "#db/transaction.ts";
import { kioskActorOf } from "./kiosk-cookies.server.ts";
import { familyActorOf, isFamilyAddress } from "./family-cookies.server.ts";
import { numberedFault } from "./kiosk-fault.server.ts";
import { isKioskAddress, turnAwayClosedKiosk } from "./kiosk-machine.server.ts";
import { markPage, oncePerPage } from "./page-questions.ts";
import { contextFor, services, type Services } from "./services.server.ts";
import { actorOf, localeOf } from "./session.server.ts";

export type Guarded = {
  readonly request: Request;
  readonly params: LoaderFunctionArgs["params"];
  readonly actor: Actor;
  readonly context: Context;
  readonly services: Services;
  readonly locale: "zh-CN" | "en";
  /** Of this response, for scripts and styles. */
  readonly nonce: string;
  /** Network address that asks, to limit asking. */
  readonly address: string;
};

type Declaration = {
  readonly action: Action;
  /** For an app that asks by itself: who is not signed in is told so by 401 and is not led to a page. */
  readonly answersApps?: boolean;
};
type Handler<Answer> = (given: Guarded) => Promise<Answer>;
type RouteFunction<Answer> = ((args: LoaderFunctionArgs | ActionFunctionArgs) => Promise<Answer>) & { access: Action };

/** Each surface knows its own people: a clerk who is signed in is nobody at a kiosk, and nobody's family. */
const actorAt = oncePerPage((request: Request): Promise<Actor> => {
  if (isKioskAddress(request)) return kioskActorOf(request);
  return isFamilyAddress(request) ? familyActorOf(request) : actorOf(request);
});

function signInOf(request: Request): string {
  if (isKioskAddress(request)) return "/kiosk/sign-in";
  return isFamilyAddress(request) ? "/family/sign-in" : "/sign-in";
}

async function admit(declaration: Declaration, request: Request): Promise<Actor> {
  const isKiosk = isKioskAddress(request);
  if (isKiosk) await turnAwayClosedKiosk(request);
  const actor = await actorAt(request);
  if (can(actor, declaration.action)) return actor;
  // Staff beside an elder do not speak for the elder: the screen says so and asks for the card.
  if (isKiosk && actor.kind === "elder") throw redirect("/kiosk/own-word");
  if (actor.kind === "anonymous" && declaration.answersApps)
    throw Response.json({ problem: "signed-out" }, { status: 401 });
  if (request.method === "GET") {
    const { pathname, search } = new URL(request.url);
    const path = pathname.replace(/\.data$/, "");
    if (actor.kind === "anonymous")
      throw redirect(`${signInOf(request)}?${new URLSearchParams({ next: path + search }).toString()}`);
    const start = startWithin(actor, path);
    if (start !== null) throw redirect(start);
  }
  throw new Response("403", { status: 403 });
}

/** A row outside the scope and a row that does not exist give the same answer. */
function answerRefusal(thrown: unknown): unknown {
  if (isRefusal(thrown, "family-not-shared")) return new Response("403", { status: 403 });
  return isRefusal(thrown, "not-found") ? new Response("404", { status: 404 }) : thrown;
}

/** Wraps a loader or an action with its permission. */
export function guarded<Answer>(declaration: Declaration, handler: Handler<Answer>): RouteFunction<Answer> {
  const route = async ({ request, params, context: loadContext }: LoaderFunctionArgs | ActionFunctionArgs) => {
    markPage(request, loadContext["page"]);
    try {
      const actor = await admit(declaration, request);
      return await handler({
        request,
        params,
        actor,
        context: contextFor(actor),
        services: services(),
        locale: await localeOf(request),
        nonce: String(loadContext["nonce"] ?? ""),
        address: String(loadContext["address"] ?? ""),
      });
    } catch (thrown) {
      const answer = answerRefusal(thrown);
      // Staff who are called to a screen that failed find what it was by its number.
      throw isKioskAddress(request) ? numberedFault(request, answer) : answer;
    }
  };
  return Object.assign(route, { access: declaration.action });
}

export type FormProblem = { readonly field: string; readonly code: string };

/**
 * Reads a form by its schema: unknown fields are refused, not ignored. Gives the value, or the fields that are wrong.
 * @param lists names of which several values may be sent; each is an array, empty when none was
 */
export async function readForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  lists: readonly string[] = [],
): Promise<{ value: z.infer<Schema>; problems: null } | { value: null; problems: FormProblem[] }> {
  const sent = await request.formData();
  const entries = Object.fromEntries(
    [...sent].map(([key, value]) => [key, typeof value === "string" ? value : value.name]),
  );
  const several = Object.fromEntries(lists.map((name) => [name, sent.getAll(name).map(String)]));
  const parsed = schema.safeParse({ ...entries, ...several });
  if (parsed.success) return { value: parsed.data, problems: null };
  return {
    value: null,
    problems: parsed.error.issues.map((issue) => ({ field: issue.path.join("."), code: issue.code })),
  };
}
