/** "96.2" of 962 tenths. */
export const tenthsText = (tenths: number) => `${Math.floor(tenths / 10)}.${tenths % 10}`;
