import { BarChart, HeatmapChart, LineChart } from 'echarts/charts';
import {
	GridComponent,
	LegendComponent,
	MarkLineComponent,
	TooltipComponent,
	VisualMapPiecewiseComponent,
} from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { ChartLibrary, Drawing } from '../chart';
import { drawPage } from './page';
import { forLetters } from './scaled';

use([
	BarChart,
	GridComponent,
	HeatmapChart,
	LegendComponent,
	LineChart,
	MarkLineComponent,
	SVGRenderer,
	TooltipComponent,
	VisualMapPiecewiseComponent,
]);

const LETTERS = 16;

function toSvg(drawing: Drawing, id: string): string {
	const { options, width, height } = forLetters(drawing, LETTERS);
	const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
	try {
		chart.setOption({ ...options, animation: false });
		return withoutCode(chart.renderToSVGString(), id);
	} finally {
		// It would keep the process alive.
		chart.dispose();
	}
}

/** Nothing moves in it: what pointing would do goes, and what is numbered through gets a name that stays. */
function withoutCode(svg: string, id: string): string {
	return svg
		.replace(/<style\s*>.*?<\/style>/s, '')
		.replace(/ (?:class|ecmeta_\w+)="[^"]*"/g, '')
		.replace(/\bzr\d+-/g, `${id}-`);
}

const library: ChartLibrary = { toSvg, drawPage };
export = library;
