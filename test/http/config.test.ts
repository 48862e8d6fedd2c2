import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { InvalidConfig, readConfig } from '../../src/config/config.ts';

describe('the environment', () => {
  test('may say nothing: then the record is kept here, and served to this machine alone', () => {
    expect({ ...readConfig({}) }).toEqual({
      data: resolve('.vote-record'),
      eventStore: 'sqlite',
      host: '127.0.0.1',
      port: 3000,
      logLevel: 'info',
    });
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
  ])('%j is refused, naming the variable and its value', (environment, named) => {
    expect(() => readConfig(environment)).toThrow(InvalidConfig);
    expect(() => readConfig(environment)).toThrow(named);
  });
});
