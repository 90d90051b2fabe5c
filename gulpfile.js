const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
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

exports.build = series(clean, typescript, parallel(icons, json, credentials));
