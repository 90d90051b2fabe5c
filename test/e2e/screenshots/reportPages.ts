import { reportPage } from '../../../report/pages/reportPage';
import type { Report } from '../../../report/report';
import { sampleReport } from '../../report/sampleReport';
import type { Picture } from './picture';

/** A report as a page, of the made-up facts of the tests. */
export const reportPages: Picture[] = [
	{
		name: 'report-page',
		size: { width: 1280, height: 720 },
		async show({ editor: { page } }) {
			await page.goto('about:blank');
			await page.setContent(await reportPage(withPlainNames(await sampleReport())));
			await page.locator('[_echarts_instance_] svg').first().waitFor();
			return page;
		},
	},
];

/** One of the tests' people is called as nobody is. */
function withPlainNames(report: Report): Report {
	const plain = JSON.stringify(report).replaceAll('Gus <b>Gray</b>', 'Gus Gray');
	return JSON.parse(plain) as Report;
}
