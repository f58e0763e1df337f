/**
 * The framework's empty page, to compare with: Remix and Express as the product uses them, one route without a loader, one word drawn. Prints its
 * port and serves until it is stopped. Started by bench-kiosk.ts.
 */
import { PassThrough } from "node:stream";
import { createRequestHandler } from "@remix-run/express";
import { createReadableStreamFromReadable, type EntryContext, type ServerBuild } from "@remix-run/node";
import { Links, Meta, Outlet, RemixServer, Scripts } from "@remix-run/react";
import express from "express";
import { renderToPipeableStream } from "react-dom/server";

function Root() {
  return (
    <html lang="zh-CN">
      <head>
        <Meta />
        <Links />
      </head>
      <body>
        <p>床边</p>
        <Outlet />
        <Scripts />
      </body>
    </html>
  );
}

function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext): Promise<Response> {
  return new Promise((resolve, reject) => {
    const body = new PassThrough();
    const stream = renderToPipeableStream(<RemixServer context={context} url={request.url} />, {
      onShellReady: () => {
        headers.set("Content-Type", "text/html; charset=utf-8");
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
        stream.pipe(body);
      },
      onShellError: reject,
    });
  });
}

const root = { id: "root", path: "", module: "/root.js", hasAction: false, hasLoader: false };
const entry = { module: "/entry.js", imports: [] };
const build = {
  assets: { version: "1", url: "/manifest.js", entry, routes: { root: { ...root, hasErrorBoundary: false } } },
  entry: { module: { default: handleRequest } },
  routes: { root: { id: "root", path: "", module: { default: Root } } },
  publicPath: "/",
  assetsBuildDirectory: "build",
  basename: "/",
  isSpaMode: false,
  future: { v3_fetcherPersist: true, v3_relativeSplatPath: true, v3_throwAbortReason: true, v3_singleFetch: true },
} as unknown as ServerBuild;

const listener = express()
  // Scripts that the page names and that do not exist here.
  .use((request, response, next) => (request.path === "/" ? next() : void response.status(404).end()))
  .all("*", createRequestHandler({ build, mode: "production" }))
  .listen(0, "127.0.0.1", () => {
    const address = listener.address();
    process.stdout.write(`${typeof address === "object" && address ? address.port : 0}\n`);
  });
