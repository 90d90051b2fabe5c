import type { ContactLookup } from './contactLookup';
import type { DepartedUsers } from './departedUsers';
import type { StaffReader } from './staffReader';

/** What HighLevel is asked in one run about one sub-account. */
export interface HighLevelReaders {
	contacts: Pick<ContactLookup, 'complete'>;
	staff: Pick<StaffReader, 'userList' | 'snapshot'>;
	departed: Pick<DepartedUsers, 'of'>;
}
