import { kaplanMeier, minutesUntil } from '../../../report/waits/kaplanMeier';
import { MinuteCounts, quantile } from '../../../report/waits/minuteCounts';

/**
 * Examples with their published estimates. `aml` and `lung` are data sets of R's package `survival`
 * (https://CRAN.R-project.org/package=survival); the estimates are those of
 * `summary(survfit(Surv(time, status) ~ x, data = aml))` and `survfit(Surv(time, status) ~ 1, data = lung)`.
 * `gehan` is of R's package `MASS`, its estimates those of Freireich et al. 1963 as in Cox and Oakes,
 * Analysis of Survival Data. A `+` stands behind a time at which somebody was lost from sight.
 */
const AML_MAINTAINED = '9 13 13+ 18 23 28+ 31 34 45+ 48 161+';
const AML_NOT_MAINTAINED = '5 5 8 8 12 16+ 23 27 30 33 43 45';
const GEHAN_6MP = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+';
const GEHAN_CONTROL = '1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23';
const LUNG = `
	5 11 11 11 12 13 13 15 26 30 31 53 53 54 59 60 60 61 62 65 65 71 79 81 81 88 88 92 92+ 93 95
	95 105 105+ 107 107 110 116 118 122 131 132 132 135 142 144 145 145 147 153 156 156 163 163
	163 166 166 167 170 173+ 174+ 175 175+ 176 177 177+ 179 179 180 181 181 182 183 185+ 186 188+
	189 191+ 192+ 194 196+ 197 197+ 199 201 201 202 202+ 203+ 207 208 210 211+ 212 218 221+ 222
	222+ 223 224+ 225+ 225+ 226 229 230 235+ 237+ 239 239 240+ 243+ 245 246 252+ 259+ 266+ 267 268
	269 269+ 270 272+ 276+ 279+ 283 284 284+ 285 285 286 288 291 292+ 292+ 293 296+ 300+ 301 301+
	303 303+ 305 306 310 310 315+ 320 329 332+ 337 340 345 348 350 351 353 353 356+ 361 363 363
	364 364+ 371 371 376+ 382+ 384+ 387 390 394 404+ 413+ 426 428 429 433 442 444 444+ 450 455 457
	458+ 460 473 477 511+ 511+ 519 520 524 524 529+ 533 543+ 550 551+ 558 559+ 567 574 583 588+
	613 624 641 643 654 655 687 689 705 707 728 731 735 740+ 765 791 806+ 814 821+ 840+ 883 965+
	1010+ 1022+`;

interface Times {
	answered: MinuteCounts;
	cut: MinuteCounts;
}

function timesOf(text: string): Times {
	const times = { answered: new MinuteCounts(), cut: new MinuteCounts() };
	for (const time of text.trim().split(/\s+/)) {
		(time.endsWith('+') ? times.cut : times.answered).add(Number.parseInt(time, 10), 1);
	}
	return times;
}

function curve(text: string): Array<[minutes: number, unanswered: string]> {
	const { answered, cut } = timesOf(text);
	return kaplanMeier(answered, cut).map(({ minutes, unanswered }) => [
		minutes,
		unanswered.toFixed(3),
	]);
}

function median(text: string): number | null {
	const { answered, cut } = timesOf(text);
	return minutesUntil(0.5, kaplanMeier(answered, cut));
}

describe('the estimate of Kaplan and Meier', () => {
	it('is that of R for aml, with ties of events and cuts', () => {
		expect(curve(AML_MAINTAINED)).toEqual([
			[9, '0.909'],
			[13, '0.818'],
			[18, '0.716'],
			[23, '0.614'],
			[31, '0.491'],
			[34, '0.368'],
			[48, '0.184'],
		]);
		expect(curve(AML_NOT_MAINTAINED)).toEqual([
			[5, '0.833'],
			[8, '0.667'],
			[12, '0.583'],
			[23, '0.486'],
			[27, '0.389'],
			[30, '0.292'],
			[33, '0.194'],
			[43, '0.097'],
			[45, '0.000'],
		]);
		expect([median(AML_MAINTAINED), median(AML_NOT_MAINTAINED)]).toEqual([31, 23]);
	});

	it('is the published one for gehan', () => {
		expect(curve(GEHAN_6MP)).toEqual([
			[6, '0.857'],
			[7, '0.807'],
			[10, '0.753'],
			[13, '0.690'],
			[16, '0.627'],
			[22, '0.538'],
			[23, '0.448'],
		]);
		expect([median(GEHAN_6MP), median(GEHAN_CONTROL)]).toEqual([23, 8]);
	});

	it('is that of R for lung: 228 people, 165 events, median 310, 0.409 after a year', () => {
		const { answered, cut } = timesOf(LUNG);
		expect([answered.total + cut.total, answered.total]).toEqual([228, 165]);
		expect(median(LUNG)).toBe(310);
		expect(
			curve(LUNG)
				.filter(([day]) => day <= 365)
				.at(-1)?.[1],
		).toBe('0.409');
		expect(curve(LUNG).slice(0, 6)).toEqual([
			[5, '0.996'],
			[11, '0.982'],
			[12, '0.978'],
			[13, '0.969'],
			[15, '0.965'],
			[26, '0.961'],
		]);
	});

	it('is the share of those who are left when nobody is lost from sight', () => {
		const { answered, cut } = timesOf('3 1 2 2 10');
		expect(kaplanMeier(answered, cut).map(({ unanswered }) => unanswered)).toEqual([
			expect.closeTo(0.8),
			expect.closeTo(0.4),
			expect.closeTo(0.2),
			expect.closeTo(0),
		]);
		expect(minutesUntil(0.9, kaplanMeier(answered, cut))).toBe(10);
	});

	it('has no point where nothing was answered', () => {
		const { answered, cut } = timesOf('3+ 4+');
		expect(kaplanMeier(answered, cut)).toEqual([]);
		expect(minutesUntil(0.5, [])).toBeNull();
	});
});

describe('counts of minutes', () => {
	it('are in order, also of the long ones, and know how many are short', () => {
		const counts = new MinuteCounts();
		for (const minutes of [500_000, 3, 9_999, 10_000, 3, 0]) counts.add(minutes, 2);
		expect([...counts.ascending()]).toEqual([
			[0, 2],
			[3, 4],
			[9_999, 2],
			[10_000, 2],
			[500_000, 2],
		]);
		expect([counts.total, counts.upTo(-1), counts.upTo(3), counts.upTo(9_999)]).toEqual([
			12, 0, 6, 8,
		]);
		expect([quantile(counts, 0.5), quantile(counts, 1), quantile(new MinuteCounts(), 0.5)]).toEqual(
			[3, 500_000, null],
		);
	});
});
