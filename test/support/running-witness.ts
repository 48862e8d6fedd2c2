import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { makeSigningKeys, parseSigningKeys, witnessKeys } from '../../src/audit/signing/signing-key.ts';
import { formatAddCheckpoint } from '../../src/audit/witness/add-checkpoint.ts';
import { Witness } from '../../src/audit/witness/witness.ts';
import { witnessServer } from '../../src/audit/witness/witness-server.ts';
import type { Hash } from '../../src/verifier/formats/merkle.ts';
import type { VerifierKey } from '../../src/verifier/formats/verifier-key.ts';

/** A witness on a port of its own. */
export class RunningWitness {
  readonly witness: Witness;
  readonly #server;

  private constructor(
    witness: Witness,
    server: ReturnType<typeof witnessServer>,
    readonly url: string,
  ) {
    this.witness = witness;
    this.#server = server;
  }

  static async start(
    file: string,
    name: string,
    logs: readonly VerifierKey[],
    pem = makeSigningKeys(),
    port = 0,
  ): Promise<RunningWitness> {
    const witness = new Witness({ keys: witnessKeys(parseSigningKeys(pem, 'a test'), name), logs, file });
    const server = witnessServer(witness, () => {}).listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new RunningWitness(witness, server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  get key(): string {
    return this.witness.keys[0]!;
  }

  async ask(
    old: number,
    proof: readonly Hash[],
    note: string,
  ): Promise<{ status: number; type: string; body: string }> {
    const body = formatAddCheckpoint({ old, proof, checkpoint: note });
    return this.post(body);
  }

  async post(body: string): Promise<{ status: number; type: string; body: string }> {
    const response = await fetch(`${this.url}/add-checkpoint`, { method: 'POST', body });
    return { status: response.status, type: response.headers.get('content-type')!, body: await response.text() };
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    this.witness.close();
  }
}
