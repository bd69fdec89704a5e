/** Serves a coding page to this machine alone, and keeps what is coded. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { type Code, codeSchema } from '../study/codes.js';

export interface CodingServer {
  /** With the token: who has it may code. */
  readonly address: string;
  close(): Promise<void>;
}

export interface CodingServerOptions {
  readonly page: string;
  readonly port?: number | undefined;
  /** All codes so far. */
  read(): readonly Code[];
  /** @throws UserError where a code is of no unit or answer of the study; the page is then told. */
  keep(codes: readonly Code[]): void;
}

const MOST_BYTES = 4 << 20;

/**
 * Listens on 127.0.0.1 only, under an address with a random token. A request is answered only where it names this machine as its host
 * (against DNS that is bound anew) and comes from no other page (Origin, Sec-Fetch-Site).
 */
export async function serveCoding(options: CodingServerOptions): Promise<CodingServer> {
  const token = randomBytes(24).toString('base64url');
  const server = createServer((request, response) => {
    void answer(request, response, token, server, options).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.requestTimeout = 30_000;
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(options.port ?? 0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/${token}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
} as const;

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
  server: Server,
  options: CodingServerOptions,
): Promise<void> {
  const send = (status: number, type: string, body: string): void => {
    response.writeHead(status, { ...HEADERS, 'content-type': `${type}; charset=utf-8` });
    response.end(body);
  };
  const refuse = (status: number): void => send(status, 'text/plain', 'refused\n');
  const { port } = server.address() as AddressInfo;
  const { host, origin } = request.headers;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (host === undefined || !hosts.includes(host)) return refuse(403);
  if (origin !== undefined && origin !== `http://${host}`) return refuse(403);
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return refuse(403);
  const [, given = '', rest, more] = (request.url ?? '').split('/');
  if (more !== undefined || !sameText(given, token)) return refuse(404);
  if (request.method === 'GET' && rest === '') return send(200, 'text/html', options.page);
  if (rest !== 'codes') return refuse(404);
  if (request.method === 'GET')
    return send(
      200,
      'application/jsonl',
      options
        .read()
        .map((code) => `${JSON.stringify(code)}\n`)
        .join(''),
    );
  if (request.method !== 'POST') return refuse(405);
  // A form of another page cannot send this type unasked.
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return refuse(415);
  const body = await bodyOf(request);
  if (body === null) return refuse(413);
  let codes: Code[];
  try {
    codes = z.array(codeSchema).max(5000).parse(JSON.parse(body));
    options.keep(codes);
  } catch (error) {
    return send(422, 'text/plain', `${(error as Error).message}\n`);
  }
  send(200, 'text/plain', 'kept\n');
}

function sameText(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += (part as Buffer).length;
    if (bytes > MOST_BYTES) return null;
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}
