import type { BarSeriesOption, HeatmapSeriesOption, LineSeriesOption } from 'echarts/charts';
import type {
	GridComponentOption,
	LegendComponentOption,
	MarkLineComponentOption,
	TooltipComponentOption,
	VisualMapComponentOption,
} from 'echarts/components';
import type { ComposeOption } from 'echarts/core';

/**
 * What is drawn, as plain JSON: the page draws the same as the server. Where the library wants a
 * function, it is named; see `bundled/formatters.ts`. Colours are variables of `pages/style.ts`.
 */
export type DrawingOptions = ComposeOption<
	| BarSeriesOption
	| GridComponentOption
	| HeatmapSeriesOption
	| LegendComponentOption
	| LineSeriesOption
	| MarkLineComponentOption
	| TooltipComponentOption
	| VisualMapComponentOption
>;

export interface Drawing {
	options: DrawingOptions;
	/**
	 * Its size with letters of 16 pixels. Its width is that of a page that cannot draw, and of paper: else
	 * it takes what room there is.
	 */
	width: number;
	height: number;
}

/** Of one that has a column of the page, and of one of several that stand beside each other. */
export const WIDTH = 640;
export const SMALL_WIDTH = 420;

/** The figures of a chart, for whoever cannot see it or wants them exactly. */
export interface ChartTable {
	columns: readonly string[];
	/** As many texts as there are columns; the first says whose they are. */
	rows: ReadonlyArray<readonly string[]>;
}

export interface Chart {
	/** Unique on the page. */
	id: string;
	/** What is seen in it. */
	title: string;
	/** Of how many it is made, and how to read it. */
	note: string;
	drawing: Drawing;
	/** On a phone; null: the same. */
	narrow: Drawing | null;
	table: ChartTable;
}

/** What the bundle does, on the server and in the page. */
export interface ChartLibrary {
	/**
	 * An SVG that takes the width it is given.
	 * @param id unique on the page
	 */
	toSvg(drawing: Drawing, id: string): string;
	/** Draws all charts of this page anew, for its width, with what is said when one points at something. */
	drawPage(): void;
}

/** What the page holds of a chart, by its ID. */
export type DrawnCharts = Readonly<Record<string, Pick<Chart, 'drawing' | 'narrow'>>>;

/** The ID of the element in which {@link DrawnCharts} stand as JSON. */
export const DRAWN_CHARTS = 'charts';
/** The attribute of the element that a chart stands in: its value is the chart's ID. */
export const CHART_ATTRIBUTE = 'data-chart';
