import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { markPublicScreen } from "#app/web/kiosk-offline/mark-public.server.ts";
import { paddingFilter } from "#app/web/padding.server.ts";

/** Past this the stream is cut off, so that one slow page cannot hold a connection for ever. */
const ABORT_MS = 10_000;

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  // Remix fixes the signature of this function; five parameters are its own.
  ...[context, loadContext]: [EntryContext, AppLoadContext]
): Promise<Response> {
  const nonce = String(loadContext["nonce"] ?? "");
  const whole = isbot(request.headers.get("user-agent") ?? "");
  return new Promise((resolve, reject) => {
    let code = status;
    const answer = () => {
      const body = paddingFilter();
      headers.set("Content-Type", "text/html; charset=utf-8");
      markPublicScreen(request, headers);
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: code }));
      stream.pipe(body);
    };
    const stream = renderToPipeableStream(<RemixServer context={context} url={request.url} nonce={nonce} />, {
      nonce,
      ...(whole ? { onAllReady: answer } : { onShellReady: answer }),
      onShellError: reject,
      onError: (thrown) => {
        code = 500;
        console.error(thrown);
      },
    });
    setTimeout(() => stream.abort(), ABORT_MS);
  });
}
