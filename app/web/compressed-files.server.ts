/**
 * Built scripts and styles in the small form that the build made of them once, with more care than there is time for in an answer. Every weight
 * that is promised is the weight of these.
 */
import { readdirSync } from "node:fs";
import { extname } from "node:path";
import { brotliCompressSync } from "node:zlib";
import type { RequestHandler, Response } from "express";

const STAY = "public, max-age=31536000, immutable";

function describe(response: Response, name: string): void {
  response.type(extname(name));
  response.setHeader("Cache-Control", STAY);
  response.setHeader("Content-Encoding", "br");
  response.vary("Accept-Encoding");
}

/** @param folder of files whose names change with their content; `x.js.br` beside `x.js` is the small form of it */
export function compressedFiles(folder: string): RequestHandler {
  const small = new Set(readdirSync(folder).filter((name) => name.endsWith(".br")));
  return (request, response, next) => {
    const name = request.path.slice(1);
    if (!small.has(`${name}.br`) || request.acceptsEncodings("br") === false) return next();
    describe(response, name);
    response.sendFile(`${name}.br`, { root: folder, cacheControl: false });
  };
}

/** One script that the server itself wrote, at one address. */
export function writtenScript(url: string, script: string): RequestHandler {
  const small = brotliCompressSync(script);
  return (request, response, next) => {
    if (request.path !== url || !["GET", "HEAD"].includes(request.method)) return next();
    if (request.acceptsEncodings("br") === false) {
      response.setHeader("Cache-Control", STAY);
      response.type(".js").send(script);
      return;
    }
    describe(response, url);
    response.send(small);
  };
}
