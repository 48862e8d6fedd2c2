import { addDays } from '../../domain/clock.ts';
import type { Role } from '../../access/role.ts';
import { uuidOf } from '../load/ballots.ts';
