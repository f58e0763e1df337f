/** A telephone that somebody types at a kiosk to be called back, mobile or fixed. */
export const CALL_BACK_NUMBER = /^\d{7,12}$/;
export const LONGEST_CALL_BACK = 12;

export function isCallBackNumber(typed: string): boolean {
  return CALL_BACK_NUMBER.test(typed);
}
