/** The end of a call, whoever made it: its answers or its last result, what follows for the visits, and who takes the place. */
import { answerGroup, QUESTIONNAIRE, scoreOf, type CallAnswers } from "#app/domain/call-backs/questionnaire.ts";
import { replacementFor } from "#app/domain/call-backs/draw-call-backs.ts";
import type { Connection } from "#app/domain/call-backs/connection.ts";
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import { asDate } from "#app/domain/time/instant.ts";
import {
  insertAnswer,
  insertCalls,
  lastPosition,
  listCallsOfBatch,
  listLines,
  listVisitsOfCalls,
  lockBatch,
  findCall,
  updateCall,
  type CallBackBatchRow,
  type CallBackRow,
} from "#db/repositories/call-backs.ts";
import { listVisitsById } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import { loadCallees, type Dialling } from "./dial-number.server.ts";
import { preparedCalls } from "./prepared-calls.server.ts";
import { tellUnreached } from "./said-events.server.ts";
import { openFollowUps, takeAnswers, type FollowUpSource } from "./take-answers.server.ts";

export type Call = {
  readonly call: CallBackRow;
  readonly batch: CallBackBatchRow;
  readonly policy: PolicyVersion;
  readonly dialling: Dialling;
};

const NUMBER_WIDTH = 4;

/** "HF-2026-10-1-0034": the call as tickets name it. */
export function callNumber({ call, batch }: Pick<Call, "call" | "batch">): string {
  return `HF-${batch.batchNo}-${String(call.position).padStart(NUMBER_WIDTH, "0")}`;
}

function sourceOf(given: Call): FollowUpSource {
  const { id, elderId, streetId, providerId } = given.call;
  return { callBackId: id, elderId, streetId, providerId, number: callNumber(given) };
}

async function visitsOf(unit: Unit, call: CallBackRow) {
  const links = await listVisitsOfCalls(unit, [call.id]);
  return listVisitsById(
    unit,
    links.map(({ visitId }) => visitId),
  );
}

/**
 * The next of the draw takes the place of somebody who was not reached or does not remember; of a first round only, because a second
 * repeats the first. Nobody takes it when the provider has no other elder left.
 */
async function replace(unit: Unit, actor: string, { call, batch, dialling }: Call): Promise<void> {
  if (batch.round !== 1) return;
  await lockBatch(unit, batch.id);
  const calls = await listCallsOfBatch(unit, batch.id);
  const lines = await listLines(unit, batch.id);
  const inBatch = new Set(calls.map(({ elderId }) => elderId));
  const numbers = new Set(lines.filter(({ elderId }) => inBatch.has(elderId)).map(({ elderNo }) => elderNo));
  const [link] = await listVisitsOfCalls(unit, [call.id]);
  const lost = lines.find(({ visitId }) => visitId === link?.visitId);
  const next = lost && replacementFor(lines, numbers, lost);
  const line = lines.find(({ visitNo }) => visitNo === next?.visitNo);
  if (line === undefined) return;
  const wanted = {
    ...{ elderId: line.elderId, streetId: line.streetId, providerId: line.providerId, replacesId: call.id },
    visits: [{ visitId: line.visitId, reasons: ["replacement"] }],
  };
  const operators = call.assignedTo === null ? [] : [call.assignedTo];
  const firstPosition = (await lastPosition(unit, batch.id)) + 1;
  const plan = { ...dialling, batchId: batch.id, firstPosition, operators, actor };
  const { calls: rows, visits } = await preparedCalls(unit, [wanted], plan);
  await insertCalls(unit, rows, visits);
}

/** Keyed digest of the number under which the elder is rung, hexadecimal: the only trace of it that an event keeps. */
async function rungNumber(unit: Unit, { call, dialling }: Call): Promise<string | null> {
  const callee = (await loadCallees(unit, [call.elderId], dialling)).get(call.elderId);
  const number = callee?.dial?.number;
  if (number === undefined) return null;
  return Buffer.from(dialling.crypto.blindIndex(number, "phone")).toString("hex");
}

/** Ends an answered call. @returns what it left to be done */
export async function finishAnswered(
  unit: Unit,
  actor: string,
  given: Call & { readonly attempts: number },
  heard: { readonly answers: CallAnswers; readonly channel: "call" | "sheet" },
): Promise<readonly string[]> {
  const { call, policy } = given;
  const visits = await visitsOf(unit, call);
  const { answers, channel } = heard;
  await insertAnswer(unit, {
    ...{ callBackId: call.id, questionnaireVersion: QUESTIONNAIRE.version, answers, score: scoreOf(answers) },
    ...{ by: actor, at: asDate(unit.now) },
  });
  const source = sourceOf(given);
  const rung = await rungNumber(unit, given);
  const { differs, kinds } = await takeAnswers(unit, actor, { answers, channel, rung, visits, policy, source });
  const group = answerGroup(answers);
  await updateCall(unit, call.id, {
    ...{ state: "closed", connection: "answered", answerGroup: group, differs, attempts: given.attempts },
    ...{ notBefore: null, closedAt: asDate(unit.now), closedBy: actor },
  });
  if (group === "unclear_served") await replace(unit, actor, given);
  return kinds;
}

/** Ends a call that reached nobody: the number goes to the error list, and somebody else is called instead. */
export async function finishUnreached(
  unit: Unit,
  actor: string,
  given: Call & { readonly attempts: number },
  connection: Exclude<Connection, "answered">,
): Promise<void> {
  const { call, batch } = given;
  const visits = await visitsOf(unit, call);
  await updateCall(unit, call.id, {
    ...{ state: "closed", connection, attempts: given.attempts, notBefore: null },
    ...{ closedAt: asDate(unit.now), closedBy: actor },
  });
  await openFollowUps(unit, actor, ["contact"], { source: sourceOf(given), visits, detail: null });
  const before = call.firstCallId === null ? null : await findCall(unit, call.firstCallId);
  const attempts = given.attempts + (before?.attempts ?? 0);
  await tellUnreached(unit, actor, visits, { attempts, rounds: batch.round, result: connection });
  await replace(unit, actor, given);
}
