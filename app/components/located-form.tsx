/**
 * A plain form that sends the phone's position and clock along when the browser gives them. It needs the server: what it records has no
 * place on the phone yet. A missing position is noted with its cause and stops nobody; without script it is an ordinary form.
 */
import { Form } from "@remix-run/react";
import { useRef, useState, type FormEvent, type ReactNode } from "react";
import { readPosition } from "./position.ts";

const FIELDS = ["latitude", "longitude", "accuracy", "age", "failure", "deviceMs"] as const;

function put(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = value;
}

export function LocatedForm({ waiting, children }: { waiting: string; children: ReactNode }) {
  const [isWaiting, setWaiting] = useState(false);
  const passes = useRef(false);

  const locate = async (form: HTMLFormElement) => {
    const place = await readPosition();
    for (const [name, value] of Object.entries(place)) put(form, name, value);
    put(form, "deviceMs", String(Date.now()));
    passes.current = true;
    setWaiting(false);
    form.requestSubmit();
  };

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    if (passes.current) {
      passes.current = false;
      return;
    }
    event.preventDefault();
    if (isWaiting) return;
    setWaiting(true);
    void locate(event.currentTarget);
  };

  return (
    <Form method="post" onSubmit={onSubmit} autoComplete="off">
      {FIELDS.map((name) => (
        <input key={name} type="hidden" name={name} defaultValue="" />
      ))}
      {children}
      <p role="status">{isWaiting ? waiting : ""}</p>
    </Form>
  );
}
