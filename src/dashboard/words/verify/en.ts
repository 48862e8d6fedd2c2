import type { Message } from '../message.ts';

/** The verify view in English. */
export const en = {
  'verify.title': 'Check the record',
  'verify.about':
    'Whether the record was changed, and whether it adds up, anyone can check. All of it is computed in this browser: no file leaves it.',
  'verify.file': 'A file that you have',
  'verify.file.about': 'An export of the record (.zip), or the receipt of one event (.txt). Nothing is uploaded.',
  'verify.file.choose': 'Choose a file, or drop it here',
  'verify.log': 'The log of this server',
  'verify.log.about':
    'Every event is read from the log as this server shows it to you now, and checked as an export is. A long record takes minutes.',
  'verify.log.check': 'Check the whole log',
  'verify.keys': 'Whose signature counts',
  'verify.keys.served':
    'These keys were given by this very server. Whoever controls it could give others: compare them with those published elsewhere, and keep them.',
  'verify.keys.kept': 'These are the keys that you keep in this browser.',
  'verify.keys.differ':
    'This server now gives other keys than those you keep. Either the log changed its keys, or you are shown another log.',
  'verify.keys.edit': 'Other keys',
  'verify.keys.lines': 'Published keys of the log, one a line',
  'verify.keys.keep': 'Keep these keys',
  'verify.keys.forget': 'Take the server’s keys',
  'verify.kept.first': {
    one: 'The log has {n} event. This browser now remembers its checkpoint, and holds the log against it at your next visit.',
    other:
      'The log has {n} events. This browser now remembers its checkpoint, and holds the log against it at your next visit.',
  },
  'verify.kept.continues': {
    one: 'The log has {n} event, and continues the checkpoint of {kept} that this browser remembers.',
    other: 'The log has {n} events, and continues the checkpoint of {kept} that this browser remembers.',
  },
  'verify.kept.alarm': 'This is not the log that this browser was shown before',
  'verify.kept.back':
    'Events have disappeared: this browser remembers a signed checkpoint of {kept} events, and now there are {n}.',
  'verify.kept.forked':
    'The past was changed: the log of {n} events does not continue the checkpoint of {kept} events that this browser remembers.',
  'verify.kept.evidence':
    'Both checkpoints bear the log’s signature: together they prove it to anybody. Keep both files and show them.',
  'verify.kept.save': 'Save both checkpoints',
  'verify.kept.forget': 'Forget the remembered one',
  'verify.working': 'Checking: {share}',
  'verify.cancel': 'Stop',
  'verify.failed': 'This could not be checked:',
  'verify.good': {
    one: 'Nothing is wrong with what was checked: {n} event',
    other: 'Nothing is wrong with what was checked: {n} events',
  },
  'verify.bad': { one: '{n} check fails', other: '{n} checks fail' },
  'verify.contradicts': 'This record contradicts the checkpoint that this browser remembers.',
  'verify.unchecked': {
    one: '{n} check could not be made: what it needs is not there.',
    other: '{n} checks could not be made: what they need is not there.',
  },
  'verify.older':
    'The export ends before the checkpoint of {kept} events that this browser remembers, so it was not held against it.',
  'verify.outcome.holds': 'holds',
  'verify.outcome.fails': 'fails',
  'verify.outcome.not checked': 'not checked',
  'verify.at': 'Event {index}',
  'verify.more': { one: '… and {n} more', other: '… and {n} more' },
  'verify.root': 'Root over the record as read: {root}',
  'verify.check.1': 'The files are those of the manifest',
  'verify.check.2': 'Events are in their one form, and fit their schemas',
  'verify.check.3': 'Positions and revisions have no gap',
  'verify.check.4': 'The root over the record is the checkpoint’s',
  'verify.check.5': 'The checkpoint is signed, and witnessed by the quorum',
  'verify.check.6': 'The record continues every checkpoint that was kept',
  'verify.check.7': 'Every rule holds on replay',
  'verify.check.8': 'What fails a control relation is flagged, and nothing else is',
  'verify.check.9': 'Every total adds up to what was published',
  'verify.check.10': 'Personal signatures hold',
  'verify.proves.1': 'Nothing was damaged on the way. The manifest is not signed: it stops no forger.',
  'verify.proves.2': 'No second way to say a thing hides another meaning. Not that what is said is true.',
  'verify.proves.3': 'Nothing was dropped or doubled, unless the rest was renumbered: that is for the root to show.',
  'verify.proves.4': 'This is the record that was signed, to the last bit.',
  'verify.proves.5': 'The log’s key signed it, and the witnesses saw it as the one record. Without a key: nothing.',
  'verify.proves.6': 'The past was not changed since. Only as far back as somebody kept a checkpoint.',
  'verify.proves.7': 'Each act is what the rules lead to, by the record before it. Not that it was done.',
  'verify.proves.8':
    'Errors in protocols, and copies that differ, are in the open. Flagged errors are counted, not faults.',
  'verify.proves.9': 'What was published is what the record says, place by place, by a count of its own.',
  'verify.proves.10': 'Acts that members signed themselves are theirs.',
  'verify.not-proved': 'What a good result does not prove',
  'verify.not-proved.1':
    'That what was recorded is what voters wished: only that it has not been changed since it was signed.',
  'verify.not-proved.2':
    'That nothing was left out before it was recorded: compare the protocols posted at polling stations, by their receipts.',
  'verify.not-proved.3':
    'That the record was signed when it says: only witnesses vouch for a time, and for there being one record.',
  'verify.not-proved.4':
    'That whoever acted under an official id is that person, unless the act bears their own signature.',
  'verify.receipt.good': 'The receipt is good: this event is in the record that was signed',
  'verify.receipt.bad': 'The receipt does not hold',
  'verify.receipt.position': 'Position',
  'verify.receipt.recorded': 'Recorded',
  'verify.receipt.by': 'By',
  'verify.receipt.size': 'Events in the record',
  'verify.receipt.data': 'The event as recorded',
  'verify.receipt.about':
    'A receipt proves that the event stands in the record, at this place, as shown here. Not that it is true, nor what was recorded later.',
} as const satisfies Readonly<Record<string, Message>>;
