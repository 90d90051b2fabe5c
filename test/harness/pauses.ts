/** The waits that a test file skipped, in milliseconds. */
export const pauses: number[] = [];

/**
 * n8n-workflow with a `sleep` that notes how long it should wait and does not. For `jest.mock`, which
 * runs before imports and so needs `jest.requireActual` to get at this function.
 */
export function withoutPauses(): object {
	return {
		...jest.requireActual<object>('n8n-workflow'),
		sleep: async (milliseconds: number) => void pauses.push(milliseconds),
	};
}
