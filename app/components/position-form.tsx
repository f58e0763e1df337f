/**
 * A plain form that sends the phone's position and clock along when the browser gives them. It waits five seconds at most and then
 * goes on without: a missing position is noted with its cause and stops nobody. Without scripts it is an ordinary form.
 */
import { Form } from "@remix-run/react";
import { useRef, useState, type FormEvent, type ReactNode } from "react";

const WAIT_MS = 5000;
const FAILURES: Readonly<Record<number, string>> = { 1: "denied", 2: "unavailable", 3: "timeout" };

type Reading = Readonly<Record<"latitude" | "longitude" | "accuracy" | "age" | "failure", string>>;

const NOTHING = { latitude: "", longitude: "", accuracy: "", age: "" };

async function readPosition(): Promise<Reading> {
  if (!("geolocation" in navigator)) return { ...NOTHING, failure: "unavailable" };
  return new Promise((resolve) => {
    // Some browsers answer neither way while their question is open.
    const patience = setTimeout(() => resolve({ ...NOTHING, failure: "timeout" }), WAIT_MS + 500);
    const answer = (reading: Reading) => {
      clearTimeout(patience);
      resolve(reading);
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
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 10_000 },
    );
  });
}

function put(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = value;
}

type PositionFormProps = { readonly waiting: string; readonly children: ReactNode };

export function PositionForm({ waiting, children }: PositionFormProps) {
  const [asking, setAsking] = useState(false);
  const answered = useRef(false);
  const attach = (event: FormEvent<HTMLFormElement>) => {
    if (answered.current) {
      answered.current = false;
      return;
    }
    event.preventDefault();
    if (asking) return;
    const form = event.currentTarget;
    setAsking(true);
    void readPosition().then((reading) => {
      for (const [name, value] of Object.entries(reading)) put(form, name, value);
      put(form, "deviceMs", String(Date.now()));
      answered.current = true;
      setAsking(false);
      form.requestSubmit();
    });
  };
  return (
    <Form method="post" onSubmit={attach}>
      {["latitude", "longitude", "accuracy", "age", "failure", "deviceMs"].map((name) => (
        <input key={name} type="hidden" name={name} defaultValue="" />
      ))}
      {children}
      <p role="status">{asking ? waiting : ""}</p>
    </Form>
  );
}
