/** Keys of the workbench: one letter or digit each, never while somebody writes in a field, and they can be switched off (WCAG 2.1.4). */
import { createContext, useContext, useEffect, useLayoutEffect, useRef } from "react";

/** Whether the keys act. */
export const AuditKeysContext = createContext(true);

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["radio", "checkbox"].includes(target.type);
  return target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName);
}

/** Enter and space belong to the button or link that has the focus. */
function isOperating(event: KeyboardEvent): boolean {
  return (
    event.key === "Enter" && event.target instanceof Element && event.target.closest("a, button, summary") !== null
  );
}

/** Before the line is painted: a key struck as soon as a line is seen would be lost until a passive effect ran. A server has no such moment. */
const useEffectBeforePaint = typeof document === "undefined" ? useEffect : useLayoutEffect;

/** @param act gets the key in lower case; true when it did something with it */
export function useAuditKeys(active: boolean, act: (key: string) => boolean): void {
  const on = useContext(AuditKeysContext);
  const latest = useRef(act);
  useEffectBeforePaint(() => {
    latest.current = act;
  });
  useEffectBeforePaint(() => {
    if (!active || !on) return undefined;
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (isWriting(event.target) || isOperating(event)) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      if (latest.current(key)) event.preventDefault();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [active, on]);
}
