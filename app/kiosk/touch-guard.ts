/**
 * Touch rules that the browser does not keep by itself: a second tap on the same control within 700 ms does nothing, and after a screen change that a
 * tap caused, nothing reacts for 400 ms, so that a double tap cannot press the next screen's button. The keyboard is never held back.
 */
import { useEffect, useState } from "react";

const SAME_CONTROL_MS = 700;
const FRESH_SCREEN_MS = 400;

/** Survives the change from one screen to the next inside the same page. */
const lastTap: { control: EventTarget | null; at: number } = { control: null, at: Number.NEGATIVE_INFINITY };

function controlOf(event: Event): Element | null {
  return event.target instanceof Element ? event.target.closest("button, a, label, input, summary") : null;
}

function watchTaps(freshUntil: number): () => void {
  const guard = (event: MouseEvent) => {
    const isKeyboard = event.detail === 0;
    if (isKeyboard) return;
    const now = performance.now();
    const control = controlOf(event);
    const isSecondTap = control !== null && control === lastTap.control && now - lastTap.at < SAME_CONTROL_MS;
    if (now < freshUntil || isSecondTap) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    lastTap.control = control;
    lastTap.at = now;
  };
  const refuse = (event: Event) => event.preventDefault();
  document.addEventListener("click", guard, true);
  document.addEventListener("contextmenu", refuse);
  return () => {
    document.removeEventListener("click", guard, true);
    document.removeEventListener("contextmenu", refuse);
  };
}

/** `screen` changes with each screen. True once touches are taken again; the first screen of a page is ready at once. */
export function useTouchGuard(screen: string): boolean {
  const [readyScreen, setReadyScreen] = useState<string | null>(null);
  useEffect(() => {
    const now = performance.now();
    const cameByTap = now - lastTap.at < FRESH_SCREEN_MS * 5;
    const freshUntil = cameByTap ? now + FRESH_SCREEN_MS : now;
    // The next screen may draw another button on the same element; its first tap is not a second one of the old.
    lastTap.control = null;
    const stopWatching = watchTaps(freshUntil);
    const timer = setTimeout(() => setReadyScreen(screen), freshUntil - now);
    return () => {
      clearTimeout(timer);
      stopWatching();
    };
  }, [screen]);
  return readyScreen === screen;
}
