import shared from '@eventstore/db-client/generated/shared_pb.js';
import pb from '@eventstore/db-client/generated/streams_pb.js';
import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { answerIn, labelled, proposal, type StoredEvent } from '../../src/event-store/eventstoredb/wire.ts';

/** Any text, and now and then one whose length takes three bytes to say. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.nat(9_000).map((length) => 'ж'.repeat(length)),
);
const number = fc.maxSafeNat();

it('an event that is sent is what the generated code reads', () => {
  fc.assert(
    fc.property(fc.uuid(), text, text, text, (id, type, metadata, data) => {
      const message = pb.AppendReq.deserializeBinary(
        proposal(id, labelled(type, metadata), data),
      ).getProposedMessage()!;
      expect(message.getId()!.getString()).toBe(id);
      expect(message.getMetadataMap().toArray()).toEqual([
        ['content-type', 'application/json'],
        ['type', type],
      ]);
      expect(Buffer.from(message.getCustomMetadata_asU8()).toString()).toBe(metadata);
      expect(Buffer.from(message.getData_asU8()).toString()).toBe(data);
    }),
  );
});

it('an event that is read is what the generated code sent, in whatever order it says what the event is', () => {
  const labels = fc.shuffledSubarray(['type', 'content-type', 'created'], { minLength: 3 });
  const texts = fc.record({ id: fc.uuid(), streamId: text, type: text, metadata: text, data: text });
  const numbers = fc.record({ revision: number, commit: number, prepare: number });
  fc.assert(
    fc.property(
      texts,
      numbers,
      labels,
      ({ id, streamId, type, metadata, data }, { revision, commit, prepare }, keys) => {
        const event = new pb.ReadResp.ReadEvent.RecordedEvent()
          .setId(new shared.UUID().setString(id))
          .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(streamId)))
          .setStreamRevision(String(revision))
          .setCommitPosition(String(commit))
          .setPreparePosition(String(prepare))
          .setCustomMetadata(Buffer.from(metadata))
          .setData(Buffer.from(data));
        const said: Record<string, string> = { type, 'content-type': 'application/json', created: '0' };
        for (const key of keys) event.getMetadataMap().set(key, said[key]!);
        const read = new pb.ReadResp.ReadEvent().setEvent(event).setCommitPosition(String(commit));
        const bytes = Buffer.from(new pb.ReadResp().setEvent(read).serializeBinary());
        const came = answerIn(bytes) as StoredEvent;
        expect({ ...came, metadata: came.metadata.toString(), data: came.data.toString() }).toEqual({
          id,
          streamId,
          revision,
          type,
          metadata,
          data,
          position: { commit: BigInt(commit), prepare: BigInt(prepare) },
        });
      },
    ),
  );
});

it('other answers are no events: of them only how far a subscription has looked is heard', () => {
  const checkpoint = new pb.ReadResp.Checkpoint().setCommitPosition('9007199254740993').setPreparePosition('7');
  const bytesOf = (answer: pb.ReadResp) => Buffer.from(answer.serializeBinary());
  expect(answerIn(bytesOf(new pb.ReadResp().setCheckpoint(checkpoint)))).toEqual({ looked: 9_007_199_254_740_993n });
  expect(answerIn(bytesOf(new pb.ReadResp().setCaughtUp(new pb.ReadResp.CaughtUp())))).toEqual({ looked: undefined });
  expect(answerIn(Buffer.alloc(0))).toEqual({ looked: undefined });
});
