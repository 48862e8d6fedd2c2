import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Compile } from 'typebox/compile';
import { Act } from '../../domain/signed-act.ts';
import { CommandFailed } from '../surroundings.ts';

const acts = Compile(Act);

/**
 * The act that a file holds as JSON; `-` is the standard input.
 * @throws CommandFailed naming the place and the fault
 */
export async function readAct(file: string): Promise<Act> {
  const json = await (file === '-' ? text(process.stdin) : readFile(file, 'utf8'));
  const act = parsed(json, file);
  if (acts.Check(act)) return act;
  const [fault] = acts.Errors(act);
  throw new CommandFailed(`${file}: ${fault?.instancePath || '/'} ${fault?.message ?? 'is no act'}`);
}

function parsed(json: string, file: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new CommandFailed(`${file}: ${(error as Error).message}`);
  }
}
