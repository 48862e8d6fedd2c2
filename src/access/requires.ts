import { Reflector } from '@nestjs/core';
import type { Requirement } from '../domain/entitlement.ts';

/** What an operation asks of its requester: one of these, whichever the request turns out to be about. */
export const Requires = Reflector.createDecorator<readonly Requirement[]>();
