const { execFile } = require('node:child_process');
const { readFile, rm } = require('node:fs/promises');
const { dirname, join } = require('node:path');
const { Transform } = require('node:stream');
const { dest, parallel, series, src } = require('gulp');
const { repository } = require('./package.json');

/** Where people read the pages of this package: beside its sources. */
const PAGES = `${repository.url.replace(/\.git$/, '')}/blob/main/`;

const clean = () => rm('dist', { recursive: true, force: true });

const typescript = (done) => {
	const tsc = execFile(
		process.execPath,
		[require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'],
		done,
	);
	tsc.stdout.pipe(process.stdout);
};

const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

/** Nodes and credentials name a page as a file, such as 'docs/meta.md'. n8n needs its address. */
const addresses = () =>
	new Transform({
		objectMode: true,
		transform(file, _encoding, done) {
			const text = file.contents.toString();
			file.contents = Buffer.from(text.replace(/(["'])(docs\/\S+\.md)/g, `$1${PAGES}$2`));
			done(null, file);
		},
	});

// The codex of a node (<Node>.node.json) must lie beside the compiled node.
const json = () => src('nodes/**/*.json').pipe(addresses()).pipe(dest('dist/nodes'));

const credentials = () =>
	src('dist/credentials/*.js').pipe(addresses()).pipe(dest('dist/credentials'));

const LIBRARIES = ['echarts', 'zrender', 'tslib'];

/** What the licences of the libraries ask for: it goes along wherever the bundle goes. */
const licences = async () => {
	const folders = LIBRARIES.map((name) => dirname(require.resolve(`${name}/package.json`)));
	const texts = folders.map(async (folder) => {
		const { name, version, license } = require(join(folder, 'package.json'));
		const files = ['NOTICE', 'LICENSE', 'LICENSE.txt'].map((file) => join(folder, file));
		const found = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
		return [`${name} ${version} (${license})`, ...found].join('\n').replaceAll('*/', '* /');
	});
	return `/*!\n${(await Promise.all(texts)).join('\n')}\n*/`;
};

/**
 * What draws charts, as one file that Node and a page take alike: beside the code that loads it, so that
 * tests have it as well.
 */
const charts = async () => {
	const { build } = require('esbuild');
	await build({
		entryPoints: ['report/charts/bundled/index.ts'],
		outfile: 'report/charts/bundle.js',
		bundle: true,
		minify: true,
		format: 'iife',
		globalName: 'contactCharts',
		target: 'es2022',
		legalComments: 'none',
		banner: { js: await licences() },
		footer: { js: "if (typeof module === 'object') module.exports = contactCharts;" },
	});
};

const bundle = () => src('report/charts/bundle.js').pipe(dest('dist/report/charts'));

exports.charts = charts;
exports.build = series(
	clean,
	parallel(typescript, charts),
	parallel(icons, json, credentials, bundle),
);
