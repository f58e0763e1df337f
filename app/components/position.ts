/** The phone's position, asked once: only at check-in and check-out. What the browser says of it is noted as it is. */
const WAIT_MS = 5000;
const FRESH_MS = 30_000;
const FAILURES: Readonly<Record<number, string>> = { 1: "denied", 2: "unavailable", 3: "timeout" };

/** Text fields of a form; either a failure or the rest. */
export type PositionFields = Readonly<Record<"latitude" | "longitude" | "accuracy" | "age" | "failure", string>>;

const NOTHING = { latitude: "", longitude: "", accuracy: "", age: "" };

/** Resolves after five seconds and a half at the latest, whatever the browser does. */
export async function readPosition(): Promise<PositionFields> {
  if (!("geolocation" in navigator)) return { ...NOTHING, failure: "unavailable" };
  return new Promise((resolve) => {
    // Some browsers answer neither way while their question is open.
    const patience = setTimeout(() => resolve({ ...NOTHING, failure: "timeout" }), WAIT_MS + 500);
    const answer = (fields: PositionFields) => {
      clearTimeout(patience);
      resolve(fields);
    };
    navigator.geolocation.getCurrentPosition(
      ({ coords, timestamp }) =>
        answer({
          latitude: String(coords.latitude),
          longitude: String(coords.longitude),
          accuracy: String(coords.accuracy),
          age: String(Math.max(0, Date.now() - timestamp)),
          failure: "",
        }),
      ({ code }) => answer({ ...NOTHING, failure: FAILURES[code] ?? "device_fault" }),
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: FRESH_MS },
    );
  });
}
