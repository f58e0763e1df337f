import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { renderToPipeableStream } from "react-dom/server";
import { expect, it } from "vitest";
import { paddingFilter, withoutPadding } from "#app/web/padding.server.ts";

/** Long enough for many pieces, so that characters of three bytes meet their ends. */
const page = (
  <ul>
    {Array.from({ length: 600 }, (_, place) => (
      <li key={place} aria-label={`第${place}位老人的服务`}>{`第${place}位老人的上门服务，本机构来过${place}次`}</li>
    ))}
  </ul>
);

async function render(through: PassThrough | ReturnType<typeof paddingFilter>): Promise<Buffer> {
  const stream = renderToPipeableStream(page);
  stream.pipe(through);
  return buffer(through);
}

it("what React pads is taken out, and nothing else", async () => {
  const padded = await render(new PassThrough());
  const clean = await render(paddingFilter());
  expect(padded.includes(0)).toBe(true);
  expect(clean.includes(0)).toBe(false);
  expect(clean.toString("utf8")).toBe(padded.toString("utf8").replaceAll("\0", ""));
});

it("a piece without zero bytes is passed on as it is", () => {
  const piece = Buffer.from("服务");
  expect(withoutPadding(piece)).toBe(piece);
  expect(withoutPadding(Buffer.from("服\0务\0")).toString("utf8")).toBe("服务");
});
