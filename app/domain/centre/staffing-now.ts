/** Whether enough people are at the seats for the calls of the last hour (Erlang C), beside who is there. */
import { seatsNeeded, serviceLevel } from "../alerts/staffing.ts";

/** The share of calls that is to be answered in time, the writing after a call, and a call's length before one was measured: all [assumed]. */
export const STAFFING_AIM = { share: 0.9, afterCallSeconds: 60, usualSpokenSeconds: 180 } as const;

/** Nights are quiet and the line is open all the same: nobody is ever alone. */
const FEWEST = 2;
const MOST = 60;

export type StaffingNow = {
  readonly needed: number;
  readonly present: number;
  /** Share answered in time with those who are there, 0 to 1. */
  readonly share: number;
  readonly handleSeconds: number;
  readonly callsPerHour: number;
};

export function staffingNow(given: {
  readonly callsLastHour: number;
  readonly middleSpokenSeconds: number | null;
  readonly withinSeconds: number;
  readonly present: number;
}): StaffingNow {
  const { callsLastHour, middleSpokenSeconds, withinSeconds, present } = given;
  const handleSeconds = (middleSpokenSeconds ?? STAFFING_AIM.usualSpokenSeconds) + STAFFING_AIM.afterCallSeconds;
  const load = { callsPerHour: callsLastHour, handleSeconds };
  const byCalls = seatsNeeded(load, { withinSeconds, share: STAFFING_AIM.share }, MOST) ?? MOST;
  return {
    needed: Math.max(FEWEST, byCalls),
    present,
    share: serviceLevel(load, present, withinSeconds),
    handleSeconds,
    callsPerHour: callsLastHour,
  };
}
