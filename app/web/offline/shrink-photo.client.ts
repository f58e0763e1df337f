/**
 * Makes a photograph small on the phone: drawn anew at 1600 pixels and 300 KB at most, which also leaves behind where and with what it was
 * taken. Its digest is the name under which the event announces it.
 */
import { PHOTO_BYTES_MOST, PHOTO_SIDE_MOST } from "#app/domain/photos/photo-limits.ts";
import type { SmallPhoto } from "#app/domain/visits/phone-state.ts";
import { sha256Text } from "./event-signature.ts";

/** Tried in this order until the picture is small enough. */
const QUALITIES = [0.82, 0.7, 0.55, 0.4, 0.25] as const;

function drawn(picture: ImageBitmap): HTMLCanvasElement {
  const scale = Math.min(1, PHOTO_SIDE_MOST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const brush = canvas.getContext("2d");
  if (brush === null) throw new Error("this browser draws nothing");
  brush.fillStyle = "#ffffff";
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function written(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error("this browser writes no JPEG")) : resolve(blob)),
      "image/jpeg",
      quality,
    );
  });
}

/** Rejects when the file is no picture that this browser reads. */
export async function shrinkPhoto(file: Blob): Promise<SmallPhoto> {
  const pictureAgeMs = file instanceof File ? Math.max(0, Math.round(Date.now() - file.lastModified)) : null;
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    const canvas = drawn(picture);
    for (const quality of QUALITIES) {
      const blob = await written(canvas, quality);
      if (blob.size > PHOTO_BYTES_MOST) continue;
      const content = new Uint8Array(await blob.arrayBuffer());
      return { digest: await sha256Text(content), content, pictureAgeMs };
    }
    throw new Error("the picture stays too large");
  } finally {
    picture.close();
  }
}
