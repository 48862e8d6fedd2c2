import type { VoteEventType } from '../../../domain/vote-event.ts';
import type { Message } from '../message.ts';

/** Of each kind of event its name, and what it says of the values in its data; empty where the name says all. */
export type ActWords = Readonly<Record<VoteEventType, readonly [name: string, says: Message]>>;
