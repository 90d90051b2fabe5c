import type { TurnFact } from '../../../ledger/facts';
import type { Reading } from '../../../ledger/reading';
import type { KeptPlan } from '../../../routing/keptPlan';
import { namedStaff } from '../../../routing/keptPlan';
import { MINUTE } from '../../../routing/model/durations';
import type { Pool } from '../../../routing/model/pool';
import type { StrategyName } from '../../../routing/strategies';
import { USERS, WEDNESDAY, plan } from '../../routing/builders';
import { teamPlan } from './teamHistory';
