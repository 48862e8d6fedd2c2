import { Metadata, type ServerInterceptor, ServerInterceptingCall, status as code } from '@grpc/grpc-js';

export interface User {
  readonly name: string;
  readonly password: string;
}

/** Every call but those for gossip and features must bring the user's name and password. */
export function asksForCredentials({ name, password }: User): ServerInterceptor {
  const expected = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
  return ({ path }, call) =>
    new ServerInterceptingCall(call, {
      start: (next) =>
        next({
          onReceiveMetadata: (metadata, pass) => {
            if (!path.includes('.streams.') || metadata.get('authorization')[0] === expected) return pass(metadata);
            call.sendStatus({ code: code.UNAUTHENTICATED, details: 'Unauthenticated', metadata: new Metadata() });
          },
        }),
    });
}
