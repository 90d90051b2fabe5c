import { init, type ECharts } from 'echarts/core';
import { CHART_ATTRIBUTE, DRAWN_CHARTS, type Drawing, type DrawnCharts } from '../chart';
import { pageWindow, type PageElement } from './dom';
import { forLetters } from './scaled';

/** A chart that is narrower than so many of its letters is drawn for a phone. */
const NARROW = 34;
/** Of letters on paper, pixels. */
const PAPER_LETTERS = 15;
/** So much wider is a drawing for paper, which it then fills: its letters are smaller there. */
const WIDER_ON_PAPER = 1.3;

interface Place {
	element: PageElement;
	drawing: Drawing;
	narrow: Drawing | null;
	chart: ECharts | null;
}

export function drawPage(): void {
	const window = pageWindow();
	const places = placesOf();
	const paper = window.matchMedia('print');
	const draw = () => places.forEach((place) => drawOn(place, paper.matches));
	draw();
	paper.addEventListener('change', draw);
	let asked: ReturnType<typeof setTimeout> | undefined;
	window.addEventListener('resize', () => {
		clearTimeout(asked);
		asked = setTimeout(draw, 100);
	});
}

function placesOf(): Place[] {
	const { document } = pageWindow();
	const data = document.getElementById(DRAWN_CHARTS)?.textContent ?? '{}';
	const charts = JSON.parse(data) as DrawnCharts;
	return [...document.querySelectorAll(`[${CHART_ATTRIBUTE}]`)].flatMap((element) => {
		const chart = charts[element.getAttribute(CHART_ATTRIBUTE) ?? ''];
		return chart ? [{ element, ...chart, chart: null }] : [];
	});
}

function drawOn(place: Place, isPaper: boolean): void {
	const { element, narrow } = place;
	const letters = isPaper ? PAPER_LETTERS : lettersOf();
	const isNarrow = !isPaper && element.clientWidth < NARROW * letters;
	const drawing = forLetters((isNarrow && narrow) || place.drawing, letters);
	const { options, height } = drawing;
	const width = isPaper ? drawing.width * WIDER_ON_PAPER : element.clientWidth;
	// What the server drew stays until here: a page whose scripts do not run has it for good.
	place.chart?.dispose();
	element.innerHTML = '';
	element.style.height = isPaper ? '' : `${height}px`;
	const root = element as unknown as Parameters<typeof init>[0];
	place.chart = init(root, null, { renderer: 'svg', width, height });
	place.chart.setOption({ ...options, animation: false });
	if (isPaper) element.querySelector('svg')?.setAttribute('viewBox', `0 0 ${width} ${height}`);
}

function lettersOf(): number {
	const { document, getComputedStyle } = pageWindow();
	return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
