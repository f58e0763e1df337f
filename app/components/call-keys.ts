/** Keys of the call screen: digits choose how the call went, F2 says that it was answered, F8 saves. They work without a mouse and never type. */
import { useEffect, type RefObject } from "react";

function isWriting(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !["radio", "checkbox", "submit"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function choose(form: HTMLFormElement, place: number): boolean {
  const choices = form.querySelectorAll<HTMLInputElement>('input[name="connection"]');
  const choice = choices[place];
  if (choice === undefined) return false;
  choice.click();
  choice.focus();
  return true;
}

function act(form: HTMLFormElement, event: KeyboardEvent): boolean {
  if (event.key === "F2") return choose(form, 0);
  if (event.key === "F8") {
    form.querySelector<HTMLButtonElement>('button[value="next"]')?.click();
    return true;
  }
  return !isWriting(event.target) && /^[1-9]$/.test(event.key) && choose(form, Number(event.key) - 1);
}

export function useCallKeys(form: RefObject<HTMLFormElement>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || form.current === null) return;
      if (act(form.current, event)) event.preventDefault();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [form]);
}
