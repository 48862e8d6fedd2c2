import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { commandHandlers } from '../../src/commands/handlers.ts';
import { ServerProcess } from '../support/server-process.ts';

/** The document of the built server: the compiler adds to it what the sources' comments and types say. */
const data = mkdtempSync(join(tmpdir(), 'vote-record-openapi-'));
let server: ServerProcess;
let url: string;
let document: OpenAPIObject;
beforeAll(async () => {
  server = ServerProcess.spawn({ VOTE_RECORD_DATA: data });
  url = (await server.logged('listening'))['address']!;
  document = (await (await fetch(`${url}/openapi.json`)).json()) as OpenAPIObject;
});
afterAll(async () => {
  server.child.kill('SIGKILL');
  await server.ended();
  rmSync(data, { recursive: true });
});

// oxlint-disable-next-line typescript/no-explicit-any -- a document is looked into, not typed
type Any = any;

function operations(): [string, Any][] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Any] => [`${method.toUpperCase()} ${path}`, operation]),
  );
}

/** Everything of a document that `look` finds, with its place. */
function find<T>(node: unknown, look: (node: Any, place: string) => T | undefined, place = ''): T[] {
  if (typeof node !== 'object' || node === null) return [];
  const found = look(node, place);
  const below = Object.entries(node).flatMap(([key, value]) => find(value, look, `${place}/${key}`));
  return found === undefined ? below : [found, ...below];
}

describe('the OpenAPI document', () => {
  test('is of version 3.1 and names every command and query of the API', () => {
    expect(document.openapi).toBe('3.1.0');
    const names = operations().map(([name]) => name);
    // What is asked of a commission is asked of an area's and of a precinct's.
    const commands = names.filter((name) => /^POST (?!.*\/\{precinct\}\/commission)/.test(name));
    expect(commands.length).toBe(commandHandlers.length);
    expect(names).toEqual(
      expect.arrayContaining([
        'POST /elections',
        'POST /elections/{election}/contests/{contest}/ballot-boxes/{precinct}/ballots',
        'POST /elections/{election}/contests/{contest}/approvals',
        'GET /elections/{election}/results',
        'GET /elections/{election}/turnout',
        'GET /elections/{election}/progress',
        'GET /health/ready',
        'GET /metrics',
      ]),
    );
  });

  test('says what every operation does, takes and answers, and how it may refuse', () => {
    for (const [name, operation] of operations()) {
      expect([name, operation.summary]).toEqual([name, expect.stringMatching(/\.$/)]);
      const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
      if (name.startsWith('POST')) {
        expect([name, operation.security]).toEqual([name, [{ bearer: [] }]]);
        expect(operation.requestBody.content['application/json'].schema.$ref).toMatch(/^#\/components\/schemas\//);
        for (const status of [400, 401, 403, 404, 409, 412, 413, 415, 422, 503]) {
          expect([name, status, operation.responses[status]?.content]).toEqual([name, status, problem]);
        }
        expect(operation.parameters.map((parameter: Any) => parameter.name)).toEqual(
          expect.arrayContaining(['Idempotency-Key', 'If-Match', 'X-Correlation-Id']),
        );
      } else if (operation.responses[200]?.content?.['text/event-stream']) {
        expect(operation.parameters.map((parameter: Any) => parameter.name)).toContain('Last-Event-ID');
      } else if (name.startsWith('GET /elections')) {
        expect(operation.security).toBeUndefined();
        const { 'application/json': json, 'application/zip': zip } = operation.responses[200].content;
        expect([name, json?.schema.$ref ?? zip?.schema.format]).toEqual([
          name,
          expect.stringMatching(/Answer$|^binary$/),
        ]);
        expect([name, operation.responses[404]?.content]).toEqual([name, problem]);
        expect(operation.parameters.map((parameter: Any) => parameter.name)).toContain('at');
      }
    }
  });

  test('points nowhere but to schemas that it holds, and leaves no schema empty', () => {
    const refs = find(document, (node) => (typeof node.$ref === 'string' ? (node.$ref as string) : undefined));
    const schemas = document.components!.schemas as Record<string, Any>;
    expect(refs.length).toBeGreaterThan(100);
    for (const ref of refs) expect(Object.keys(schemas)).toContain(ref.replace('#/components/schemas/', ''));
    for (const [name, { properties }] of Object.entries(schemas)) {
      expect([name, Object.keys(properties).length]).not.toEqual([name, 0]);
      for (const [field, schema] of Object.entries<Any>(properties)) {
        const kinds = Object.keys(schema).filter((key) => ['type', '$ref', 'anyOf', 'allOf', 'enum'].includes(key));
        expect([name, field, kinds.length > 0]).toEqual([name, field, true]);
      }
    }
  });

  test('shows the limits that requests are checked against, an example, and that bodies are closed', () => {
    const schemas = document.components!.schemas as Record<string, Any>;
    expect(schemas['BallotsBody']).toMatchObject({
      required: ['batch', 'choices'],
      additionalProperties: false,
      properties: {
        choices: { type: 'array', minItems: 1, maxItems: 1000, items: { pattern: expect.any(String) } },
        at: { description: expect.stringContaining('local offset') },
      },
    });
    expect(schemas['SignaturesBody'].properties.settlements).toMatchObject({
      type: ['object', 'null'],
      required: ['all', 'represented'],
    });
    for (const [name, schema] of Object.entries(schemas).filter(([key]) => key.endsWith('Body'))) {
      expect([name, schema.additionalProperties]).toEqual([name, false]);
      expect(Object.values<Any>(schema.properties).some((field) => field.example !== undefined)).toBe(true);
    }
    expect(document.components!.securitySchemes).toMatchObject({ bearer: { type: 'http', scheme: 'bearer' } });
  });

  test('is shown by a page that loads nothing from elsewhere', async () => {
    const page = await fetch(`${url}/docs`);
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => new URL(file!, `${url}/docs`));
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      expect(file.origin).toBe(new URL(url).origin);
      expect([file.pathname, (await fetch(file)).status]).toEqual([file.pathname, 200]);
    }
    expect(html.replaceAll(/<script[^>]*src=[^>]*>/g, '')).not.toMatch(/<script[^>]*>\s*\S/);
  });
});
