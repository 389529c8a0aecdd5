import { expect, it } from 'vitest'
import { all, within } from './article.ts'

const program = 'if (a < b) {\n\treturn «c»\n}'
const escaped = program.replace('<', '&lt;')

it.each<[string, string, string | null]>([
  ['language-', `<pre><code class="language-js">${escaped}</code></pre>`, 'js'],
  ['lang-', `<pre class="prettyprint lang-c++"><code>${escaped}</code></pre>`, 'c++'],
  ['GitHub', `<div class="highlight highlight-source-shell"><pre>${escaped}</pre></div>`, 'shell'],
  ['SyntaxHighlighter', `<pre class="brush: php; gutter: false">${escaped}</pre>`, 'php'],
  ['SyntaxHighlighter, short', `<pre class="brush:objc">${escaped}</pre>`, 'objc'],
  ['data-lang', `<pre data-lang="Go"><code>${escaped}</code></pre>`, 'go'],
  ['data-language around', `<div data-language="rust"><pre><code>${escaped}</code></pre></div>`, 'rust'],
  ['highlight.js', `<pre><code class="hljs python">${escaped}</code></pre>`, 'python'],
  ['highlight.js, both', `<pre><code class="hljs language-ts">${escaped}</code></pre>`, 'ts'],
  [
    'Rouge',
    `<div class="language-ruby highlighter-rouge"><div class="highlight"><pre class="highlight"><code>${escaped}</code></pre></div></div>`,
    'ruby',
  ],
  [
    'Hexo',
    `<figure class="highlight java"><table><tr><td class="gutter"><pre><span class="line">1</span><br><span class="line">2</span><br></pre></td><td class="code"><pre>${escaped}</pre></td></tr></table></figure>`,
    'java',
  ],
  [
    'Pandoc',
    `<div class="sourceCode"><pre class="sourceCode haskell"><code class="sourceCode haskell">${escaped}</code></pre></div>`,
    'haskell',
  ],
  [
    'Sphinx',
    `<div class="highlight-python notranslate"><div class="highlight"><pre><span></span>${escaped}</pre></div></div>`,
    'python',
  ],
  ['lang on pre', `<pre lang="php">${escaped}</pre>`, 'php'],
  ['none', `<pre><code class="language-none">${escaped}</code></pre>`, null],
  ['plain', `<pre>${escaped}</pre>`, null],
  [
    'lines as elements',
    `<pre><code class="language-js">${escaped
      .split('\n')
      .map((line) => `<div class="line">${line}</div>`)
      .join('')}</code></pre>`,
    'js',
  ],
  [
    'lines in a table',
    `<table class="highlight"><tbody>${escaped
      .split('\n')
      .map(
        (line, index) =>
          `<tr><td class="blob-num" data-line-number="${index + 1}"></td><td class="blob-code"><code>${line}</code></td></tr>`,
      )
      .join('')}</tbody></table>`,
    null,
  ],
  [
    'numbers in the line',
    `<pre><code class="language-js">${escaped
      .split('\n')
      .map((line, index) => `<span class="lineno">${index + 1} </span>${line}`)
      .join('\n')}</code></pre>`,
    'js',
  ],
  [
    'code without pre',
    `<div class="snippet"><code class="language-js" style="white-space: pre">${escaped}</code></div>`,
    'js',
  ],
])('programs: %s', (_name, html, language) => {
  const blocks = all(within(html), 'codeBlock')
  expect(blocks.map(({ attrs, content }) => [attrs?.language, content?.[0]?.text])).toEqual([[language, program]])
})

it('takes pre around prose for prose', () => {
  expect(all(within('<pre><p>Words of a letter.</p><p>And more.</p></pre>'), 'codeBlock')).toEqual([])
})
