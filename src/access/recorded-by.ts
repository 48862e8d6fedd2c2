import { Reflector } from '@nestjs/core';
import type { Role } from './role.ts';

/** The roles that may ask for an operation, where it is not the commissions alone. */
export const RecordedBy = Reflector.createDecorator<readonly Role[]>();
