/** Calls for help of the scope: who waits and since when, what was done, and how the last day's ended. */
import { maskName } from "#app/domain/access/masking.ts";
import { helpMovesFrom, type HelpMoveName, type HelpState } from "#app/domain/help/help-request.ts";
import { isoText, instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { helpDeskVersion, listEndedHelp, listLiveHelp, type HelpListing } from "#db/queries/help-desk.ts";
import { listHelpSteps, type HelpStepRow } from "#db/repositories/help-requests.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";

/** How long a call that ended stays on the screen. */
const ENDED_SHOWN_MINUTES = 24 * 60;
const ENDED_SHOWN = 50;

/** What arrived so long after its touch was kept without a network. */
const KEPT_MS = 5000;

export type ShownHelpCall = {
  readonly helpNo: string;
  readonly state: HelpState;
  readonly want: string | null;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly device: string;
  readonly elderNo: string | null;
  readonly elderName: string | null;
  readonly touchedAt: string;
  /** Since the touch, at the moment of the answer; the page counts on from here. */
  readonly ageSeconds: number;
  /** Seconds from the touch until somebody took it; null while nobody has. */
  readonly answeredAfterSeconds: number | null;
  readonly isKept: boolean;
  readonly takenBy: string | null;
  readonly outcome: string | null;
  readonly note: string | null;
  readonly endedBy: string | null;
  readonly steps: readonly { readonly step: string; readonly at: string; readonly by: string }[];
  readonly moves: readonly HelpMoveName[];
};

const secondsBetween = (from: Date, to: Instant) => Math.max(0, Math.floor((to - from.getTime()) / 1000));

function shownOf(listing: HelpListing, steps: readonly HelpStepRow[], now: Instant): ShownHelpCall {
  const { row, elderName, ...names } = listing;
  const state = row.state as HelpState;
  return {
    ...names,
    elderName: elderName === null ? null : maskName(elderName),
    helpNo: row.helpNo,
    state,
    want: row.want,
    device: row.device,
    touchedAt: row.touchedAt.toISOString(),
    ageSeconds: secondsBetween(row.touchedAt, row.endedAt === null ? now : instant(row.endedAt)),
    answeredAfterSeconds: row.takenAt === null ? null : secondsBetween(row.touchedAt, instant(row.takenAt)),
    isKept: row.receivedAt.getTime() - row.touchedAt.getTime() > KEPT_MS,
    takenBy: row.takenBy,
    outcome: row.outcome,
    note: row.note,
    endedBy: row.endedBy,
    steps: steps
      .filter(({ helpId }) => helpId === row.id)
      .map(({ step, at, by }) => ({ step, at: at.toISOString(), by })),
    // Only whoever called takes it back; the desk closes it with how it ended.
    moves: helpMovesFrom(state).filter((move) => move !== "cancel"),
  };
}

const shownSince = (unit: Unit) => plusMinutes(unit.now, -ENDED_SHOWN_MINUTES);

/** The live ones of the scope: other desks show them on top of theirs. */
export async function listLiveHelpIn(unit: Unit): Promise<ShownHelpCall[]> {
  const live = await listLiveHelp(unit);
  const steps = await listHelpSteps(
    unit,
    live.map(({ row }) => row.id),
  );
  return live.map((one) => shownOf(one, steps, unit.now));
}

export async function showHelpDesk(context: Context) {
  return inReading(context, async (unit) => {
    const ended = await listEndedHelp(unit, shownSince(unit), ENDED_SHOWN);
    const steps = await listHelpSteps(
      unit,
      ended.map(({ row }) => row.id),
    );
    return {
      live: await listLiveHelpIn(unit),
      ended: ended.map((one) => shownOf(one, steps, unit.now)),
      version: await helpDeskVersion(unit, shownSince(unit)),
      asOf: isoText(unit.now),
    };
  });
}

/** Whether the screen would look different now. */
export async function showHelpVersion(context: Context): Promise<string> {
  return inReading(context, async (unit) => helpDeskVersion(unit, shownSince(unit)));
}
