const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, parallel, series, src } = require('gulp');

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

// The codex of a node (<Node>.node.json) must lie beside the compiled node.
const json = () => src('nodes/**/*.json').pipe(dest('dist/nodes'));

exports.build = series(clean, typescript, parallel(icons, json));
