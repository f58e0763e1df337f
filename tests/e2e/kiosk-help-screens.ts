/** Screens of a call for help at its stages, and others on which somebody is called. */
import type { Screens } from "./kiosk-paired-screens.ts";

export const HELP_SCREENS: Screens = {
  "kiosk.call-me-later": [["call me later", "nobody", "/kiosk/call-me-later", "input[name=phone]"]],
  "kiosk.offline": [["no network", "nobody", "/kiosk/offline", 'choice a[href="/kiosk/call-me-later"]', "no"]],
  "kiosk.closed": [["machine closed", "nobody", "/kiosk/closed", 'choice a[href*="/kiosk/help"]', "no"]],
  "kiosk.call-me": [["call me", "full", "/kiosk/call-me?about=booking", "input[name=key]"]],
  "kiosk.own-word": [["the elder's own word", "nobody", "/kiosk/own-word", "choice a", "no"]],
  "kiosk.help": [
    ["help", "nobody", "/kiosk/help?returnTo=/kiosk/home", "[data-kiosk-kind=alarm]"],
    // What is wanted is asked for seconds only, so each look is a call of its own.
    ["help, asked", "nobody", "/kiosk/help", "button[name=want][value=unwell]", "screen", { returnTo: "/kiosk/home" }],
    ["help, calling", "nobody", "/kiosk/help?key={helpCalling}", "button[name=want][value=end]"],
    ["help, on the way", "nobody", "/kiosk/help?key={helpTaken}", "button[name=want][value=end]"],
    ["help, there", "nobody", "/kiosk/help?key={helpArrived}", "main h1"],
    ["help, no longer needed", "nobody", "/kiosk/help?key={helpCalling}&end=1", "button[name=want][value=sure]"],
    ["help, over", "nobody", "/kiosk/help?key={helpOver}", "main h1"],
    ["help of an elder", "booker", "/kiosk/help?returnTo=/kiosk/book", "[data-kiosk-kind=alarm]"],
  ],
};
