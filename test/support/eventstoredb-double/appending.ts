import { setTimeout } from 'node:timers/promises';
import type * as pb from '@eventstore/db-client/generated/streams_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import status from '@eventstore/db-client/generated/status_pb.js';
import {
  Metadata,
  type sendUnaryData,
  type ServerDuplexStream,
  type ServerReadableStream,
  status as code,
} from '@grpc/grpc-js';
import type { AppendFault } from './faults.ts';
import type { Expected, Proposed, Written } from './log.ts';
import type { Node } from './node.ts';

type AppendCall = ServerReadableStream<pb.AppendReq, pb.AppendResp>;
type BatchCall = ServerDuplexStream<pb.BatchAppendReq, pb.BatchAppendResp>;

/** A gRPC error with the trailers that the server names the exception in. */
export function exception(grpcCode: code, details: string, trailers: Readonly<Record<string, string>> = {}) {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return { code: grpcCode, details, metadata };
}

/** Append: options first, then the events; answered once, when the client has said all. */
export function append(node: Node) {
  return async (call: AppendCall, answer: sendUnaryData<pb.AppendResp>): Promise<void> => {
    node.calls.append += 1;
    let options: pb.AppendReq.Options | undefined;
    const events: Proposed[] = [];
    try {
      for await (const message of call as AsyncIterable<pb.AppendReq>) {
        if (message.hasOptions()) options = message.getOptions();
        else events.push(proposed(message.getProposedMessage()!));
      }
    } catch {
      return; // cancelled
    }
    if (call.cancelled) return;
    const stream = Buffer.from(options!.getStreamIdentifier()!.getStreamName_asU8()).toString();
    const refusal = refusalOf(node, call.metadata, stream, events);
    if (refusal) return answer(refusal);
    const fault = node.faults.appends.shift();
    if (await fails(fault, answer)) return;
    const written = node.log.append(stream, expectedOf(options!), events);
    if (await losesAnswer(node, fault, answer)) return;
    answer(null, appendAnswer(written, options!));
  };
}

function refusalOf(node: Node, metadata: Metadata, stream: string, events: readonly Proposed[]) {
  const { leader, maxAppendSize } = node;
  if (leader && metadata.get('requires-leader')[0] === 'true') {
    return exception(code.NOT_FOUND, 'Leader info available', {
      exception: 'not-leader',
      'leader-endpoint-host': leader.host,
      'leader-endpoint-port': String(leader.port),
    });
  }
  const size = events.reduce((sum, { type, data, meta }) => sum + 2 * type.length + data.length + meta.length, 0);
  if (size > maxAppendSize) {
    return exception(code.INVALID_ARGUMENT, `Maximum Append Size of ${maxAppendSize} Exceeded.`, {
      exception: 'maximum-append-size-exceeded',
      'maximum-append-size': String(maxAppendSize),
    });
  }
  if (!node.log.isDeleted(stream)) return undefined;
  return exception(code.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });
}

/** Faults in which nothing is written. */
async function fails(fault: AppendFault | undefined, answer: sendUnaryData<pb.AppendResp>): Promise<boolean> {
  if (fault === 'refuse') answer(exception(code.UNAVAILABLE, 'Server Is Not Ready'));
  if (fault === 'deny') answer(exception(code.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' }));
  return fault === 'refuse' || fault === 'deny' || fault === 'hang';
}

/** Faults in which it is. */
async function losesAnswer(
  node: Node,
  fault: AppendFault | undefined,
  answer: sendUnaryData<pb.AppendResp>,
): Promise<boolean> {
  if (fault === 'lose-answer') node.breakConnections();
  if (fault === 'time-out') answer(exception(code.ABORTED, 'Operation timed out'));
  if (typeof fault === 'object') await setTimeout(fault.late);
  return typeof fault === 'string';
}

/** A wrong revision is an answer, not an error; so is a repeated append, whose place may be left out. */
function appendAnswer(written: Written, options: pb.AppendReq.Options): pb.AppendResp {
  const answer = new streams.AppendResp();
  if ('current' in written) {
    const wrong = new streams.AppendResp.WrongExpectedVersion();
    if (written.current < 0) wrong.setCurrentNoStream(new shared.Empty());
    else wrong.setCurrentRevision(String(written.current));
    if (options.hasRevision()) wrong.setExpectedRevision(options.getRevision());
    else wrong.setExpectedNoStream(new shared.Empty());
    return answer.setWrongExpectedVersion(wrong);
  }
  const success = new streams.AppendResp.Success();
  success.setCurrentRevision(String(written.last.revision));
  if (written.repeated) return answer.setSuccess(success.setNoPosition(new shared.Empty()));
  const place = new streams.AppendResp.Position();
  place.setCommitPosition(String(written.last.place)).setPreparePosition(String(written.last.place));
  return answer.setSuccess(success.setPosition(place));
}

function expectedOf(options: pb.AppendReq.Options): Expected {
  if (options.hasRevision()) return Number(options.getRevision());
  if (options.hasNoStream()) return -1;
  return options.hasAny() ? 'any' : 'exists';
}

function proposed(message: pb.AppendReq.ProposedMessage | pb.BatchAppendReq.ProposedMessage): Proposed {
  const properties = message.getMetadataMap();
  return {
    id: message.getId()!.getString(),
    type: properties.get('type')!,
    contentType: properties.get('content-type')!,
    data: message.getData_asU8(),
    meta: message.getCustomMetadata_asU8(),
  };
}

/** BatchAppend: one duplex a client, answers by correlation id; the faults of an append fall on it likewise. */
export function batchAppend(node: Node) {
  return (call: BatchCall): void => {
    node.calls.batchAppend += 1;
    node.batches.add(call);
    const batches = new Map<string, { options: pb.BatchAppendReq.Options; events: Proposed[] }>();
    call.on('data', async (message: pb.BatchAppendReq) => {
      const id = message.getCorrelationId()!.getString();
      const batch = batches.get(id) ?? { options: message.getOptions()!, events: [] };
      batches.set(id, batch);
      batch.events.push(...message.getProposedMessagesList().map(proposed));
      if (!message.getIsFinal()) return;
      const fault = node.faults.appends.shift();
      if (fault === 'hang' || fault === 'refuse') return;
      const expected = batch.options.hasStreamPosition() ? Number(batch.options.getStreamPosition()) : -1;
      const name = batch.options.getStreamIdentifier()!;
      const written = node.log.append(Buffer.from(name.getStreamName_asU8()).toString(), expected, batch.events);
      if (typeof fault === 'object') await setTimeout(fault.late);
      else if (fault) return;
      const answer = new streams.BatchAppendResp().setStreamIdentifier(name);
      answer.setCorrelationId(message.getCorrelationId());
      if ('current' in written) answer.setError(new status.Status());
      else answer.setSuccess(new streams.BatchAppendResp.Success().setCurrentRevision(String(written.last.revision)));
      call.write(answer);
    });
    call.on('end', () => call.end());
    call.on('close', () => node.batches.delete(call));
  };
}
