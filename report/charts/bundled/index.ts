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

function toSvg(drawing: Drawing): string {
	const { options, width, height } = forLetters(drawing, LETTERS);
	const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
	try {
		chart.setOption({ ...options, animation: false });
		return chart.renderToSVGString();
	} finally {
		// It would keep the process alive.
		chart.dispose();
	}
}

const library: ChartLibrary = { toSvg, drawPage };
export = library;
