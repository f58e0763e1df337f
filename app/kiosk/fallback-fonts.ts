/**
 * A paired kiosk has its fonts installed (kiosk/install.sh), so its pages do not name the long list of web fonts. A machine on which somebody tries
 * the agent may have none: it draws the same empty box for every character, and is given the list then.
 */
import { useEffect } from "react";
import fonts from "#app/components/fonts.css?url";

const SIDE_PX = 24;
/** 国, which every Chinese font draws. */
const COMMON = String.fromCodePoint(0x56fd);
/** For private use: no font of the stack draws it. */
const DRAWN_BY_NONE = "\uE83A";

function drawingOf(letter: string, context: CanvasRenderingContext2D, stack: string): string {
  context.clearRect(0, 0, SIDE_PX, SIDE_PX);
  context.font = `${SIDE_PX - 4}px ${stack}`;
  context.fillText(letter, 0, SIDE_PX - 4);
  return context.getImageData(0, 0, SIDE_PX, SIDE_PX).data.join();
}

/** Whether the machine draws a Chinese character other than one that no font has. A browser that cannot say is believed to. */
function drawsChinese(): boolean {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE_PX;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return true;
  const stack = getComputedStyle(document.body).fontFamily;
  return drawingOf(COMMON, context, stack) !== drawingOf(DRAWN_BY_NONE, context, stack);
}

/** @param isPaired the page came without the list */
export function useFallbackFonts(isPaired: boolean): void {
  useEffect(() => {
    if (!isPaired || document.querySelector(`link[href="${fonts}"]`) !== null || drawsChinese()) return;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = fonts;
    document.head.append(link);
  }, [isPaired]);
}
