import { run } from '../../../sandbox/highlevel/cli';
import { clientFor } from './client';

it('prints where the sandbox is and how to get in', async () => {
	let printed = '';
	const sandbox = await run([], (text) => {
		printed += text;
	});
	try {
		const [url = '', token, location] = Array.from(
			printed.matchAll(/^.+?\s{2,}(\S+)$/gm),
			([, value]) => value,
		);
		const answer = await clientFor(url, {}, token).get(`/locations/${location}`);
		expect(answer.data.location).toMatchObject({ id: location, name: 'Harbor Dental' });
	} finally {
		await sandbox.close();
	}
});

it('takes a port and nothing else', async () => {
	await expect(run(['--prot', '1'], () => {})).rejects.toThrow('--prot');
});
