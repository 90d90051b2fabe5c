import type { DepartedUsers } from '../../shared/highLevel/departedUsers';
import type { StaffReader } from '../../shared/highLevel/staffReader';
import type { ContactLookup } from './contactLookup';

/** What HighLevel is asked in one run about one sub-account. */
export interface HighLevelReaders {
	contacts: Pick<ContactLookup, 'complete'>;
	staff: Pick<StaffReader, 'userList' | 'snapshot'>;
	departed: Pick<DepartedUsers, 'of'>;
}
