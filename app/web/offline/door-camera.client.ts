/** Reads the code at a door with the phone's own camera or from a picture, on the phone: no network is needed, and no picture is kept. */
import decodeQR from "qr/decode.js";

/** Longer side of what is looked at, in pixels: a code that fills a hand's breadth is read as well. */
const [FRAME_SIDE_MOST, PICTURE_SIDE_MOST] = [720, 1600];
/** Between two looks; a cheap phone needs some of it for drawing the picture that the person sees. */
const PAUSE_MS = 120;
const [FRAME_LIMIT_MS, PICTURE_LIMIT_MS] = [200, 2000];

type Drawable = { readonly source: CanvasImageSource; readonly width: number; readonly height: number };

/** Null when there is no code on it that can be read. */
function read({ source, width, height }: Drawable, sideMost: number, timeLimit: number): string | null {
  const scale = Math.min(1, sideMost / Math.max(width, height, 1));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  if (brush === null) return null;
  brush.drawImage(source, 0, 0, canvas.width, canvas.height);
  const { data } = brush.getImageData(0, 0, canvas.width, canvas.height);
  try {
    return decodeQR({ width: canvas.width, height: canvas.height, data }, { effort: Infinity, timeLimit });
  } catch {
    return null;
  }
}

/** Null when nothing on the picture can be read, and when the file is none. */
export async function readCodeOnPicture(file: Blob): Promise<string | null> {
  try {
    const source = await createImageBitmap(file, { imageOrientation: "from-image" });
    try {
      return read({ source, width: source.width, height: source.height }, PICTURE_SIDE_MOST, PICTURE_LIMIT_MS);
    } finally {
      source.close();
    }
  } catch {
    return null;
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** Looks through the camera until a code is read. Null when it was called off; rejects when the camera cannot be used. */
export async function watchForCode(video: HTMLVideoElement, signal: AbortSignal): Promise<string | null> {
  const camera = { facingMode: { ideal: "environment" }, width: { ideal: 1280 } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: camera, audio: false });
  try {
    video.srcObject = stream;
    await video.play();
    while (!signal.aborted) {
      const { videoWidth: width, videoHeight: height } = video;
      const text = width === 0 ? null : read({ source: video, width, height }, FRAME_SIDE_MOST, FRAME_LIMIT_MS);
      if (text !== null) return text;
      await pause();
    }
    return null;
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}
