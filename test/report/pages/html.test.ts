import fc from 'fast-check';
import { html, jsonForScript } from '../../../report/pages/html';

it('whatever is not made here is escaped, in texts and in attributes', () => {
	const name = `<script>alert("1")</script> & 'x'`;
	expect(html`<p title="${name}">${name}</p>`.toString()).toBe(
		'<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;</p>',
	);
});

it('pieces are put in as they are, lists one behind the other, null is nothing', () => {
	const items = ['a', '<b>'].map((text) => html`<li>${text}</li>`);
	const list = html`<ul>
		${[items, null, 3]}
	</ul>`;
	expect(list.toString().replace(/\n/g, '')).toBe('<ul><li>a</li><li>&lt;b&gt;</li>3</ul>');
});

it('how the code is indented is no part of the page', () => {
	// By another name, or Prettier would write it on one line.
	const tag = html;
	const text = tag`
		<p>
			${'\t two  blanks'}
		</p>
	`;
	expect(text.toString()).toBe('\n<p>\n\t two  blanks\n</p>\n');
});

it('no text can open or close a tag', () => {
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom(...'<>"\'&a/!-') }), (text) => {
			expect(html`${text}`.toString()).not.toMatch(/[<>"']/);
		}),
	);
});

it('data for a script cannot end it, and is the same data', () => {
	const data = { name: '</script><!--', line: '\u2028&' };
	const text = jsonForScript(data).toString();
	expect(text).not.toMatch(/[<>&\u2028]/);
	expect(JSON.parse(text)).toEqual(data);
});
