import { randomUUID } from 'node:crypto';
import type * as pb from '@eventstore/db-client/generated/streams_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { type ServerWritableStream, status as code } from '@grpc/grpc-js';
import { exception } from './appending.ts';
import type { LogRecord } from './log.ts';
import type { Node } from './node.ts';

type ReadCall = ServerWritableStream<pb.ReadReq, pb.ReadResp>;

/** The server reads the log by so many records, and a filtered subscription says how far it is as often. */
const window = 32;
/** What an unsigned -1 looks like: "no place", in a stream read of a server before 22.6. */
const nowhere = '18446744073709551615';

/** Read: of a stream or of $all, either way, once or as a subscription. */
export function read(node: Node) {
  return async (call: ReadCall): Promise<void> => {
    const options = call.request.getOptions()!;
    const subscription = options.hasSubscription();
    const open = subscription ? node.subscriptions : node.reads;
    open.add(call);
    call.on('cancelled', () => open.delete(call));
    call.on('close', () => open.delete(call));
    if (node.faults.mute) return;
    if (subscription) await subscribe(node, call, options);
    else if (options.hasStream()) await readStream(node, call, options);
    else await readAll(node, call, options);
    if (!subscription) open.delete(call);
  };
}

/** Waits when the client does not keep up: HTTP/2 flow control, as far as grpc-js shows it. */
async function send(call: ReadCall, answer: pb.ReadResp): Promise<void> {
  if (call.cancelled || call.destroyed || call.write(answer)) return;
  await new Promise<void>((resolve) => {
    const go = () => {
      for (const event of ['drain', 'close', 'cancelled']) call.off(event, go);
      resolve();
    };
    for (const event of ['drain', 'close', 'cancelled']) call.on(event, go);
  });
}

async function readStream(node: Node, call: ReadCall, options: pb.ReadReq.Options): Promise<void> {
  const asked = options.getStream()!;
  const name = Buffer.from(asked.getStreamIdentifier()!.getStreamName_asU8()).toString();
  if (node.log.isDeleted(name)) {
    const trailers = { exception: 'stream-deleted', 'stream-name': name };
    return void call.emit('error', exception(code.FAILED_PRECONDITION, `'${name}' is deleted.`, trailers));
  }
  if ((node.log.stream(name)?.length ?? 0) === 0) {
    const missing = new streams.ReadResp.StreamNotFound().setStreamIdentifier(asked.getStreamIdentifier());
    await send(call, new streams.ReadResp().setStreamNotFound(missing));
    return void call.end();
  }
  const from = asked.hasRevision() ? Number(asked.getRevision()) : 0;
  let left = Number(options.getCount());
  let next = from;
  for (;;) {
    // As the stream is when the reading gets there, not as it was when it began.
    const batch = node.log
      .stream(name)!
      .filter(({ revision }) => revision >= next)
      .slice(0, Math.min(window, left));
    for (const record of batch) {
      await send(call, answerOf(record, node.placesInStreams));
      if (call.cancelled) return;
    }
    left -= batch.length;
    if (batch.length < window || left <= 0) return void call.end();
    next = batch.at(-1)!.revision + 1;
  }
}

async function readAll(node: Node, call: ReadCall, options: pb.ReadReq.Options): Promise<void> {
  const { log, faults } = node;
  const all = options.getAll()!;
  const backwards = options.getReadDirection() === 1;
  let left = Math.min(Number(options.getCount()), faults.endReadsAfter ?? Infinity);
  const end = log.records.length;
  // A place to read from is itself read, forwards; backwards, what is before it.
  let index = all.hasPosition() ? log.indexAt(BigInt(all.getPosition()!.getCommitPosition())) : all.hasEnd() ? end : 0;
  for (; left > 0; left -= 1) {
    if (backwards) index -= 1;
    const record = log.records[index];
    if (!record || call.cancelled) break;
    await send(call, answerOf(record, true));
    if (!backwards) index += 1;
  }
  if (!call.cancelled) call.end();
}

/** From a place on (exclusive), what passes the filter; then whatever is written, for ever. */
async function subscribe(node: Node, call: ReadCall, options: pb.ReadReq.Options): Promise<void> {
  const { log, faults } = node;
  const all = options.getAll()!;
  const prefixes = options.getFilter()?.getStreamIdentifier()?.getPrefixList() ?? [''];
  const confirmation = new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID());
  await send(call, new streams.ReadResp().setConfirmation(confirmation));
  let after = all.hasPosition() ? BigInt(all.getPosition()!.getCommitPosition()) : all.hasEnd() ? log.lastPlace : -1n;
  let wake = () => {};
  const unlisten = log.listen(() => wake());
  call.on('cancelled', () => wake());
  call.on('close', () => wake());
  let considered = 0;
  let index = 0;
  let live = false;
  while (!call.cancelled && !call.destroyed) {
    const silent = node.silenced.has(call);
    index = log.indexAt(after + 1n, index);
    const record = silent ? undefined : log.records[index];
    if (!record) {
      if (!live && node.saysCaughtUp && !silent) {
        live = true;
        await send(call, new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()));
        continue;
      }
      await new Promise<void>((resolve) => (wake = resolve));
      continue;
    }
    after = record.place;
    index += 1;
    considered += 1;
    const passes = prefixes.some((prefix) => record.stream.startsWith(prefix));
    if (passes && !faults.omit?.(record.stream, record.revision)) {
      await send(call, answerOf(record, true));
      if (faults.twice) await send(call, answerOf(record, true));
    }
    if (considered % (window * options.getFilter()!.getCheckpointintervalmultiplier()) === 0) {
      const checkpoint = new streams.ReadResp.Checkpoint();
      checkpoint.setCommitPosition(String(after)).setPreparePosition(String(after));
      await send(call, new streams.ReadResp().setCheckpoint(checkpoint));
    }
  }
  unlisten();
}

/** Put together from outside in: whatever is set is walked through as far as it is filled. */
function answerOf(record: LogRecord, placed: boolean): pb.ReadResp {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  const event = new streams.ReadResp.ReadEvent().setEvent(recorded);
  const answer = new streams.ReadResp().setEvent(event);
  const place = placed ? String(record.place) : nowhere;
  recorded
    .setId(new shared.UUID().setString(record.id))
    .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(record.stream)))
    .setStreamRevision(String(record.revision))
    .setCommitPosition(place)
    .setPreparePosition(place)
    .setData(record.data)
    .setCustomMetadata(record.meta);
  recorded.getMetadataMap().set('type', record.type).set('content-type', record.contentType).set('created', '0');
  if (placed) event.setCommitPosition(place);
  else event.setNoPosition(new shared.Empty());
  return answer;
}
