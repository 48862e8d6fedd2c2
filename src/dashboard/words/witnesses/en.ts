import type { Message } from '../message.ts';

/** The view of who watches the log, in English. */
export const en = {
  'witnesses.about':
    'A witness signs that it was shown this log, and that the log still continues what it was shown before. Who the witnesses are, and what the log is signed with next, is settled by two people of the central commission: one proposes, another confirms. Both acts are in the record.',
  'witnesses.title': 'Witnesses',
  'witnesses.none': 'Nobody witnesses this log yet.',
  'witnesses.left': 'Nobody witnesses this log any more.',
  'witnesses.alone':
    'Until somebody does, only those who keep a checkpoint themselves can tell whether the past was changed.',
  'witnesses.nobody': 'No witnesses',
  'witnesses.asked': 'asked at {url}',
  'witnesses.unasked': 'not asked by the log; what it signs counts',
  'witnesses.quorum.none': 'No checkpoint needs their signature: the quorum is nobody.',
  'witnesses.quorum.one': 'Quorum: a checkpoint needs the signature of {name}.',
  'witnesses.quorum.all': 'Quorum: a checkpoint needs the signatures of all of these: {names}.',
  'witnesses.quorum.some': 'Quorum: a checkpoint needs the signatures of at least {least} of these {all}: {names}.',
  'witnesses.group': '{group}: at least {least} of {names}',
  'witnesses.policy': 'The policy as recorded',
  'witnesses.keys': 'Signing keys of the log',
  'witnesses.keys.first': 'The log began with these keys.',
  'witnesses.keys.next': 'Confirmed, but not signing yet',
  'witnesses.since': 'In force since {time}',
  'witnesses.proposed': 'Proposed by {by}, {time}, position {position}',
  'witnesses.confirmed': 'Confirmed by {by}, {time}, position {position}',
  'witnesses.waiting': 'Waiting for a second person',
  'witnesses.waiting.none': 'Nothing is proposed.',
  'witnesses.waiting.witnesses': 'Other witnesses',
  'witnesses.waiting.keys': 'Other signing keys',
  'witnesses.before': 'Settled before',
  'witnesses.before.none': 'Nothing was settled before.',
} as const satisfies Readonly<Record<string, Message>>;
