import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { InvalidConfig, readConfig } from '../../src/config/config.ts';

describe('the environment', () => {
  test('may say nothing: then the record is kept here, and served to this machine alone', () => {
    expect({ ...readConfig({}) }).toEqual({
      data: resolve('.vote-record'),
      eventStore: 'sqlite',
      eventStoreDbUrl: null,
      host: '127.0.0.1',
      port: 3000,
      logLevel: 'info',
      tokenLifetime: 86_400,
      origins: [],
      proxies: [],
      oidc: null,
      signing: expect.objectContaining({ origin: 'vote-record.local', everyEvents: 10_000, everySeconds: 30 }),
      limits: expect.objectContaining({ byAddress: 60_000, byIdentity: 60_000, badTokens: 60, body: 262_144 }),
    });
  });

  test('may name a provider of identities, pages and proxies to trust, and limits', () => {
    const issuer = 'https://login.example.kz/realms/elections';
    const config = readConfig({
      OIDC_ISSUER: issuer,
      OIDC_JWKS_URI: `${issuer}/certs`,
      OIDC_ROLE_CLAIM: '/realm_access/roles',
      CORS_ORIGINS: 'https://results.example.kz, http://localhost:5173',
      TRUSTED_PROXIES: '10.0.0.0/8,::1',
      RATE_BY_ADDRESS: '0',
    });
    expect({ ...config.oidc }).toEqual({
      issuer,
      audience: 'vote-record-api',
      jwksUri: `${issuer}/certs`,
      subjectClaim: 'sub',
      roleClaim: '/realm_access/roles',
      areaClaim: 'area',
      electionClaim: 'election',
    });
    expect(config.origins).toEqual(['https://results.example.kz', 'http://localhost:5173']);
    expect(config.proxies).toEqual(['10.0.0.0/8', '::1']);
    expect(config.limits.byAddress).toBe(0);
  });

  test('is read once: a configuration does not change', () => {
    const config = readConfig({ PORT: '0' });
    expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError);
  });

  test.each([
    [{ PORT: '65536' }, 'PORT=65536'],
    [{ PORT: '-1' }, 'PORT="-1"'],
    [{ PORT: '80a' }, 'PORT="80a"'],
    [{ PORT: '3000 ' }, 'PORT="3000 "'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL="loud"'],
    [{ EVENT_STORE: 'mongodb' }, 'EVENT_STORE="mongodb"'],
    [{ VOTE_RECORD_ORIGIN: 'two words' }, 'VOTE_RECORD_ORIGIN="two words"'],
    [{ CHECKPOINT_EVENTS: '0' }, 'CHECKPOINT_EVENTS=0'],
    [{ TOKEN_LIFETIME: '1y' }, 'TOKEN_LIFETIME="1y"'],
    [{ TOKEN_LIFETIME: '31536000' }, 'TOKEN_LIFETIME=31536000'],
    [{ OIDC_ISSUER: 'https://login.example.kz' }, 'OIDC_JWKS_URI=""'],
    [{ OIDC_JWKS_URI: 'https://login.example.kz/certs' }, 'OIDC_ISSUER=""'],
    [{ OIDC_ISSUER: 'https://a.kz', OIDC_JWKS_URI: 'http://a.kz/certs' }, 'OIDC_JWKS_URI="http://a.kz/certs"'],
    [{ CORS_ORIGINS: '*' }, 'CORS_ORIGINS=["*"]'],
    [{ CORS_ORIGINS: 'https://a.kz/path' }, 'CORS_ORIGINS='],
    [{ TRUSTED_PROXIES: 'anybody' }, 'TRUSTED_PROXIES=["anybody"]'],
    [{ RATE_BY_IDENTITY: '-1' }, 'RATE_BY_IDENTITY="-1"'],
    [{ BODY_LIMIT: '1' }, 'BODY_LIMIT=1'],
    [{ REQUEST_TIMEOUT: '0' }, 'REQUEST_TIMEOUT=0'],
  ])('%j is refused, naming the variable and its value', (environment, named) => {
    expect(() => readConfig(environment)).toThrow(InvalidConfig);
    expect(() => readConfig(environment)).toThrow(named);
  });

  test.each([
    'esdb://admin:secret@node1:2113',
    'esdb://admin:secret@node1:2113,node2:2113,node3:2113?tlsCAFile=ca.crt',
    'esdb+discover://admin:secret@cluster.example.kz:2113?nodePreference=leader',
    'esdb://127.0.0.1:2113?tls=false',
  ])('may name a database: %s', (url) => {
    const config = readConfig({ EVENT_STORE: 'eventstoredb', EVENTSTOREDB_URL: url });
    expect(config).toMatchObject({ eventStore: 'eventstoredb', eventStoreDbUrl: url });
  });

  test.each([
    [undefined, 'must be set'],
    ['http://admin:secret@node1:2113', 'must be a connection string'],
    ['esdb://node1:2113', 'must name a user and a password'],
    ['esdb://admin:secret@node1:2113?tls=false', 'with tls=false the password would not be sent'],
    ['esdb://admin:secret@node1:2113?throwOnAppendFailure=false', 'throwOnAppendFailure is not to be changed'],
  ])('does not name a database as %s, and the password is not shown', (url, words) => {
    const environment = { EVENT_STORE: 'eventstoredb', ...(url && { EVENTSTOREDB_URL: url }) };
    expect(() => readConfig(environment)).toThrow(`EVENTSTOREDB_URL: ${words}`);
    expect(() => readConfig(environment)).not.toThrow('secret');
  });
});
