import { type ServerInterceptor, ServerInterceptingCall } from '@grpc/grpc-js';

type Written = Parameters<ServerInterceptingCall['sendMessage']>[1];

const together = 64;

/** Takes the next message of a call before the last is out, up to a number of them; then it is as slow as its reader. */
class Ahead extends ServerInterceptingCall {
  #underWay = 0;
  #next: Written | undefined;

  override sendMessage(message: unknown, written: Written): void {
    this.#underWay += 1;
    super.sendMessage(message, () => {
      this.#underWay -= 1;
      const next = this.#next;
      this.#next = undefined;
      next?.(); // which may send
    });
    if (this.#underWay < together) written();
    else this.#next = written;
  }
}

/** Messages of a call go out together, as a server's do, and not each by itself, as grpc-js sends them. */
export const sendsAhead: ServerInterceptor = (_, call) => new Ahead(call);
