/** The waits that a test file skips, in milliseconds. See {@link skipPauses}. */
export const pauses: number[] = [];

/**
 * n8n-workflow with a `sleep` that notes how long it should wait and does not.
 * Use: `jest.mock('n8n-workflow', () => withoutPauses())`.
 */
export function withoutPauses(): object {
	return {
		...jest.requireActual<object>('n8n-workflow'),
		sleep: async (milliseconds: number) => void pauses.push(milliseconds),
	};
}
